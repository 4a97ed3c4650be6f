using System.Text.Json;
using System.Text.Json.Nodes;
using LoanDefault.Cli.CommandLine;
using LoanDefault.Cli.Commands;
using LoanDefault.Cli.Logging;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Scoring;
using LoanDefault.Spark.Scoring;
using LoanDefault.Tests.Cli.Support;

namespace LoanDefault.Tests.Cli.CommandLine;

[TestFixture]
internal sealed class LoanDefaultCommandTests
{
    private const string Score = "score --input in --model m --output out --business-date 2026-01-31";

    private RecordingHandlers _handlers = null!;
    private TestSurroundings _surroundings = null!;

    [SetUp]
    public void SetUp()
    {
        _handlers = new RecordingHandlers();
        _surroundings = new TestSurroundings();
    }

    [TearDown]
    public void TearDown() => _surroundings.Dispose();

    [Test]
    public void Score_reads_every_option()
    {
        int code = Run($"{Score} --contract c.json --model-hash {new string('A', 64)} --decisions d.json --supersede --maximum-quarantined-share 0.05 --minimum-rows 10 --allow-missing-columns "
            + "--threads 3 --memory-limit 1.5GB --temp-directory tmp --generate-ids --summary s.json --json --log-format json --log-level debug");

        Assert.That(code, Is.Zero);
        Assert.That(_handlers.Asked, Is.EqualTo(new ScoreSettings
        {
            Input = "in",
            Model = "m",
            Output = "out",
            BusinessDate = new DateOnly(2026, 1, 31),
            Contract = "c.json",
            ModelHash = new string('a', 64),
            Decisions = "d.json",
            Supersede = true,
            MaximumQuarantinedShare = 0.05,
            MinimumRows = 10,
            AllowMissingColumns = true,
            Threads = 3,
            MemoryLimitBytes = 1_500_000_000,
            TempDirectory = "tmp",
            GenerateIds = true,
        }));
        Assert.That(_handlers.Run!.Speech, Is.EqualTo(new SpeechSettings(true, "s.json", LogFormat.Json, LogLevel.Debug)));
    }

    [Test]
    public void Score_has_the_documented_defaults()
    {
        Run(Score);

        var settings = (ScoreSettings)_handlers.Asked!;
        Assert.That(settings.MaximumQuarantinedShare, Is.EqualTo(0.01));
        Assert.That(settings.MinimumRows, Is.EqualTo(1));
        Assert.That(settings.Threads, Is.Null);
        Assert.That(settings.MemoryLimitBytes, Is.Null);
        Assert.That(settings.Supersede, Is.False);
        Assert.That(_handlers.Run!.Speech, Is.EqualTo(new SpeechSettings(false, null, LogFormat.Text, null)));
    }

    [TestCase("--engine spark", null)]
    [TestCase("--engine spark --feature-plan udf", FeaturePlan.Udf)]
    [TestCase("--feature-plan fused --engine spark", FeaturePlan.Fused)]
    public void A_feature_plan_is_for_Spark(string options, FeaturePlan? plan)
    {
        Assert.That(Run($"{Score} {options}"), Is.Zero);
        Assert.That(((ScoreSettings)_handlers.Asked!).FeaturePlan, Is.EqualTo(plan));
    }

    [TestCase("--supersede", ScorerChoice.Auto)]
    [TestCase("--scorer kernel", ScorerChoice.Kernel)]
    [TestCase("--scorer onnxruntime --engine spark", ScorerChoice.OnnxRuntime)]
    public void A_scorer_can_be_chosen(string options, ScorerChoice choice)
    {
        Assert.That(Run($"{Score} {options}"), Is.Zero);
        Assert.That(((ScoreSettings)_handlers.Asked!).Scorer, Is.EqualTo(choice));
    }

    [Test]
    public void A_scorer_that_is_none_is_refused()
    {
        Assert.That(Run($"{Score} --scorer fast"), Is.EqualTo(ExitCodes.WrongUse));
        Assert.That(_surroundings.Error, Does.Contain("--scorer 'fast' is not one of auto, kernel, onnxruntime"));
    }

