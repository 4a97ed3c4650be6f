using LoanDefault.Tables.Stores;

namespace LoanDefault.Tests.Tables.Support;

/// <summary>A store that calls back before each of its operations, with the operation's number from 0.</summary>
internal sealed class StepStore(IFileStore inner, Action<int> beforeStep) : IFileStore
{
    public string Location => inner.Location;

    internal int Steps { get; private set; }

    public IReadOnlyList<StoredItem> List(string folder) => Next().List(folder);

    public byte[]? TryRead(string path) => Next().TryRead(path);

    public bool Exists(string path) => Next().Exists(path);

    public PutOutcome PutIfAbsent(string path, ReadOnlyMemory<byte> content) => Next().PutIfAbsent(path, content);

    public void CreateFolder(string folder) => Next().CreateFolder(folder);

    public void Move(string source, string target) => Next().Move(source, target);

    public void Delete(string path) => Next().Delete(path);

    public void DeleteFolder(string folder) => Next().DeleteFolder(folder);

    public StoreProbe Probe() => Next().Probe();

    private IFileStore Next()
    {
        beforeStep(Steps++);
        return inner;
    }
}
