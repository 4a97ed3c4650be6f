using System.Collections.Concurrent;
using LoanDefault.Tables.Errors;
using LoanDefault.Tables.Stores;

namespace LoanDefault.Tests.Tables.Support;

/// <summary>A store in memory: fast, and proof that nothing above the interface knows of local files.</summary>
internal sealed class MemoryStore(TimeProvider clock) : IFileStore
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public string Location => "memory";

    internal IEnumerable<string> Names => _entries.Where(entry => entry.Value.Content is not null).Select(entry => entry.Key);

    public IReadOnlyList<StoredItem> List(string folder) => _entries
        .Where(entry => IsDirectlyBelow(entry.Key, folder))
        .Select(entry => new StoredItem(
            entry.Key[(folder.Length + 1)..], entry.Value.Content is null, entry.Value.Content?.Length ?? 0, entry.Value.Changed))
        .ToList();

    public byte[]? TryRead(string path) => _entries.TryGetValue(path, out var entry) ? entry.Content : null;

    public bool Exists(string path) => _entries.ContainsKey(path);

    public PutOutcome PutIfAbsent(string path, ReadOnlyMemory<byte> content)
    {
        CreateFolder(path[..path.LastIndexOf('/')]);
        return _entries.TryAdd(path, new Entry(content.ToArray(), clock.GetUtcNow())) ? PutOutcome.Created : PutOutcome.AlreadyThere;
    }

    public void CreateFolder(string folder)
    {
        for (var end = folder.Length; end > 0; end = folder.LastIndexOf('/', end - 1))
            _entries.TryAdd(folder[..end], new Entry(Content: null, clock.GetUtcNow()));
    }

    public void Move(string source, string target)
    {
        if (!_entries.TryGetValue(source, out var file) || !_entries.TryAdd(target, file))
            throw new StoreException("move a file to", target, "the source is missing or the target is there");
        _entries.TryRemove(source, out _);
        _entries[source[..source.LastIndexOf('/')]] = new Entry(Content: null, clock.GetUtcNow());
    }

    public void Delete(string path) => _entries.TryRemove(path, out _);

    public void DeleteFolder(string folder)
    {
        foreach (var name in _entries.Keys.Where(name => name == folder || name.StartsWith(folder + "/", StringComparison.Ordinal)))
            _entries.TryRemove(name, out _);
    }

    public IDisposable? TryLock(string path) =>
        _entries.TryAdd(path, new Entry([], clock.GetUtcNow())) ? new Held(() => Delete(path)) : null;

    public StoreProbe Probe() => new(Location, "memory", Problem: null);

    private static bool IsDirectlyBelow(string name, string folder) =>
        name.Length > folder.Length + 1 && name[folder.Length] == '/' && name.StartsWith(folder, StringComparison.Ordinal)
        && name.IndexOf('/', folder.Length + 1) < 0;

    private sealed class Held(Action release) : IDisposable
    {
        public void Dispose() => release();
    }

    /// <summary>A file, or a folder where there is no content.</summary>
    private sealed record Entry(byte[]? Content, DateTimeOffset Changed);
}
