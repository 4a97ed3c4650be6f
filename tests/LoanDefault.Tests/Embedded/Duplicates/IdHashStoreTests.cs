using LoanDefault.Embedded.Duplicates;

namespace LoanDefault.Tests.Embedded.Duplicates;

public class IdHashStoreTests
{
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void SetUp() => _folder = Directory.CreateTempSubdirectory("loandefault-tests-");

    [TearDown]
    public void TearDown() => _folder.Delete(recursive: true);

    private string SpillFile => Path.Combine(_folder.FullName, "ids.spill");

    [Test]
    public void Blocks_come_back_from_memory_and_beyond_the_limit_from_the_file()
    {
        using var store = new IdHashStore(1 << 20, SpillFile);
        ulong[][] written = [.. Enumerable.Range(0, 2_000).Select(i => Enumerable.Repeat((ulong)i, 1 + i % IdHashWriter.BlockHashes).ToArray())];
        IdHashBlock[] blocks = [.. written.Select(w => store.Put(w))];
        ulong[] buffer = new ulong[IdHashWriter.BlockHashes];

        Assert.That(store.SpilledBytes, Is.Zero, "a megabyte holds them");
        IdHashBlock[] more = [.. written.Select(w => store.Put(w))];

        Assert.That(store.SpilledBytes, Is.Positive);
        Assert.That(blocks.Concat(more).Select(b => store.Get(b, buffer).ToArray()), Is.EqualTo(written.Concat(written)));
    }

    [Test]
    public void Without_memory_all_goes_to_the_file_which_goes_with_the_store()
    {
        using (var store = new IdHashStore(0, SpillFile))
        {
            store.Put([1, 2, 3]);
            Assert.That(store.SpilledBytes, Is.EqualTo(24));
            Assert.That(File.Exists(SpillFile), Is.True);
        }

        Assert.That(File.Exists(SpillFile), Is.False);
    }
}
