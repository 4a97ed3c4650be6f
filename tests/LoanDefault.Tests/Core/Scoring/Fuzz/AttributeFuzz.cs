using Google.Protobuf;
using Google.Protobuf.Collections;
using LoanDefault.Onnx.Protos;

namespace LoanDefault.Tests.Core.Scoring.Fuzz;

/// <summary>Breaks what a well-formed file says: one to three entries of the operators' attributes.</summary>
internal static class AttributeFuzz
{
    private static readonly long[] Numbers = [-1, 0, 1, 2, 3, 5, int.MaxValue, 1L << 32, long.MaxValue, long.MinValue];

    private static readonly float[] Floats =
        [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0, -0f, float.Epsilon, float.MaxValue, float.MinValue, 1, 2, 3];

    private static readonly string[] Words =
    [
        "LEAF", "BRANCH_LT", "BRANCH_LEQ", "BRANCH_GT", "BRANCH_GTE", "BRANCH_EQ", "BRANCH_NEQ", "MIN", "MAX", "SUM", "AVERAGE",
        "NONE", "LOGISTIC", "SOFTMAX", "SOFTMAX_ZERO", "PROBIT", "",
    ];

    public static byte[] Break(byte[] bytes, Random random)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(bytes);
        AttributeProto[] attributes = [.. Attributes(model.Graph)];
        for (int i = random.Next(1, 4); i > 0; i--)
            Change(attributes[random.Next(attributes.Length)], random);
        return model.ToByteArray();
    }

    private static IEnumerable<AttributeProto> Attributes(GraphProto graph)
    {
        foreach (AttributeProto attribute in graph.Node.SelectMany(n => n.Attribute))
        {
            if (attribute.G is null)
                yield return attribute;
            else
            {
                foreach (AttributeProto inner in Attributes(attribute.G))
                    yield return inner;
            }
        }
    }

    private static void Change(AttributeProto attribute, Random random)
    {
        switch (attribute.Type)
        {
            case AttributeProto.Types.AttributeType.Int:
                attribute.I = Numbers[random.Next(Numbers.Length)];
                break;
            case AttributeProto.Types.AttributeType.String:
                attribute.S = Word(random);
                break;
            case AttributeProto.Types.AttributeType.Tensor when attribute.T.RawData.Length > 0:
                byte[] raw = attribute.T.RawData.ToByteArray();
                raw[random.Next(raw.Length)] = (byte)random.Next(9);
                attribute.T.RawData = ByteString.CopyFrom(raw);
                break;
            case AttributeProto.Types.AttributeType.Tensor:
                Change(attribute.T.FloatData, random, () => Floats[random.Next(Floats.Length)]);
                Change(attribute.T.DoubleData, random, () => Floats[random.Next(Floats.Length)]);
                break;
            default:
                Change(attribute.Ints, random, () => random.Next(3) == 0 ? Numbers[random.Next(Numbers.Length)] : attribute.Ints[random.Next(attribute.Ints.Count)]);
                Change(attribute.Floats, random, () => Floats[random.Next(Floats.Length)]);
                Change(attribute.Strings, random, () => Word(random));
                break;
        }
    }

    private static ByteString Word(Random random) => ByteString.CopyFromUtf8(Words[random.Next(Words.Length)]);

    // Mostly another value; sometimes one entry less, or two entries that change places.
    private static void Change<T>(RepeatedField<T> list, Random random, Func<T> value)
    {
        if (list.Count == 0)
            return;
        int at = random.Next(list.Count), other = random.Next(list.Count);
        switch (random.Next(12))
        {
            case 0:
                list.RemoveAt(at);
                break;
            case 1 or 2:
                (list[at], list[other]) = (list[other], list[at]);
                break;
            default:
                list[at] = value();
                break;
        }
    }
}
