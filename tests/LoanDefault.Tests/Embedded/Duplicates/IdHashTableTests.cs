using LoanDefault.Embedded.Duplicates;

namespace LoanDefault.Tests.Embedded.Duplicates;

public class IdHashTableTests
{
    private IdHashStore _store = null!;
    private IdHashTable _table = null!;

    [SetUp]
    public void SetUp()
    {
        _store = new IdHashStore(1 << 26, "/nowhere");
        _table = new IdHashTable(_store);
    }

    [TearDown]
    public void TearDown()
    {
        _table.Dispose();
        _store.Dispose();
    }

    [Test]
    public void Each_repeated_hash_is_found_once_with_all_its_rows()
    {
        _table.Search(Part(1, 2, 1, 3, 1, 3, 4));

        Assert.That(_table.Repeated, Is.EquivalentTo(new ulong[] { 1, 3 }));
        Assert.That(_table.RepeatedRows, Is.EqualTo(5));
    }

    [Test]
    public void A_search_starts_with_nothing_of_the_one_before()
    {
        _table.Search(Part(1, 1, 2));
        _table.Search(Part(1, 2, 3));

        Assert.That((_table.Repeated.Count, _table.RepeatedRows), Is.EqualTo((0, 0L)));
    }

    [Test]
    public void The_table_grows_with_the_different_hashes_and_keeps_what_it_found()
    {
        ulong[] once = [.. Enumerable.Range(1, 300_000).Select(i => (ulong)i * 7)];
        _table.Search(Part([.. once, .. once[..1_000], .. once[..1_000]]));

        Assert.That(_table.Repeated, Is.EquivalentTo(once[..1_000]));
        Assert.That(_table.RepeatedRows, Is.EqualTo(3_000));
    }

    [Test]
    public void One_hash_in_every_row_takes_no_more_memory_than_one()
    {
        var part = new IdHashPart();
        IdHashBlock block = _store.Put(Enumerable.Repeat(5UL, IdHashWriter.BlockHashes).ToArray());
        // As many rows as a table of two slots a row would need 16 GiB for.
        for (int i = 0; i < 1 << 13; i++)
            part.Add(block, 1 << 17);
        long before = Environment.WorkingSet;

        _table.Search(part);

        Assert.That(_table.Repeated, Is.EqualTo(new ulong[] { 5 }));
        Assert.That(Environment.WorkingSet - before, Is.LessThan(1L << 28));
    }

    private IdHashPart Part(params ulong[] hashes)
    {
        var part = new IdHashPart();
        foreach (ulong[] block in hashes.Chunk(IdHashWriter.BlockHashes))
            part.Add(_store.Put(block), block.Length);
        return part;
    }
}
