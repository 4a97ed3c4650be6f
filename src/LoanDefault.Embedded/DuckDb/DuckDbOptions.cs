namespace LoanDefault.Embedded.DuckDb;

/// <summary>How a database is opened. Extensions are never fetched or loaded by themselves.</summary>
public sealed record DuckDbOptions
{
    /// <summary>What the engine's buffer manager may hold, in bytes; more is spilled to <see cref="TemporaryFolder"/>.</summary>
    public required long MemoryLimitBytes { get; init; }

    /// <summary>Where the engine spills; made when first needed, removed by the engine when the database closes.</summary>
    public required string TemporaryFolder { get; init; }

    /// <summary>Worker threads, the calling one included; null: as many as the process may use.</summary>
    public int? Threads { get; init; }

    /// <summary>True keeps the order of rows through every query, which costs memory and parallelism.</summary>
    public bool PreserveInsertionOrder { get; init; }

    /// <summary>The engine's setting names and values.</summary>
    internal IEnumerable<(string Name, string Value)> ToSettings()
    {
        yield return ("memory_limit", $"{MemoryLimitBytes}B");
        yield return ("temp_directory", TemporaryFolder);
        yield return ("threads", $"{Threads ?? Environment.ProcessorCount}");
        yield return ("preserve_insertion_order", PreserveInsertionOrder ? "true" : "false");
        yield return ("autoinstall_known_extensions", "false");
        yield return ("autoload_known_extensions", "false");
    }
}
