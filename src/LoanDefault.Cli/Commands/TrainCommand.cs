using System.CommandLine;
using LoanDefault.Cli.CommandLine;

namespace LoanDefault.Cli.Commands;

/// <summary><c>loandefault train</c>.</summary>
internal sealed class TrainCommand : IProgramCommand
{
    private readonly Option<string> _data = Options.RequiredText("--data", "FILE", "Loans whose outcome is known, Parquet or CSV");
    private readonly Option<string> _contract = Options.RequiredText("--contract", "FILE", "What the columns mean and which one is learned");
    private readonly Option<string> _output = Options.RequiredText("--output", "DIR", "The model package");
    private readonly Option<int> _seed = Options.Number("--seed", "N", 42, 0, int.MaxValue, "Decides folds and sampling");
    private readonly Option<int> _folds = Options.Number("--folds", "N", 5, 2, 100, "Folds of the cross-validation");
    private readonly Option<int?> _threads = Options.Threads("Threads of XGBoost; another number may change the last bits [default: fixed]");
    private readonly Option<bool> _force = Options.Flag("--force", "Replace an existing package");

    /// <inheritdoc />
    public string[] Examples => ["loandefault train --data loans.parquet --contract contract.json --output models/mine"];

    /// <inheritdoc />
    public Command Create(CommandRunner runner, ICommandHandlers handlers)
    {
        var command = new Command("train", "Train a model package on loans whose outcome is known")
        {
            _data, _contract, _output, _seed, _folds, _threads, _force,
        };
        var speech = new SpeechOptions(command);
        command.SetAction(parse => runner.Run(speech.Read(parse), run => handlers.Train(Read(parse), run)));
        return command;
    }

    private TrainSettings Read(ParseResult parse) => new(
        parse.GetRequiredValue(_data),
        parse.GetRequiredValue(_contract),
        parse.GetRequiredValue(_output),
        parse.GetValue(_seed),
        parse.GetValue(_folds),
        parse.GetValue(_threads),
        parse.GetValue(_force));
}