    [Test]
    public void A_day_counted_back_is_the_first_line_of_the_log_and_filled_into_the_input()
    {
        int code = Run("score --input in/{business-date} --model m --output out --business-date yesterday --time-zone Europe/Berlin --day-starts 12:00");

        var settings = (ScoreSettings)_handlers.Asked!;
        Assert.That(code, Is.Zero);
        Assert.That(settings.BusinessDate, Is.EqualTo(new DateOnly(2026, 1, 29)));
        Assert.That(settings.Input, Is.EqualTo("in/2026-01-29"));
        Assert.That(_surroundings.Error.Split('\n')[0], Does.EndWith("Business date 2026-01-29 (yesterday in Europe/Berlin, where a day begins at 12:00)"));
    }

    [Test]
    public void A_day_counted_back_is_refused_without_the_times_at_which_days_begin()
    {
        int code = Run("score --input in --model m --output out --business-date today --time-zone Europe/Berlin");

        Assert.That(code, Is.EqualTo(ExitCodes.WrongUse));
        Assert.That(_surroundings.Error, Does.Contain("--day-starts"));
        Assert.That(_handlers.Asked, Is.Null);
    }

    [Test]
    public void Train_has_the_documented_defaults()
    {
        Run("train --data d.parquet --contract c.json --output m");

        Assert.That(_handlers.Asked, Is.EqualTo(new TrainSettings("d.parquet", "c.json", "m", 42, 5, null, Force: false)));
    }

    [Test]
    public void Generate_has_the_documented_defaults()
    {
        Run("generate --rows 1000000 --seed 7 --output d");

        Assert.That(_handlers.Asked, Is.EqualTo(new GenerateSettings(1_000_000, 7, "d", 0.003, 0.0005, 0.01, null, null, new DateOnly(2026, 1, 31), Force: false)));
    }

    [Test]
    public void The_default_date_stands_in_help_as_it_is_written()
    {
        Run("generate --help");

        Assert.That(_surroundings.Out, Does.Contain("2026-01-31").And.Not.Contain("01/31/2026"));
        Run("generate --rows 1 --output d --business-date 2025-12-24");
        Assert.That(((GenerateSettings)_handlers.Asked!).BusinessDate, Is.EqualTo(new DateOnly(2025, 12, 24)));
    }

    [Test]
    public void Contract_infer_takes_lists_of_values_and_columns()
    {
        LoanDefaultCommand.Run(
            ["contract", "infer", "f.parquet", "--target", "status", "--bad", "Charged Off", "Late (31-120 days)", "--ignore", "In Grace Period", "--exclude", "paid", "--exclude", "balance", "--id", "key", "--output", "c.json"],
            _surroundings.Value,
            _handlers);

        var settings = (ContractInferSettings)_handlers.Asked!;
        Assert.That(settings.File, Is.EqualTo("f.parquet"));
        Assert.That(settings.Bad, Is.EqualTo(new[] { "Charged Off", "Late (31-120 days)" }));
        Assert.That(settings.Ignore, Is.EqualTo(new[] { "In Grace Period" }));
        Assert.That(settings.Exclude, Is.EqualTo(new[] { "paid", "balance" }));
        Assert.That(settings.Id, Is.EqualTo("key"));
    }

