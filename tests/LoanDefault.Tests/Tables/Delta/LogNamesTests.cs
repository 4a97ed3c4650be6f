using LoanDefault.Tables.Delta;

namespace LoanDefault.Tests.Tables.Delta;

[Parallelizable]
internal sealed class LogNamesTests
{
    [Test]
    public void Commits_have_twenty_digits() =>
        Assert.That(LogNames.Commit(12), Is.EqualTo("00000000000000000012.json"));

    [Test]
    public void A_checkpoint_is_one_file_or_numbered_parts()
    {
        Assert.That(LogNames.Checkpoint(10, 0), Is.EqualTo(new[] { "00000000000000000010.checkpoint.parquet" }));
        Assert.That(
            LogNames.Checkpoint(10, 2),
            Is.EqualTo(new[]
            {
                "00000000000000000010.checkpoint.0000000001.0000000002.parquet",
                "00000000000000000010.checkpoint.0000000002.0000000002.parquet",
            }));
    }

    [Test]
    public void Names_that_are_written_are_recognised()
    {
        Assert.That(LogNames.TryParseCommit(LogNames.Commit(12), out var version), Is.True);
        Assert.That(version, Is.EqualTo(12));
        foreach (var parts in new[] { 0, 3 })
        {
            Assert.That(LogNames.TryParseCheckpoint(LogNames.Checkpoint(10, parts)[^1], out var checkpoint), Is.True);
            Assert.That(checkpoint, Is.EqualTo((10, parts)));
        }
    }

    [TestCase("_last_checkpoint")]
    [TestCase("00000000000000000012.crc")]
    [TestCase(".00000000000000000012.json.0123.tmp")]
    [TestCase("12.json")]
    [TestCase("0000000000000000001x.json")]
    [TestCase("00000000000000000010.00000000000000000012.compacted.json")]
    [TestCase("00000000000000000010.checkpoint.80a083e8-7026-4e79-81be-64bd76c43a11.parquet")]
    [TestCase("00000000000000000010.checkpoint.0000000001.0000000000.parquet")]
    [TestCase("10.checkpoint.parquet")]
    public void Other_names_are_neither_commits_nor_classic_checkpoints(string name)
    {
        Assert.That(LogNames.TryParseCommit(name, out _), Is.False);
        Assert.That(LogNames.TryParseCheckpoint(name, out _), Is.False);
        Assert.That(LogNames.IsUnknownCheckpoint(name), Is.EqualTo(name.Contains("80a083e8", StringComparison.Ordinal)));
    }
}
