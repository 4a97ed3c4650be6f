using System.CommandLine;
using LoanDefault.Cli.CommandLine;
using LoanDefault.Core.Scoring;

namespace LoanDefault.Cli.Commands;

/// <summary><c>loandefault models run</c>.</summary>
internal sealed class ModelsRunCommand : IProgramCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "An ONNX file" };
    private readonly Option<string> _input = Options.RequiredText("--input", "PATH", "A Parquet file, folder or glob whose columns are the model's inputs in order, and nothing else");
    private readonly Option<string> _output = Options.RequiredText("--output", "FILE", "The Parquet file to write: label, output_0.., margin_0.., a row for each row");
    private readonly Option<ScorerChoice?> _scorer = Options.OptionalChoice<ScorerChoice>("--scorer", "auto|kernel|onnxruntime", "What runs the model, to the same bits [default: auto]");
    private readonly Option<int?> _threads = Options.Threads("Threads [default: one a core]");
    private readonly Option<bool> _force = Options.Flag("--force", "Replace an existing file");

    /// <inheritdoc />
    public string[] Examples => ["loandefault models run model.onnx --input features.parquet --output scores.parquet"];

    /// <inheritdoc />
    public Command Create(CommandRunner runner, ICommandHandlers handlers)
    {
        var command = new Command("run", "Run an ONNX model on any table of numbers") { _file, _input, _output, _scorer, _threads, _force };
        var speech = new SpeechOptions(command);
        command.SetAction(parse => runner.Run(speech.Read(parse), run => handlers.RunModel(Read(parse), run)));
        return command;
    }

    private ModelRunSettings Read(ParseResult parse) => new(
        parse.GetRequiredValue(_file),
        parse.GetRequiredValue(_input),
        parse.GetRequiredValue(_output),
        parse.GetValue(_scorer) ?? ScorerChoice.Auto,
        parse.GetValue(_threads),
        parse.GetValue(_force));
}

/// <summary><c>loandefault models check</c>.</summary>
internal sealed class ModelsCheckCommand : IProgramCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "An ONNX file" };

    /// <inheritdoc />
    public string[] Examples => ["loandefault models check model.onnx"];

    /// <inheritdoc />
    public Command Create(CommandRunner runner, ICommandHandlers handlers)
    {
        var command = new Command("check", "Say what an ONNX file is, what runs it, and whether its kernel equals ONNX Runtime") { _file };
        var speech = new SpeechOptions(command);
        command.SetAction(parse => runner.Run(speech.Read(parse), run => handlers.CheckModel(new ModelCheckSettings(parse.GetRequiredValue(_file)), run)));
        return command;
    }
}

/// <summary><c>loandefault models import</c>.</summary>
internal sealed class ModelsImportCommand : IProgramCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "An ONNX file: a binary classifier of trees" };
    private readonly Option<string> _contract = Options.RequiredText("--contract", "FILE", "What the lender's columns mean; its features are the model's columns");
    private readonly Option<string> _output = Options.RequiredText("--output", "DIR", "The model package");
    private readonly Option<string[]> _columns = Options.Texts("--columns", "NAME", "The contract's feature that each column of the model is, in the model's order [default: by the names of its inputs, or the contract's order]");
    private readonly Option<bool> _logOdds = Options.Flag("--log-odds", "The sums of the trees are log odds of default, although the file does not say so");
    private readonly Option<string?> _decisions = Options.Text("--decisions", "FILE", "Points, bands and cut-offs [default: by probability of default]");
    private readonly Option<bool> _force = Options.Flag("--force", "Replace an existing package");

    /// <inheritdoc />
    public string[] Examples => ["loandefault models import model.onnx --contract contract.json --output models/theirs --columns fico_score annual_income loan_amount"];

    /// <inheritdoc />
    public Command Create(CommandRunner runner, ICommandHandlers handlers)
    {
        var command = new Command("import", "Make a model package of a model that was trained elsewhere") { _file, _contract, _output, _columns, _logOdds, _decisions, _force };
        var speech = new SpeechOptions(command);
        command.SetAction(parse => runner.Run(speech.Read(parse), run => handlers.ImportModel(Read(parse), run)));
        return command;
    }

    private ModelImportSettings Read(ParseResult parse) => new(
        parse.GetRequiredValue(_file),
        parse.GetRequiredValue(_contract),
        parse.GetRequiredValue(_output),
        [.. (parse.GetValue(_columns) ?? []).SelectMany(c => c.Split(',', StringSplitOptions.RemoveEmptyEntries))],
        parse.GetValue(_logOdds),
        parse.GetValue(_decisions),
        parse.GetValue(_force));
}
