using Google.Protobuf;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Scoring;
using LoanDefault.Onnx.Protos;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Scoring;

public sealed class OnnxModelRulesTests
{
    [Test]
    public void A_model_of_standard_operators_in_one_file_passes() => Assert.That(() => Check(_ => { }), Throws.Nothing);

    [Test]
    public void Operators_of_others_are_refused()
    {
        Refused(m => m.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.example" }), "uses operators of 'com.example'");
        Refused(m => m.Graph.Node[0].Domain = "com.example", "uses operators of 'com.example'");
        Refused(m => m.Functions.Add(new FunctionProto { Domain = "com.example" }), "uses operators of 'com.example'");
    }

    [Test]
    public void Numbers_in_another_file_are_refused_wherever_they_hide()
    {
        var outside = new TensorProto { Name = "w", ExternalData = { new StringStringEntryProto { Key = "location", Value = "/etc/passwd" } } };
        Refused(m => m.Graph.Initializer.Add(outside), "keeps tensor 'w' in another file");
        Refused(m => m.Graph.SparseInitializer.Add(new SparseTensorProto { Values = outside }), "keeps tensor 'w' in another file");
        Refused(m => m.Graph.Node[0].Attribute.Add(new AttributeProto { T = outside }), "keeps tensor 'w' in another file");
        Refused(
            m => m.Graph.Node[0].Attribute.Add(new AttributeProto { G = new GraphProto { Initializer = { outside } } }),
            "keeps tensor 'w' in another file");
    }

    [Test]
    public void Bytes_that_are_no_model_are_refused()
    {
        Assert.That(() => OnnxModelRules.Check([255, 255], "m"), Throws.TypeOf<BadInputException>().With.Message.StartsWith("m: not an ONNX model ("));
        Assert.That(() => OnnxModelRules.Check([], "m"), Throws.TypeOf<BadInputException>().With.Message.Contains("it has no graph"));
    }

    private static void Refused(Action<ModelProto> change, string problem) =>
        Assert.That(() => Check(change), Throws.TypeOf<BadInputException>().With.Message.StartsWith("model.onnx: the model " + problem));

    private static void Check(Action<ModelProto> change)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(TinyModel.Onnx(2));
        change(model);
        OnnxModelRules.Check(model.ToByteArray(), "model.onnx");
    }
}
