using System.CommandLine;
using LoanDefault.Cli.CommandLine;

namespace LoanDefault.Cli.Commands;

/// <summary><c>loandefault contract infer</c>.</summary>
internal sealed class ContractInferCommand : IProgramCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "A Parquet or CSV file of loans" };
    private readonly Option<string> _target = Options.RequiredText("--target", "COLUMN", "The column that says how a loan ended");
    private readonly Option<string[]> _bad = Options.Texts("--bad", "VALUE", "Its values of a loan that defaulted", required: true);
    private readonly Option<string[]> _ignore = Options.Texts("--ignore", "VALUE", "Its values that are counted but not trained on");
    private readonly Option<string[]> _exclude = Options.Texts("--exclude", "COLUMN", "Columns that must not be read, such as those known only after a loan was granted");
    private readonly Option<string?> _id = Options.Text("--id", "COLUMN", "The application id [default: recognised; else <path>#<row>]");
    private readonly Option<string> _output = Options.RequiredText("--output", "FILE", "The contract to write");
    private readonly Option<bool> _force = Options.Flag("--force", "Replace an existing file");

    /// <inheritdoc />
    public string[] Examples =>
    [
        "loandefault contract infer loans.parquet --target status --bad 'Charged Off' Default --exclude paid_total --output contract.json",
    ];

    /// <inheritdoc />
    public Command Create(CommandRunner runner, ICommandHandlers handlers)
    {
        var command = new Command("infer", "Write a starting contract for a table, with what was found and why")
        {
            _file, _target, _bad, _ignore, _exclude, _id, _output, _force,
        };
        var speech = new SpeechOptions(command);
        command.SetAction(parse => runner.Run(speech.Read(parse), run => handlers.InferContract(Read(parse), run)));
        return command;
    }

    private ContractInferSettings Read(ParseResult parse) => new(
        parse.GetRequiredValue(_file),
        parse.GetRequiredValue(_target),
        parse.GetValue(_bad) ?? [],
        parse.GetValue(_ignore) ?? [],
        parse.GetValue(_exclude) ?? [],
        parse.GetValue(_id),
        parse.GetRequiredValue(_output),
        parse.GetValue(_force));
}
