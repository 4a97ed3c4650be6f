using LoanDefault.Tables.Stores;

namespace LoanDefault.Tests.Tables.Support;

/// <summary>A store that calls back before each of its operations, with the operation's number from 0.</summary>
internal sealed class StepStore(IFileStore inner, Action<int> beforeStep, StepKind kind = StepKind.Any) : IFileStore
{
    public string Location => inner.Location;

    internal int Steps { get; private set; }

    public IReadOnlyList<StoredItem> List(string folder) => Next(folder).List(folder);

    public byte[]? TryRead(string path) => Next(path).TryRead(path);

    public bool Exists(string path) => Next(path).Exists(path);

    public PutOutcome PutIfAbsent(string path, ReadOnlyMemory<byte> content) => Change(path).PutIfAbsent(path, content);

    public void CreateFolder(string folder) => Change(folder).CreateFolder(folder);

    public void Move(string source, string target) => Change(target).Move(source, target);

    public void Delete(string path) => Change(path).Delete(path);

    public void DeleteFolder(string folder) => Change(folder).DeleteFolder(folder);

    public IDisposable? TryLock(string path) => Change(path).TryLock(path);

    public StoreProbe Probe() => inner.Probe();

    private IFileStore Change(string path) => Next(path, isChange: true);

    private IFileStore Next(string path, bool isChange = false)
    {
        var counts = kind switch
        {
            StepKind.Change => isChange,
            StepKind.Log => path.Contains("_delta_log", StringComparison.Ordinal),
            _ => true,
        };
        if (counts)
            beforeStep(Steps++);
        return inner;
    }
}

/// <summary>Which operations count as steps.</summary>
internal enum StepKind
{
    /// <summary>All of them.</summary>
    Any,

    /// <summary>Those that change something: to be killed before any other comes to the same.</summary>
    Change,

    /// <summary>Those on the tables' logs: where processes meet.</summary>
    Log,
}
