using LoanDefault.Core.Applications;
using LoanDefault.Embedded.Duplicates;

namespace LoanDefault.Tests.Embedded.Duplicates;

public class IdHashesTests
{
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void SetUp() => _folder = Directory.CreateTempSubdirectory("loandefault-tests-");

    [TearDown]
    public void TearDown() => _folder.Delete(recursive: true);

    private static RepeatLimits Unlimited => new(long.MaxValue, long.MaxValue);

    private string SpillFile => Path.Combine(_folder.FullName, "ids.spill");

    private static ulong Hash(int id) => IdHash.Of(ApplicationIdHash.HashOf(BitConverter.GetBytes(id)));

    private IReadOnlyList<ulong> Find(int expected, long memoryLimitBytes, int writers, IEnumerable<int> ids, out long spilledBytes)
    {
        using var hashes = new IdHashes(expected, memoryLimitBytes, SpillFile);
        IdHashWriter[] all = [.. Enumerable.Range(0, writers).Select(_ => new IdHashWriter(hashes))];
        int next = 0;
        foreach (int id in ids)
            all[next++ % writers].Add(Hash(id));
        foreach (IdHashWriter writer in all)
            writer.Flush();
        spilledBytes = hashes.SpilledBytes;
        return hashes.FindRepeated(writers, Unlimited, CancellationToken.None).Hashes;
    }

    [TestCase(0, 100 << 20, 1)]
    [TestCase(300_000, 100 << 20, 2)]
    [TestCase(300_000, 1 << 20, 2)]
    [TestCase(300_000, 0, 3)]
    [TestCase(10_000_000, 0, 2)]
    public void Exactly_the_repeated_ids_are_found_in_memory_and_spilled(int expected, long memoryLimitBytes, int writers)
    {
        IEnumerable<int> ids = Enumerable.Range(0, 300_000).Concat(Enumerable.Range(0, 100).Select(i => i * 2_999)).Append(7 * 2_999);

        IReadOnlyList<ulong> found = Find(expected, memoryLimitBytes, writers, ids, out long spilledBytes);

        Assert.That(found, Is.EquivalentTo(Enumerable.Range(0, 100).Select(i => Hash(i * 2_999))));
        Assert.That(spilledBytes, memoryLimitBytes >= 100 << 20 ? Is.Zero : Is.GreaterThan(1 << 20));
        Assert.That(File.Exists(SpillFile), Is.False, "the file goes with the hashes");
    }

    [Test]
    public void Nothing_repeats_in_nothing()
    {
        Assert.That(Find(0, 1 << 20, 1, [], out _), Is.Empty);
        Assert.That(Find(0, 1 << 20, 1, [5], out _), Is.Empty);
    }

    [Test]
    public void All_may_be_the_same() => Assert.That(Find(100_000, 1 << 20, 2, Enumerable.Repeat(5, 100_000), out _), Is.EqualTo(new[] { Hash(5) }));

    [TestCase(10, long.MaxValue)]
    [TestCase(long.MaxValue, 20)]
    public void A_search_ends_beyond_either_limit(long hashes, long rows)
    {
        using var all = new IdHashes(100_000, 1 << 20, SpillFile);
        var writer = new IdHashWriter(all);
        foreach (int id in Enumerable.Range(0, 50_000).Concat(Enumerable.Range(0, 50_000)))
            writer.Add(Hash(id));
        writer.Flush();

        RepeatedHashes found = all.FindRepeated(1, new RepeatLimits(hashes, rows), CancellationToken.None);

        Assert.That(found.Hashes, Has.Count.GreaterThan(10).And.Count.LessThan(50_000), "more than the limit, but not all");
        Assert.That(found.Rows, Is.EqualTo(2 * found.Hashes.Count));
    }

    [Test]
    public void No_id_has_the_hash_that_marks_an_empty_place()
    {
        Assert.That(IdHash.Of(0), Is.Not.EqualTo(IdHash.None));
        Assert.That(IdHash.Of((UInt128)1 << 64), Is.Not.EqualTo(IdHash.None));
        Assert.That(IdHash.Of(5), Is.EqualTo(5));
    }

    [Test]
    public void A_set_holds_its_members_and_no_others()
    {
        var set = new IdHashSet([.. Enumerable.Range(0, 5_000).Select(Hash)]);

        Assert.That(set.Count, Is.EqualTo(5_000));
        Assert.That(Enumerable.Range(0, 5_000).All(i => set.Contains(Hash(i))), Is.True);
        Assert.That(Enumerable.Range(5_000, 5_000).Any(i => set.Contains(Hash(i))), Is.False);
        Assert.That(IdHashSet.Empty.Contains(Hash(1)), Is.False);
    }

    [Test]
    public void A_cancelled_search_stops()
    {
        using var hashes = new IdHashes(1_000, 1 << 20, SpillFile);

        Assert.That(() => hashes.FindRepeated(2, Unlimited, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
    }
}
