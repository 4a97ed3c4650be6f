using System.Text;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Pipeline;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Duplicates;
using LoanDefault.Embedded.Scoring;

namespace LoanDefault.Tests.Embedded.Scoring;

/// <summary>The audit over staged files that are tampered with in one way each.</summary>
public class StagedAuditTests
{
    private const string Scored =
        "SELECT 'a' || i AS application_id, 0.25::DOUBLE AS probability_of_default, 600::INTEGER AS points, 'A' AS band, 'approve' AS decision, "
        + "['f'] AS missing_features, 'm' AS model_name, '1' AS model_version, 'h' AS model_hash, 'h' AS feature_set_hash, 'k' AS run_key, "
        + "'r' AS run_id, 'f' AS source_file, now() AS scored_at FROM range(3000) t(i)";

    private const string Quarantine =
        "SELECT 'q' || i AS application_id, 'rule' AS rule_id, 1::INTEGER AS rule_version, 'c' AS column_name, 'r' AS reason, ['x'] AS rules, "
        + "'{}' AS masked_values, 'f' AS source_file, i AS source_row, 'k' AS run_key, 'r' AS run_id, now() AS quarantined_at FROM range(20) t(i)";

    private TestDatabase _test = null!;

    [SetUp]
    public void Open() => _test = new TestDatabase();

    [TearDown]
    public void Close() => _test.Dispose();

    private void Check(string scored = Scored, string quarantine = Quarantine, Func<UInt128, ulong>? hash = null)
    {
        _test.Connection.Execute($"COPY ({scored}) TO {Sql.Literal(_test.PathOf("scored"))} (FORMAT parquet)");
        _test.Connection.Execute($"COPY ({quarantine}) TO {Sql.Literal(_test.PathOf("quarantine"))} (FORMAT parquet)");
        var options = new DuplicateOptions(1 << 20, _test.PathOf("spill"), 2) { Hash = hash ?? IdHash.Of };
        new StagedAudit(_test.Connection, options).Check(
            [_test.PathOf("scored")], [_test.PathOf("quarantine")], Expected(), NoProgress.Instance, CancellationToken.None);
    }

    private static AuditExpectation Expected()
    {
        ApplicationIdHash ids = default;
        foreach (string id in Enumerable.Range(0, 3000).Select(i => $"a{i}").Concat(Enumerable.Range(0, 20).Select(i => $"q{i}")))
            ids = ids.Add(Encoding.UTF8.GetBytes(id));
        return new AuditExpectation(ids, RowsScored: 3000, RowsQuarantined: 20, PointsSum: 3000 * 600);
    }

    [Test]
    public void Files_that_agree_pass() => Assert.That(() => Check(), Throws.Nothing);

    [Test]
    public void Ids_of_one_hash_are_compared_themselves() => Assert.That(() => Check(hash: full => (ulong)(full % 50) + 1), Throws.Nothing);

    [TestCase("SELECT * FROM (SCORED) LIMIT 2999", "scored rows: expected 3000, found 2999")]
    [TestCase("SELECT * REPLACE (CASE application_id WHEN 'a5' THEN 'a6' ELSE application_id END AS application_id) FROM (SCORED)", "ids that were scored twice: expected 0, found 1")]
    [TestCase("SELECT * REPLACE (CASE application_id WHEN 'a5' THEN 'zz' ELSE application_id END AS application_id) FROM (SCORED)", "the fingerprint of ids read, against scored + quarantined")]
    [TestCase("SELECT * REPLACE (CASE application_id WHEN 'a5' THEN 'nan'::DOUBLE ELSE 0.5 END AS probability_of_default) FROM (SCORED)", "probabilities outside [0, 1]: expected 0, found 1")]
    [TestCase("SELECT * REPLACE (CASE application_id WHEN 'a5' THEN NULL ELSE 0.5 END::DOUBLE AS probability_of_default) FROM (SCORED)", "probabilities outside [0, 1]: expected 0, found 1")]
    [TestCase("SELECT * REPLACE (CASE application_id WHEN 'a5' THEN 1.0000001 ELSE 0.5 END::DOUBLE AS probability_of_default) FROM (SCORED)", "probabilities outside [0, 1]: expected 0, found 1")]
    [TestCase("SELECT * REPLACE (CASE application_id WHEN 'a5' THEN 601 ELSE 600 END AS points) FROM (SCORED)", "the sum of points: expected 1800000, found 1800001")]
    [TestCase("SELECT * REPLACE (points::BIGINT AS points) FROM (SCORED)", "the columns of scored: expected points INTEGER, found points BIGINT")]
    [TestCase("SELECT * EXCLUDE (band) FROM (SCORED)", "the columns of scored")]
    [TestCase("SELECT application_id, points, probability_of_default, * EXCLUDE (application_id, points, probability_of_default) FROM (SCORED)", "the columns of scored")]
    public void A_scored_file_that_does_not_agree_is_refused(string query, string message) =>
        Assert.That(
            () => Check(scored: query.Replace("SCORED", Scored, StringComparison.Ordinal)),
            Throws.InstanceOf<GateRefusedException>().With.Message.Contains(message).And.Message.Contains("nothing is published"));

    [TestCase("SELECT * FROM (QUARANTINE) LIMIT 19", "quarantined rows: expected 20, found 19")]
    [TestCase("SELECT * REPLACE ('x' AS application_id) FROM (QUARANTINE)", "the fingerprint of ids read")]
    [TestCase("SELECT * REPLACE (1 AS source_row) FROM (QUARANTINE)", "the columns of quarantine")]
    public void A_quarantine_file_that_does_not_agree_is_refused(string query, string message) =>
        Assert.That(
            () => Check(quarantine: query.Replace("QUARANTINE", Quarantine, StringComparison.Ordinal)),
            Throws.InstanceOf<GateRefusedException>().With.Message.Contains(message));
}
