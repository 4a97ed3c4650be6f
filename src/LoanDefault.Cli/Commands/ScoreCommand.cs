using System.CommandLine;
using System.CommandLine.Parsing;
using LoanDefault.Cli.BusinessDates;
using LoanDefault.Cli.CommandLine;
using LoanDefault.Core.Scoring;
using LoanDefault.Spark.Scoring;

namespace LoanDefault.Cli.Commands;

/// <summary><c>loandefault score</c>.</summary>
internal sealed class ScoreCommand : IProgramCommand
{
    private readonly Option<string> _input = Options.RequiredText("--input", "PATH", $"Applications: a Parquet or CSV file, a folder, or a glob in quotes; {RequestedDate.Placeholder} in it is the date");
    private readonly Option<string> _model = Options.RequiredText("--model", "DIR", "The model package");
    private readonly Option<string> _output = Options.RequiredText("--output", "DIR", "Where the tables DIR/scored and DIR/quarantine are published");
    private readonly Option<RequestedDate> _businessDate = Options.RequiredBusinessDate("The partition that is published; dates in the data after it are invalid; today and yesterday need the next two options");
    private readonly Option<TimeZoneInfo?> _timeZone = Options.TimeZone("--time-zone", "Where the business day begins at --day-starts, such as Europe/Berlin");
    private readonly Option<TimeOnly?> _dayStarts = Options.TimeOfDay("--day-starts", "When a business day begins: until then it is still the day before");
    private readonly Option<ScoreEngine> _engine = new("--engine") { HelpName = "embedded|spark", Description = "Where to score: in this process, or on the Spark that started it (or that SPARK_HOME names)", DefaultValueFactory = _ => ScoreEngine.Embedded };
    private readonly Option<FeaturePlan?> _featurePlan = new("--feature-plan") { HelpName = "fused|udf", Description = "On Spark: compute features and scores in one crossing to C#, or features as a data frame's column first; the results are the same [default: fused]" };
    private readonly Option<ScorerChoice?> _scorer = Options.OptionalChoice<ScorerChoice>("--scorer", "auto|kernel|onnxruntime", "What runs the model, to the same bits: auto is a kernel of this program where the model has one, else ONNX Runtime [default: auto]");
    private readonly Option<string?> _contract = Options.Text("--contract", "FILE", "The model's contract with other 'csv' and 'source', where the files are written otherwise [default: the model's own]");
    private readonly Option<string?> _modelHash = Options.Sha256("--model-hash", "Refuse a model package whose hash is not this one");
    private readonly Option<string?> _decisions = Options.Text("--decisions", "FILE", "Points, bands and cut-offs in place of the model's");
    private readonly Option<bool> _supersede = Options.Flag("--supersede", "Replace what another run published for this business date");
    private readonly Option<double> _quarantined = Options.Share("--maximum-quarantined-share", 0.01, "Refuse to publish when more of the rows are quarantined");
    private readonly Option<long> _minimumRows = Options.Count("--minimum-rows", "N", 0, "Refuse to publish when fewer rows are read", standard: 1);
    private readonly Option<bool> _allowMissing = Options.Flag("--allow-missing-columns", "Score although whole files lack columns that the model uses, as if they were empty");
    private readonly Option<int?> _threads = Options.Threads("Threads [default: one a core]");
    private readonly Option<long?> _memory = Options.Bytes("--memory-limit", "What DuckDB may keep in memory before it spills to disk [default: 512MiB]");
    private readonly Option<string?> _temp = Options.Text("--temp-directory", "DIR", "Where it spills to [default: inside --output]");
    private readonly Option<bool> _generateIds = Options.Flag("--generate-ids", "Use <path>#<row> as the id where the contract's id column is absent");
    private readonly Option<TimeSpan?> _maxRuntime = Options.Duration("--max-runtime", "Stop with exit code 7 when the run takes longer, such as 90m [default: no limit]");
    private readonly Option<string?> _heartbeat = Options.Text("--heartbeat", "FILE", "Write every ten seconds how far the run is, for whoever watches that it is not stuck");
    private readonly Option<string?> _summary = Options.Text("--summary", "FILE", "Write the run's figures as JSON, however the run ends");

