using Google.Protobuf;
using Google.Protobuf.Reflection;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Scoring;
using LoanDefault.Onnx.Protos;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Scoring;

public sealed class OnnxModelBytesTests
{
    private static readonly byte[] Good = TinyModel.Onnx(2);

    [Test]
    public void A_good_model_is_read() => Assert.That(OnnxModelBytes.Parse(Good, "m").Graph.Node, Has.Count.EqualTo(1));

    [Test]
    public void Two_models_behind_each_other_are_not_one() =>
        Refused([.. Good, .. Good], "m: two models behind each other (field 1 is there twice): take one of them, or export the model again");

    [TestCase(ModelProto.IrVersionFieldNumber)]
    [TestCase(ModelProto.GraphFieldNumber)]
    [TestCase(ModelProto.DocStringFieldNumber)]
    public void Any_field_of_a_model_that_is_there_twice_tells_so(int field)
    {
        ModelProto one = ModelProto.Parser.ParseFrom(Good), other = new();
        one.DocString = "a model";
        IFieldAccessor accessor = ModelProto.Descriptor.FindFieldByNumber(field).Accessor;
        accessor.SetValue(other, accessor.GetValue(one));
        Refused([.. one.ToByteArray(), .. other.ToByteArray()], $"m: two models behind each other (field {field} is there twice): take one of them, or export the model again");
    }

    [Test]
    public void A_model_that_ends_early_is_refused_wherever_it_ends()
    {
        for (int length = 0; length < Good.Length; length += 7)
            Assert.That(() => OnnxModelRules.Check(Good[..length], "m"), Throws.TypeOf<BadInputException>().With.Message.StartsWith("m: "), $"{length} bytes");
    }

    [Test]
    public void A_file_of_zeros_is_refused_at_its_first_byte()
    {
        var zeros = new byte[50_000_000];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Refused(zeros, "m: not an ONNX model (Protocol message contained an invalid tag (zero).): export or train it again");
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1_000_000));
    }

    [Test]
    public void A_length_beyond_the_file_takes_no_memory()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        // Field 7 of 2 GB less one byte.
        Assert.That(() => OnnxModelBytes.Parse([0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0], "m"), Throws.TypeOf<BadInputException>().With.Message.StartsWith("m: not an ONNX model ("));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1_000_000));
    }

    [Test]
    public void Graphs_in_graphs_beyond_what_is_followed_are_refused()
    {
        byte[] inner = [];
        // Bytes around bytes, as objects of so many levels could not be written either: a graph's node's attribute's graph.
        for (int level = 0; level < 5000; level++)
            inner = Field(GraphProto.NodeFieldNumber, Field(NodeProto.AttributeFieldNumber, Field(AttributeProto.GFieldNumber, inner)));
        Assert.That(
            () => OnnxModelBytes.Parse(Field(ModelProto.GraphFieldNumber, inner), "m"),
            Throws.TypeOf<BadInputException>().With.Message.StartsWith("m: not an ONNX model (Protocol message had too many levels of nesting."));

        static byte[] Field(int number, byte[] content)
        {
            using var stream = new MemoryStream();
            using (var output = new CodedOutputStream(stream, leaveOpen: true))
            {
                output.WriteTag(number, WireFormat.WireType.LengthDelimited);
                output.WriteBytes(ByteString.CopyFrom(content));
            }

            return stream.ToArray();
        }
    }

    [Test]
    public void Groups_in_groups_beyond_what_is_followed_are_refused() => Assert.That(
        () => OnnxModelBytes.Parse([.. Enumerable.Repeat((byte)0x7B, 1_000_000)], "m"),
        Throws.TypeOf<BadInputException>().With.Message.StartsWith("m: not an ONNX model ("));

    [Test]
    public void ONNX_Runtime_s_own_format_is_refused()
    {
        byte[] bytes = [.. Good];
        "ORTM"u8.CopyTo(bytes.AsSpan(4));
        Refused(bytes, "m: not an ONNX model (it is in ONNX Runtime's own format): export it as ONNX");
    }

    private static void Refused(byte[] model, string message) =>
        Assert.That(() => OnnxModelBytes.Parse(model, "m"), Throws.TypeOf<BadInputException>().With.Message.EqualTo(message));
}
