using System.Text.Json.Nodes;

namespace LoanDefault.IntegrationTests.Cli.Support;

/// <summary>A reader that is not ours: Node with DuckDB's own package, over the files that the Delta log names.</summary>
internal static class OutsideReader
{
    private static readonly string Script = Repository.PathOf("tests/LoanDefault.IntegrationTests/Cli/Support/outside-reader.mjs");

    /// <summary>Reads one row of aggregates over a table, with <c>versions</c> and <c>files</c> beside it.</summary>
    /// <param name="table">The table's folder.</param>
    /// <param name="columns">SQL: the aggregates.</param>
    public static JsonObject Read(string table, string columns)
    {
        string modules = Repository.PathOf(".native");
        if (!Directory.Exists(Path.Combine(modules, "node_modules")))
            Assert.Ignore("DuckDB's Node package is not fetched: ./build.sh --target=Test does");
        using ChildProcess process = ChildProcess.Start("node", [Script, modules, table, columns]);
        ProcessResult result = process.WaitForExit();
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return JsonNode.Parse(result.Out)!.AsObject();
    }

    public static long Rows(string table) => (long?)Read(table, "count(*)::DOUBLE AS row_count")["row_count"]?.GetValue<double>() ?? 0;
}