    /// <inheritdoc />
    public string[] Examples =>
    [
        "loandefault score --input applications --model models/reference --output tables --business-date 2026-01-31",
        "loandefault score --input 'in/2026-01-31/*.csv' --model models/reference --output tables --business-date 2026-01-31 --json --summary run.json",
        "loandefault score --input 'in/{business-date}' --model models/reference --output tables --business-date yesterday --time-zone Europe/Berlin --day-starts 12:00",
    ];

    /// <inheritdoc />
    public Command Create(CommandRunner runner, ICommandHandlers handlers)
    {
        var command = new Command("score", "Score loan applications and publish the tables 'scored' and 'quarantine'")
        {
            _input, _model, _output, _businessDate, _timeZone, _dayStarts, _engine, _featurePlan, _scorer, _contract, _modelHash, _decisions, _supersede, _quarantined, _minimumRows, _allowMissing,
            _threads, _memory, _temp, _generateIds, _maxRuntime, _heartbeat, _summary,
        };
        command.Validators.Add(CheckFeaturePlan);
        var speech = new SpeechOptions(command);
        command.SetAction(parse => runner.Run(speech.Read(parse, parse.GetValue(_summary)), run => handlers.Score(Read(parse, Begin(parse, run)), run)));
        return command;
    }

    private DateOnly Begin(ParseResult parse, CommandRun run)
    {
        DateOnly date = Date(parse, run);
        if (parse.GetValue(_maxRuntime) is { } limit)
            run.Surroundings.Stop.StopAfter(limit);
        if (parse.GetValue(_heartbeat) is { } file)
            run.Beat(file);
        return date;
    }

    // Said before anything else, so that each night's log begins with the date that its retries must have too.
    private DateOnly Date(ParseResult parse, CommandRun run)
    {
        RequestedDate requested = parse.GetRequiredValue(_businessDate);
        BusinessCalendar? calendar = parse.GetValue(_timeZone) is { } zone && parse.GetValue(_dayStarts) is { } starts ? new(zone, starts) : null;
        DateOnly date = requested.Resolve(calendar, run.Surroundings.Time);
        if (requested.Date is null)
            run.Log.BusinessDateFound(date, requested, calendar!);
        else
            run.Log.BusinessDateGiven(date);
        return date;
    }

    private void CheckFeaturePlan(CommandResult result)
    {
        if (result.GetResult(_featurePlan) is { Implicit: false } && result.GetValue(_engine) == ScoreEngine.Embedded)
            result.AddError("--feature-plan says how Spark computes features, but the engine is embedded: add --engine spark, or leave it out");
    }

    private ScoreSettings Read(ParseResult parse, DateOnly date) => new()
    {
        Input = RequestedDate.FillIn(parse.GetRequiredValue(_input), date),
        Model = parse.GetRequiredValue(_model),
        Output = parse.GetRequiredValue(_output),
        BusinessDate = date,
        Engine = parse.GetValue(_engine),
        FeaturePlan = parse.GetValue(_featurePlan),
        Scorer = parse.GetValue(_scorer) ?? ScorerChoice.Auto,
        Contract = parse.GetValue(_contract),
        ModelHash = parse.GetValue(_modelHash),
        Decisions = parse.GetValue(_decisions),
        Supersede = parse.GetValue(_supersede),
        MaximumQuarantinedShare = parse.GetValue(_quarantined),
        MinimumRows = parse.GetValue(_minimumRows),
        AllowMissingColumns = parse.GetValue(_allowMissing),
        Threads = parse.GetValue(_threads),
        MemoryLimitBytes = parse.GetValue(_memory),
        TempDirectory = parse.GetValue(_temp),
        GenerateIds = parse.GetValue(_generateIds),
    };
}
