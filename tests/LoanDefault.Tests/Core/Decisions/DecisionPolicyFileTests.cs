using System.Text.Json;
using LoanDefault.Core.Decisions;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Models;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Decisions;

public sealed class DecisionPolicyFileTests
{
    private string _path = null!;

    [SetUp]
    public void Create() => _path = Path.GetTempFileName();

    [TearDown]
    public void Remove() => File.Delete(_path);

    [Test]
    public void A_policy_comes_back_as_it_was_written()
    {
        File.WriteAllBytes(_path, JsonSerializer.SerializeToUtf8Bytes(Policies.Standard, PackageJson.Options));
        Assert.That(DecisionPolicyFile.Hash(DecisionPolicyFile.Load(_path)), Is.EqualTo(DecisionPolicyFile.Hash(Policies.Standard)));
    }

    [Test]
    public void Points_have_the_industrys_defaults()
    {
        File.WriteAllText(_path, """{ "bands": [{ "name": "A", "minimumPoints": 500 }, { "name": "B" }], "approveAtOrAbove": 500, "declineBelow": 400 }""");
        DecisionPolicy policy = DecisionPolicyFile.Load(_path);
        Assert.That((policy.PointsToDoubleOdds, policy.BasePoints, policy.BaseOdds), Is.EqualTo((20.0, 600.0, 50.0)));
    }

    [TestCase("", "not a decision policy (")]
    [TestCase("{", "not a decision policy (")]
    [TestCase("{}", "not a decision policy (")]
    [TestCase("""{ "bands": null, "approveAtOrAbove": 1, "declineBelow": 1 }""", "not a decision policy (")]
    [TestCase("""{ "bands": [], "approveAtOrAbove": 1, "declineBelow": 1, "typo": 1 }""", "not a decision policy (")]
    [TestCase("null", "the decision policy is empty")]
    [TestCase("""{ "bands": [null], "approveAtOrAbove": 1, "declineBelow": 1 }""", "'bands' holds null: give each band a name")]
    public void A_file_that_is_no_policy_is_refused(string json, string problem)
    {
        File.WriteAllText(_path, json);
        Assert.That(() => DecisionPolicyFile.Load(_path), Throws.TypeOf<BadInputException>().With.Message.StartsWith($"{_path}: {problem}"));
    }

    [Test]
    public void A_file_that_is_not_there_is_named() => Assert.That(
        () => DecisionPolicyFile.Load("/no/such/file.json"),
        Throws.TypeOf<BadInputException>().With.Message.StartsWith("/no/such/file.json: not a decision policy (")
            .And.Message.Contains("copy 'decisions' from a model's manifest.json"));

    private static readonly TestCaseData[] Broken =
    [
        new(Policies.Standard with { PointsToDoubleOdds = 0 }, "'pointsToDoubleOdds' must be above 0"),
        new(Policies.Standard with { PointsToDoubleOdds = double.NaN }, "'pointsToDoubleOdds' must be above 0"),
        new(Policies.Standard with { PointsToDoubleOdds = double.PositiveInfinity }, "'pointsToDoubleOdds' must be above 0"),
        new(Policies.Standard with { BaseOdds = -1 }, "'baseOdds' must be above 0 and 'basePoints' finite"),
        new(Policies.Standard with { BasePoints = double.NaN }, "'baseOdds' must be above 0 and 'basePoints' finite"),
        new(Policies.Standard with { Bands = [] }, "'bands' must end with a band without 'minimumPoints'"),
        new(Policies.Standard with { Bands = [new("A", 600)] }, "'bands' must end with a band without 'minimumPoints'"),
        new(Policies.Standard with { Bands = [new("A", 600), new("A", null)] }, "'bands' repeats a name"),
        new(Policies.Standard with { Bands = [new("A", 500), new("B", 600), new("C", null)] }, "band 'B' must lie below band 'A'"),
        new(Policies.Standard with { Bands = [new("A", null), new("B", null)] }, "band 'B' must lie below band 'A'"),
        new(Policies.Standard with { DeclineBelow = 581 }, "'declineBelow' must not be above 'approveAtOrAbove'"),
        new(
            Policies.Standard with { Bands = [.. Enumerable.Range(0, 100).Select(i => new RiskBand($"B{i}", 1000 - i)), new("Z", null)] },
            "'bands' has more than 100"),
    ];

    [TestCaseSource(nameof(Broken))]
    public void A_policy_that_breaks_a_rule_is_refused(DecisionPolicy policy, string problem) => Assert.That(
        () => DecisionPolicyFile.Check(policy, "d.json"), Throws.TypeOf<BadInputException>().With.Message.EqualTo($"d.json: {problem}"));

    [Test]
    public void Every_broken_rule_is_named_at_once() => Assert.That(
        () => DecisionPolicyFile.Check(Policies.Standard with { BaseOdds = 0, DeclineBelow = 900 }, "d.json"),
        Throws.TypeOf<BadInputException>().With.Message.EqualTo(
            "d.json: 'baseOdds' must be above 0 and 'basePoints' finite; 'declineBelow' must not be above 'approveAtOrAbove'"));

    [Test]
    public void The_hash_is_of_what_can_change_a_result()
    {
        string hash = DecisionPolicyFile.Hash(Policies.Standard);
        Assert.That(DecisionPolicyFile.Hash(Policies.Standard with { Rule = "another rule found the same cut-offs" }), Is.EqualTo(hash));
        DecisionPolicy[] others =
        [
            Policies.Standard with { PointsToDoubleOdds = 21 },
            Policies.Standard with { BasePoints = 601 },
            Policies.Standard with { BaseOdds = 51 },
            Policies.Standard with { ApproveAtOrAbove = 581 },
            Policies.Standard with { DeclineBelow = 541 },
            Policies.Standard with { Bands = [.. Policies.Standard.Bands.Skip(1)] },
            Policies.Standard with { Bands = [new("a", 600), .. Policies.Standard.Bands.Skip(1)] },
            Policies.Standard with { Bands = [new("A", 601), .. Policies.Standard.Bands.Skip(1)] },
        ];
        Assert.That(others.Select(DecisionPolicyFile.Hash).Append(hash), Is.Unique);
    }
}
