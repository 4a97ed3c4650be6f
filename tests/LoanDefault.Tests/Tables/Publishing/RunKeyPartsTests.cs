using LoanDefault.Tables.Publishing;

namespace LoanDefault.Tests.Tables.Publishing;

[Parallelizable]
internal sealed class RunKeyPartsTests
{
    private static readonly string A = new('a', 64);
    private static readonly string B = new('b', 64);
    private static readonly string C = new('c', 64);
    private static readonly string D = new('d', 64);

    private static readonly RunKeyParts Parts = new(new DateOnly(2026, 1, 31), A, B, C, D);

    [Test]
    public void The_key_is_the_hash_of_a_documented_text()
    {
        Assert.That(
            Parts.CanonicalText,
            Is.EqualTo($"loandefault run key 1\nbusiness_date 2026-01-31\nmodel {A}\ncontract {B}\ndecisions {C}\ninputs {D}\n"));
        // printf 'loandefault run key 1\nbusiness_date 2026-01-31\n...' | sha256sum
        Assert.That(Parts.RunKey, Is.EqualTo("30399782c5eebfa22b203f23d5e405e2769e301e69b0c676fd5e69a98dea5448"));
    }

    [Test]
    public void The_same_parts_give_the_same_key() =>
        Assert.That(new RunKeyParts(new DateOnly(2026, 1, 31), A, B, C, D).RunKey, Is.EqualTo(Parts.RunKey));

    [Test]
    public void Every_part_changes_the_key()
    {
        RunKeyParts[] others =
        [
            new(new DateOnly(2026, 2, 1), A, B, C, D),
            new(new DateOnly(2026, 1, 31), B, B, C, D),
            new(new DateOnly(2026, 1, 31), A, A, C, D),
            new(new DateOnly(2026, 1, 31), A, B, A, D),
            new(new DateOnly(2026, 1, 31), A, B, C, A),
        ];

        Assert.That(others.Append(Parts).Select(parts => parts.RunKey).Distinct().Count(), Is.EqualTo(6));
    }

    [TestCase("")]
    [TestCase("abc")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_no_hash_is_misuse(string hash) =>
        Assert.That(() => new RunKeyParts(default, A, hash, C, D), Throws.ArgumentException.With.Property("ParamName").EqualTo("contractHash"));
}
