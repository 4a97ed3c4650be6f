namespace LoanDefault.Spark.Functions;

/// <summary>Bytes that the driver broadcast: a file that Spark fetched to this executor, or memory when Spark encrypts its files.</summary>
public sealed class TaskBroadcast
{
    private readonly byte[]? _bytes;
    private readonly string? _path;

    private TaskBroadcast(long id, byte[]? bytes, string? path) => (Id, _bytes, _path) = (id, bytes, path);

    /// <summary>The broadcast's number in the application.</summary>
    public long Id { get; }

    /// <summary>A broadcast that is in memory.</summary>
    /// <param name="id">The broadcast's number.</param>
    /// <param name="bytes">What the driver broadcast; not copied.</param>
    public static TaskBroadcast Of(long id, byte[] bytes) => new(id, bytes ?? throw new ArgumentNullException(nameof(bytes)), null);

    /// <summary>A broadcast in a file that <see cref="BroadcastPayload"/> wrote.</summary>
    internal static TaskBroadcast InFile(long id, string path) => new(id, null, path);

    /// <summary>What the driver broadcast. A file is read anew with each call: keep the result.</summary>
    /// <exception cref="LoanDefault.Core.Errors.BadInputException">The file on the executor is damaged.</exception>
    public ReadOnlyMemory<byte> ReadAll()
    {
        if (_bytes is not null)
            return _bytes;
        using FileStream file = File.OpenRead(_path!);
        return BroadcastPayload.Read(file, _path!);
    }
}
