using LoanDefault.Modeling;
using LoanDefault.Modeling.Training;

namespace LoanDefault.Tests.Modeling;

/// <summary>Small labelled data whose outcome depends on the first two of its features.</summary>
internal static class GeneratedLoans
{
    public static LabelledRows Make(int rows, int seed, int features = 4, bool withSignal = true)
    {
        var random = new Random(seed);
        var values = new float[rows * features];
        var isBad = new bool[rows];
        for (var row = 0; row < rows; row++)
        {
            for (var feature = 0; feature < features; feature++)
                values[row * features + feature] = random.Next(20) == 0 ? float.NaN : random.NextSingle();
            var signal = withSignal ? 2 * Known(values[row * features]) - Known(values[row * features + 1]) : 0.5f;
            isBad[row] = random.NextSingle() + signal > 1.3f;
        }
        return new LabelledRows(new FloatMatrix(values, features), isBad);
    }

    private static float Known(float value) => float.IsNaN(value) ? 0.5f : value;
}
