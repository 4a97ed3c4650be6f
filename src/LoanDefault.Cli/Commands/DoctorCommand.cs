using System.CommandLine;
using LoanDefault.Cli.CommandLine;

namespace LoanDefault.Cli.Commands;

/// <summary><c>loandefault doctor</c>.</summary>
internal sealed class DoctorCommand : IProgramCommand
{
    private readonly Option<string?> _output = Options.Text("--output", "DIR", "Also check whether tables can be published there");
    private readonly Option<string?> _model = Options.Text("--model", "DIR", "Also check a model package");
    private readonly Option<ScoreEngine> _engine = new("--engine") { HelpName = "embedded|spark", Description = "spark: also start Spark and send rows to a worker and back", DefaultValueFactory = _ => ScoreEngine.Embedded };

    /// <inheritdoc />
    public string[] Examples => ["loandefault doctor", "loandefault doctor --output tables --model models/reference", "SPARK_HOME=/opt/spark loandefault doctor --engine spark"];

    /// <inheritdoc />
    public Command Create(CommandRunner runner, ICommandHandlers handlers)
    {
        var command = new Command("doctor", "Say what is installed, found and missing, and what to do") { _output, _model, _engine };
        var speech = new SpeechOptions(command);
        command.SetAction(parse => runner.Run(
            speech.Read(parse), run => handlers.Doctor(new DoctorSettings(parse.GetValue(_output), parse.GetValue(_model), parse.GetValue(_engine)), run)));
        return command;
    }
}
