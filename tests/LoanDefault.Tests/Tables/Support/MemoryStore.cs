using System.Collections.Concurrent;
using LoanDefault.Tables.Errors;
using LoanDefault.Tables.Stores;

namespace LoanDefault.Tests.Tables.Support;

/// <summary>A store in memory: fast, and proof that nothing above the interface knows of local files.</summary>
internal sealed class MemoryStore(TimeProvider clock) : IFileStore
{
    private readonly ConcurrentDictionary<string, (byte[] Content, DateTimeOffset Written)> _files = new(StringComparer.Ordinal);

    public string Location => "memory";

    public IReadOnlyList<StoredItem> List(string folder) => _files
        .Where(file => file.Key.StartsWith(folder + "/", StringComparison.Ordinal))
        .GroupBy(file => file.Key[(folder.Length + 1)..].Split('/')[0])
        .Select(entry => entry.First().Key == $"{folder}/{entry.Key}"
            ? new StoredItem(entry.Key, IsFolder: false, entry.First().Value.Content.Length, entry.First().Value.Written)
            : new StoredItem(entry.Key, IsFolder: true, ByteLength: 0, entry.Max(file => file.Value.Written)))
        .ToList();

    public byte[]? TryRead(string path) => _files.TryGetValue(path, out var file) ? file.Content : null;

    public bool Exists(string path) => _files.Keys.Any(name => name == path || name.StartsWith(path + "/", StringComparison.Ordinal));

    public PutOutcome PutIfAbsent(string path, ReadOnlyMemory<byte> content) =>
        _files.TryAdd(path, (content.ToArray(), clock.GetUtcNow())) ? PutOutcome.Created : PutOutcome.AlreadyThere;

    public void CreateFolder(string folder)
    {
    }

    public void Move(string source, string target)
    {
        if (!_files.TryGetValue(source, out var file) || !_files.TryAdd(target, file))
            throw new StoreException("move a file to", target, "the source is missing or the target is there");
        _files.TryRemove(source, out _);
    }

    public void Delete(string path) => _files.TryRemove(path, out _);

    public void DeleteFolder(string folder)
    {
        foreach (var name in _files.Keys.Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal)))
            _files.TryRemove(name, out _);
    }

    public StoreProbe Probe() => new(Location, "memory", Problem: null);

    internal IEnumerable<string> Names => _files.Keys;
}
