using Google.Protobuf;
using LoanDefault.Core.Errors;
using LoanDefault.Onnx.Protos;

namespace LoanDefault.Core.Scoring;

/// <summary>Reads the bytes of a model file so that no other reader can take them for another model.</summary>
internal static class OnnxModelBytes
{
    private static readonly int[] Single =
    [
        ModelProto.IrVersionFieldNumber, ModelProto.ProducerNameFieldNumber, ModelProto.ProducerVersionFieldNumber,
        ModelProto.DomainFieldNumber, ModelProto.ModelVersionFieldNumber, ModelProto.DocStringFieldNumber, ModelProto.GraphFieldNumber,
    ];

    /// <summary>Reads.</summary>
    /// <exception cref="BadInputException">The bytes are no ONNX model, or more than one.</exception>
    public static ModelProto Parse(byte[] model, string file)
    {
        // ONNX Runtime looks at these bytes first, and takes what has them for its own format whatever else it is.
        if (model.AsSpan().Slice(Math.Min(4, model.Length)).StartsWith("ORTM"u8))
            throw new BadInputException($"{file}: not an ONNX model (it is in ONNX Runtime's own format): export it as ONNX", file);
        try
        {
            RefuseMerged(model, file);
            return ModelProto.Parser.ParseFrom(model);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new BadInputException($"{file}: not an ONNX model ({e.Message}): export or train it again", file, innerException: e);
        }
    }

    // Readers merge what stands there twice without a word: two files behind each other are one model with the trees of both.
    private static void RefuseMerged(byte[] model, string file)
    {
        var seen = new HashSet<int>();
        using var input = new CodedInputStream(model);
        while (input.ReadTag() is > 0 and var tag)
        {
            int field = WireFormat.GetTagFieldNumber(tag);
            if (Single.Contains(field) && !seen.Add(field))
                throw new BadInputException($"{file}: two models behind each other (field {field} is there twice): take one of them, or export the model again", file);
            input.SkipLastField();
        }
    }
}
