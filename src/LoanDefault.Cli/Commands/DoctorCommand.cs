using System.CommandLine;
using LoanDefault.Cli.CommandLine;

namespace LoanDefault.Cli.Commands;

/// <summary><c>loandefault doctor</c>.</summary>
internal sealed class DoctorCommand : IProgramCommand
{
    private readonly Option<string?> _output = Options.Text("--output", "DIR", "Also check whether tables can be published there");
    private readonly Option<string?> _model = Options.Text("--model", "DIR", "Also check a model package");

    /// <inheritdoc />
    public string[] Examples => ["loandefault doctor", "loandefault doctor --output tables --model models/reference"];

    /// <inheritdoc />
    public Command Create(CommandRunner runner, ICommandHandlers handlers)
    {
        var command = new Command("doctor", "Say what is installed, found and missing, and what to do") { _output, _model };
        var speech = new SpeechOptions(command);
        command.SetAction(parse => runner.Run(
            speech.Read(parse), run => handlers.Doctor(new DoctorSettings(parse.GetValue(_output), parse.GetValue(_model)), run)));
        return command;
    }
}