    [TestCase("score --input x", "--model")]
    [TestCase("score --input x", "--business-date")]
    [TestCase("nonsense", "'nonsense'")]
    [TestCase("score --inptu x", "'--inptu'")]
    [TestCase(Score + " --feature-plan udf", "--feature-plan says how Spark computes features, but the engine is embedded")]
    [TestCase(Score + " --threads 0", "--threads '0' is not a whole number from 1 to 1024")]
    [TestCase(Score + " --maximum-quarantined-share 1.5", "--maximum-quarantined-share '1.5' is not a share from 0 to 1")]
    [TestCase(Score + " --memory-limit lots", "--memory-limit 'lots' is not an amount with its unit")]
    [TestCase(Score + " --model-hash 1a2b", "--model-hash '1a2b' is not a SHA-256 in 64 hexadecimal digits")]
    [TestCase(Score + " --log-level 3", "--log-level '3' is not one of debug, information, warning, error")]
    [TestCase("score --input i --model m --output o --business-date 31.01.2026", "--business-date '31.01.2026' is not a date such as 2026-01-31, today or yesterday")]
    [TestCase(Score + " --time-zone Nowhere/Land", "--time-zone 'Nowhere/Land' is not a time zone of this machine")]
    [TestCase(Score + " --max-runtime 90", "--max-runtime '90' is not a time with its unit, such as 45s, 90m or 6h")]
    [TestCase(Score + " --day-starts 25:00", "--day-starts '25:00' is not a time of day such as 12:00")]
    [TestCase("generate --output d", "--rows")]
    [TestCase("generate --rows 0 --output d", "--rows '0' is not a whole number of at least 1")]
    public void A_wrong_command_line_is_one_line_and_exit_code_2(string arguments, string message)
    {
        int code = Run(arguments);

        Assert.That(code, Is.EqualTo(ExitCodes.WrongUse));
        Assert.That(_surroundings.Error, Does.StartWith("error: ").And.Contains(message).And.Contains("--help'"));
        Assert.That(_surroundings.Error.Trim().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(_surroundings.Out, Is.Empty);
        Assert.That(_handlers.Asked, Is.Null);
    }

    [TestCase("score")]
    [TestCase("train")]
    [TestCase("generate")]
    [TestCase("contract")]
    [TestCase("contract infer")]
    [TestCase("doctor")]
    public void Each_commands_help_has_an_example_that_the_program_accepts(string command)
    {
        int code = Run($"{command} --help");

        Assert.That(code, Is.Zero);
        string[] lines = _surroundings.Out.Split('\n');
        string example = lines[Array.IndexOf(lines, "Examples:") + 1].Trim();
        Assert.That(example, Does.StartWith($"loandefault {command}"));
        Assert.That(Run(example["loandefault ".Length..].Replace("'Charged Off'", "Bad", StringComparison.Ordinal)), Is.Zero);
    }

    [Test]
    public void The_help_lists_every_exit_code()
    {
        Run("--help");

        foreach ((int exitCode, string meaning) in ExitCodes.All)
            Assert.That(_surroundings.Out, Does.Contain($"{exitCode,3}  {meaning}"));
    }

    [Test]
    public void Without_arguments_the_help_goes_to_standard_error_and_the_exit_code_is_2()
    {
        int code = LoanDefaultCommand.Run([], _surroundings.Value, _handlers);

        Assert.That(code, Is.EqualTo(ExitCodes.WrongUse));
        Assert.That(_surroundings.Error, Does.Contain("Examples:"));
        Assert.That(_surroundings.Out, Is.Empty);
    }

    [Test]
    public void A_value_that_starts_with_an_at_sign_is_not_taken_for_a_response_file()
    {
        Run(Score.Replace("--input in", "--input @in", StringComparison.Ordinal));

        Assert.That(((ScoreSettings)_handlers.Asked!).Input, Is.EqualTo("@in"));
    }

    [Test]
    public void A_failure_is_one_line_on_standard_error()
    {
        _handlers.Work = _ => throw new BadInputException("in/a.parquet: the file is truncated:\n take it from its source again.");

        int code = Run(Score);

        Assert.That(code, Is.EqualTo(ExitCodes.BadInput));
        string[] lines = _surroundings.Error.Split(Environment.NewLine);
        Assert.That(lines[0], Does.EndWith("Business date 2026-01-31"));
        Assert.That(lines[1..], Is.EqualTo(new[] { "error: in/a.parquet: the file is truncated: take it from its source again", "" }));
    }

    [Test]
    public void A_run_that_takes_longer_than_it_may_ends_with_a_code_of_its_own()
    {
        _handlers.Work = run =>
        {
            _surroundings.Time.Advance(TimeSpan.FromMinutes(90));
            run.Stop.ThrowIfCancellationRequested();
            return ExitCodes.Done;
        };

        int code = Run($"{Score} --max-runtime 90m");

        Assert.That(code, Is.EqualTo(ExitCodes.TimedOut));
        Assert.That(_surroundings.Error, Does.Contain("error: took longer than --max-runtime allows: nothing was published"));
    }

    [Test]
    public void With_json_a_failure_is_also_an_object_on_standard_output()
    {
        _handlers.Work = _ => throw new GateRefusedException("too many");

        int code = Run($"{Score} --json");

        using JsonDocument json = JsonDocument.Parse(_surroundings.Out);
        Assert.That(code, Is.EqualTo(ExitCodes.GateRefused));
        Assert.That(json.RootElement.GetProperty("outcome").GetString(), Is.EqualTo("gate_refused"));
        Assert.That(json.RootElement.GetProperty("exit_code").GetInt32(), Is.EqualTo(4));
        Assert.That(json.RootElement.GetProperty("error").GetString(), Is.EqualTo("too many"));
    }

    [Test]
    public void A_failure_keeps_the_figures_up_to_it_and_they_stand_in_the_summary_file_too()
    {
        string file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.json");
        _handlers.Work = run =>
        {
            run.Figures = new JsonObject { ["rows_read"] = 7 };
            throw new GateRefusedException("too many");
        };

        Run($"{Score} --json --summary {file}");

        string[] summaries = [_surroundings.Out, File.ReadAllText(file)];
        File.Delete(file);
        foreach (string summary in summaries)
        {
            JsonNode json = JsonNode.Parse(summary)!;
            Assert.That(json["outcome"]!.GetValue<string>(), Is.EqualTo("gate_refused"));
            Assert.That(json["rows_read"]!.GetValue<int>(), Is.EqualTo(7));
        }
    }

    [Test]
    public void A_summary_file_that_cannot_be_written_is_refused_before_the_work()
    {
        int code = Run($"{Score} --summary /nowhere/run.json");

        Assert.That(code, Is.EqualTo(ExitCodes.BadInput));
        Assert.That(_surroundings.Error, Does.Contain("/nowhere/run.json").And.Contain("--summary"));
        Assert.That(_surroundings.Error.Split('\n').Count(line => line.Contains("/nowhere/run.json", StringComparison.Ordinal)), Is.EqualTo(1), "said once");
        Assert.That(_handlers.Asked, Is.Null);
    }

    [Test]
    public void A_result_is_drawn_for_people_and_one_line_with_json()
    {
        _handlers.Work = run => run.Finish("published", new JsonObject { ["rows_read"] = 7 }, () => run.Surroundings.PlainOut.WriteLine("drawn"));

        Run(Score);
        Assert.That(_surroundings.Out, Is.EqualTo("drawn" + Environment.NewLine));
        Run($"{Score} --json");
        Assert.That(_surroundings.Out, Does.EndWith("""{"outcome":"published","exit_code":0,"rows_read":7}""" + Environment.NewLine));
    }

    [Test]
    public void With_json_logs_every_line_of_standard_error_is_an_object()
    {
        _handlers.Work = run =>
        {
            run.Progress.Begin("scoring", 10);
            throw new PublishConflictException("taken");
        };

        int code = Run($"{Score} --log-format json");

        string[] lines = _surroundings.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(code, Is.EqualTo(ExitCodes.PublishConflict));
        Assert.That(lines, Has.Length.EqualTo(3));
        foreach (string line in lines)
            Assert.That(() => JsonDocument.Parse(line).Dispose(), Throws.Nothing);
        Assert.That(lines[^1], Does.Contain("taken").And.Contain("publish_conflict"));
    }

    [Test]
    public void A_bug_names_itself_and_keeps_its_stack_for_log_level_debug()
    {
        _handlers.Work = _ => throw new InvalidOperationException("impossible");

        Assert.That(Run(Score), Is.EqualTo(ExitCodes.Bug));
        Assert.That(_surroundings.Error, Does.Contain("a bug in loandefault (InvalidOperationException: impossible)").And.Not.Contain("   at "));
        Assert.That(Run($"{Score} --log-level debug"), Is.EqualTo(ExitCodes.Bug));
        Assert.That(_surroundings.Error, Does.Contain("   at "));
    }

    private int Run(string arguments) => LoanDefaultCommand.Run(arguments.Split(' '), _surroundings.Value, _handlers);
}
