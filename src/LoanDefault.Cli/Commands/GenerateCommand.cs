using System.CommandLine;
using LoanDefault.Cli.CommandLine;

namespace LoanDefault.Cli.Commands;

/// <summary><c>loandefault generate</c>.</summary>
internal sealed class GenerateCommand : IProgramCommand
{
    private static readonly DateOnly StandardDate = new(2026, 1, 31);

    private readonly Option<long> _rows = Options.Count("--rows", "N", 1, "Number of applications");
    private readonly Option<int> _seed = Options.Number("--seed", "N", 42, 0, int.MaxValue, "Decides every value");
    private readonly Option<string> _output = Options.RequiredText("--output", "DIR", "The folder of the Parquet files; _SUCCESS marks it complete");
    private readonly Option<double> _invalid = Options.Share("--invalid-share", 0.003, "Share of rows that break a rule of the contract");
    private readonly Option<double> _duplicate = Options.Share("--duplicate-share", 0.0005, "Share of rows that repeat another row's application id");
    private readonly Option<double> _missing = Options.Share("--missing-share", 0.01, "Share of empty cells where the contract allows them");
    private readonly Option<string?> _contract = Options.Text("--contract", "FILE", "The columns to make [default: LendingClub's]");
    private readonly Option<string?> _sample = Options.Text("--sample", "FILE", "The real data to resemble [default: LendingClub's loans]");
    private readonly Option<DateOnly?> _businessDate = Options.Date("--business-date", "No application is dated after it", StandardDate);
    private readonly Option<bool> _force = Options.Flag("--force", "Replace an existing folder");

    /// <inheritdoc />
    public string[] Examples => ["loandefault generate --rows 1000000 --seed 42 --output applications"];

    /// <inheritdoc />
    public Command Create(CommandRunner runner, ICommandHandlers handlers)
    {
        var command = new Command("generate", "Generate synthetic applications that resemble the real sample")
        {
            _rows, _seed, _output, _invalid, _duplicate, _missing, _contract, _sample, _businessDate, _force,
        };
        var speech = new SpeechOptions(command);
        command.SetAction(parse => runner.Run(speech.Read(parse), run => handlers.Generate(Read(parse), run)));
        return command;
    }

    private GenerateSettings Read(ParseResult parse) => new(
        parse.GetValue(_rows),
        parse.GetValue(_seed),
        parse.GetRequiredValue(_output),
        parse.GetValue(_invalid),
        parse.GetValue(_duplicate),
        parse.GetValue(_missing),
        parse.GetValue(_contract),
        parse.GetValue(_sample),
        parse.GetValue(_businessDate) ?? StandardDate,
        parse.GetValue(_force));
}
