using System.Text;
using FsCheck.Fluent;
using LoanDefault.Core.Applications;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Applications;

public sealed class ApplicationIdHashTests
{
    [Test]
    public void Order_and_partition_do_not_matter() => Properties.Hold(Prop.ForAll<string[], int>((ids, seed) =>
    {
        string[] shuffled = [.. ids];
        new Random(seed).Shuffle(shuffled);
        int split = shuffled.Length / 3;
        return Hash(ids) == Hash(shuffled[split..]) + Hash(shuffled[..split]);
    }));

    [Test]
    public void A_lost_a_doubled_and_a_changed_id_are_seen()
    {
        string[] ids = [.. Enumerable.Range(0, 1000).Select(i => $"A{i}")];
        ApplicationIdHash whole = Hash(ids);
        Assert.That(Hash(ids[1..]), Is.Not.EqualTo(whole));
        Assert.That(Hash([.. ids, "A7"]), Is.Not.EqualTo(whole));
        Assert.That(Hash([.. ids[1..], "A1000"]), Is.Not.EqualTo(whole));
    }

    [Test]
    public void The_hash_is_XXH128_as_published() => Assert.That(
        ApplicationIdHash.HashOf([]).ToString("x32", null), Is.EqualTo("99aa06d3014798d86001c324468d497f"));

    private static ApplicationIdHash Hash(IEnumerable<string?> ids)
    {
        ApplicationIdHash hash = default;
        foreach (string? id in ids)
            hash = hash.Add(Encoding.UTF8.GetBytes(id ?? ""));
        return hash;
    }
}
