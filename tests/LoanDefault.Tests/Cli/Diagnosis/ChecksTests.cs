using LoanDefault.Cli.Diagnosis;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Scoring;
using LoanDefault.Core.Scoring.Parity;

namespace LoanDefault.Tests.Cli.Diagnosis;

[TestFixture]
internal sealed class ChecksTests
{
    [Test]
    public void Every_thing_that_scoring_needs_is_there_in_a_build_that_runs_tests()
    {
        Check[] checks = [.. Checks.Machine()];

        Assert.That(checks.Select(c => c.Name), Is.EqualTo(new[] { ".NET", "processor", "ONNX Runtime", "DuckDB", "XGBoost", "temp space" }));
        Assert.That(checks.Where(c => c.Status == CheckStatus.Missing), Is.Empty);
        Assert.That(checks.Single(c => c.Name == "DuckDB").Detail, Does.StartWith("v1."));
    }

    [Test]
    public void A_library_that_cannot_be_loaded_is_missing_and_says_what_to_do()
    {
        Check check = Checks.Library("DuckDB", () => throw new DllNotFoundException("libduckdb.so"));

        Assert.That(check.Status, Is.EqualTo(CheckStatus.Missing));
        Assert.That(check.Advice, Does.Contain("./build.sh"));
    }

    [Test]
    public void Without_XGBoost_scoring_works_all_the_same()
    {
        Check check = Checks.Training(() => throw new WrongUseException("run './build.sh --target=FetchTraining'"));

        Assert.That(check.Status, Is.EqualTo(CheckStatus.Optional));
        Assert.That(check.Advice, Does.Contain("FetchTraining"));
    }

    [Test]
    public void A_folder_that_tables_can_be_published_in_is_ok_and_stays_as_it_was()
    {
        string folder = Directory.CreateTempSubdirectory("doctor-").FullName;
        try
        {
            Check check = Checks.Output(Path.Combine(folder, "not", "yet"));

            Assert.That(check.Status, Is.EqualTo(CheckStatus.Ok), check.Detail);
            Assert.That(Directory.EnumerateFileSystemEntries(folder), Is.Empty);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void A_folder_that_cannot_be_written_is_missing()
    {
        Check check = Checks.Output("/proc/tables");

        Assert.That(check.Status, Is.EqualTo(CheckStatus.Missing));
        Assert.That(check.Detail, Does.Contain("/proc"));
    }

    [Test]
    public void A_kernel_that_differs_on_this_processor_is_no_obstacle_and_is_told()
    {
        var gate = new ParityGateResult { Rows = 90, Thresholds = 8, ThresholdsProbed = 8 };
        var report = new ScorerReport { Scorer = ScorerReport.KernelScorer, Name = "kernel (AVX2)", Reason = "complete trees", Gate = gate };

        Assert.That(Checks.Scorer(report), Is.EqualTo(Check.Ok("scorer", "kernel (AVX2); complete trees; parity gate: 90 rows have ONNX Runtime's bits, 8 of 8 thresholds probed")));
        Check check = Checks.Scorer(report with { Gate = gate with { Difference = new ParityDifference(4, 2, "margin", "1", "2") } });
        Assert.That((check.Status, check.Detail), Is.EqualTo((CheckStatus.Optional, "complete trees")));
        Assert.That(check.Advice, Does.Contain("report this"));
    }

    [Test]
    public void A_folder_without_a_model_package_is_missing()
    {
        Check check = Checks.Model("/nowhere/model").Single();

        Assert.That(check.Status, Is.EqualTo(CheckStatus.Missing));
        Assert.That(check.Detail, Does.Contain("/nowhere/model"));
    }
}
