using System.Text.Json.Nodes;
using LoanDefault.Arrow;
using LoanDefault.Arrow.Types;
using LoanDefault.IntegrationTests.Cli.Support;

namespace LoanDefault.IntegrationTests.Arrow.Support;

/// <summary>An implementation of Arrow that is not ours: apache-arrow for Node.</summary>
internal static class ArrowPeer
{
    private static readonly string Script = Repository.PathOf("tests/LoanDefault.IntegrationTests/Arrow/Support/arrow-peer.mjs");

    public static JsonObject Read(byte[] stream)
    {
        using var folder = new TemporaryFolder();
        string file = folder.PathOf("in.bin");
        File.WriteAllBytes(file, stream);
        return JsonNode.Parse(Run("read", file))!.AsObject();
    }

    public static byte[] Rewrite(byte[] stream)
    {
        using var folder = new TemporaryFolder();
        string file = folder.PathOf("in.bin");
        string to = folder.PathOf("out.bin");
        File.WriteAllBytes(file, stream);
        Run("rewrite", file, to);
        return File.ReadAllBytes(to);
    }

    public static byte[] Write(string what)
    {
        using var folder = new TemporaryFolder();
        string to = folder.PathOf("out.bin");
        Run("write", what, to);
        return File.ReadAllBytes(to);
    }

    /// <summary>Our values in the peer's texts.</summary>
    public static JsonObject Describe(Schema schema, IEnumerable<RecordBatch> batches) => new()
    {
        ["fields"] = new JsonArray([.. schema.Fields.Select(field => new JsonObject
        {
            ["name"] = field.Name, ["nullable"] = field.IsNullable, ["kind"] = field.Metadata.GetValueOrDefault("kind", ""),
        })]),
        ["metadata"] = new JsonArray([.. schema.Metadata.Select(entry => new JsonArray(entry.Key, entry.Value))]),
        ["batches"] = new JsonArray([.. batches.Select(batch => new JsonObject
        {
            ["rows"] = batch.Length,
            ["nulls"] = new JsonArray([.. batch.Arrays.Select(array => JsonValue.Create(array.NullCount))]),
            ["columns"] = new JsonArray([.. batch.Arrays.Select(Column)]),
        })]),
    };

    private static JsonArray Column(ArrowArray array) => new([.. Enumerable.Range(0, array.Length).Select(i => Value(array, i))]);

    private static JsonNode? Value(ArrowArray array, int i) => array switch
    {
        _ when array.IsNull(i) => null,
        BooleanArray values => values.GetValue(i)!.Value ? "true" : "false",
        FloatArray values => Hex(BitConverter.GetBytes(values.Values[i]).AsEnumerable().Reverse()),
        DoubleArray values => Hex(BitConverter.GetBytes(values.Values[i]).AsEnumerable().Reverse()),
        PrimitiveArray<sbyte> values => $"{values.Values[i]}",
        PrimitiveArray<short> values => $"{values.Values[i]}",
        PrimitiveArray<int> values => $"{values.Values[i]}",
        PrimitiveArray<long> values => $"{values.Values[i]}",
        PrimitiveArray<byte> values => $"{values.Values[i]}",
        PrimitiveArray<ushort> values => $"{values.Values[i]}",
        PrimitiveArray<uint> values => $"{values.Values[i]}",
        PrimitiveArray<ulong> values => $"{values.Values[i]}",
        PrimitiveArray<Int128> values => $"{values.Values[i]}",
        IStringArray values => values.GetString(i),
        VariableSizeArray values => Hex(values.GetBytes(i).ToArray()),
        StructArray values => new JsonArray([.. values.Fields.Select(field => Value(field, i))]),
        ListArray values => Column(values.GetValues(i)!),
        LargeListArray values => Column(values.GetValues(i)!),
        _ => throw new NotSupportedException(array.GetType().Name),
    };

    private static string Hex(IEnumerable<byte> bytes) => Convert.ToHexString([.. bytes]);

    private static string Run(params string[] arguments)
    {
        string modules = Repository.PathOf(".native");
        if (!Directory.Exists(Path.Combine(modules, "node_modules/apache-arrow")))
            Assert.Ignore("the package apache-arrow is not fetched: ./build.sh --target=Test does");
        using ChildProcess process = ChildProcess.Start("node", [Script, modules, .. arguments]);
        ProcessResult result = process.WaitForExit();
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return result.Out;
    }
}
