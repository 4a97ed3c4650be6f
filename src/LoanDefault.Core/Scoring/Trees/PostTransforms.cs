using System.Numerics;

namespace LoanDefault.Core.Scoring.Trees;

// ONNX Runtime calls the C library's exponential, and so must this: equal numbers here mean its numbers on the same machine.
#pragma warning disable RS0030

/// <summary>ONNX Runtime's post-transforms, each step in the number it takes there: a float.</summary>
internal static class PostTransforms
{
    /// <summary>Transforms one row's scores in place.</summary>
    public static void Apply<T>(PostTransform transform, Span<T> scores)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        switch (transform)
        {
            case PostTransform.Logistic:
                foreach (ref T score in scores)
                    score = T.CreateChecked(Logistic(float.CreateChecked(score)));
                break;
            case PostTransform.Probit:
                foreach (ref T score in scores)
                    score = T.CreateChecked(Probit(float.CreateChecked(score)));
                break;
            case PostTransform.Softmax:
                Softmax(scores);
                break;
            case PostTransform.SoftmaxZero:
                SoftmaxZero(scores);
                break;
        }
    }

    private static float Logistic(float value)
    {
        float positive = 1 / (1 + MathF.Exp(-MathF.Abs(value)));
        return value < 0 ? 1 - positive : positive;
    }

    private static float Probit(float value)
    {
        const float Sqrt2 = 1.41421356f;
        return Sqrt2 * InverseErrorFunction(2 * value - 1);
    }

    // Winitzki's approximation.
    private static float InverseErrorFunction(float x)
    {
        float sign = x < 0 ? -1f : 1f;
        float log = MathF.Log((1 - x) * (1 + x));
        float v = 2 / (MathF.PI * 0.147f) + 0.5f * log;
        float v2 = 1 / 0.147f * log;
        return sign * MathF.Sqrt(-v + MathF.Sqrt(v * v - v2));
    }

    private static void Softmax<T>(Span<T> scores)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        float largest = Largest(scores), sum = 0;
        foreach (ref T score in scores)
        {
            float power = MathF.Exp(float.CreateChecked(score) - largest);
            sum += power;
            score = T.CreateChecked(power);
        }

        foreach (ref T score in scores)
            score = T.CreateChecked(float.CreateChecked(score) / sum);
    }

    // Numbers near zero take no part in the exponentials, but are divided like the others.
    private static void SoftmaxZero<T>(Span<T> scores)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        const float Near = 0.0000001f;
        float largest = Largest(scores), sum = 0;
        float scale = MathF.Exp(-largest);
        foreach (ref T score in scores)
        {
            float value = float.CreateChecked(score);
            if (value is > Near or < -Near)
            {
                float power = MathF.Exp(value - largest);
                sum += power;
                score = T.CreateChecked(power);
            }
            else
            {
                score *= T.CreateChecked(scale);
            }
        }

        foreach (ref T score in scores)
            score /= T.CreateChecked(sum);
    }

    private static float Largest<T>(Span<T> scores)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        float largest = float.MinValue;
        foreach (T score in scores)
            largest = float.CreateChecked(score) > largest ? float.CreateChecked(score) : largest;
        return largest;
    }
}
