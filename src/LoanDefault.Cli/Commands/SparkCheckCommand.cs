using System.CommandLine;
using LoanDefault.Cli.CommandLine;
using LoanDefault.Spark.Gateway;

namespace LoanDefault.Cli.Commands;

/// <summary><c>loandefault spark-check</c>: what the submit scripts ask before they start Spark.</summary>
internal sealed class SparkCheckCommand : IProgramCommand
{
    /// <inheritdoc />
    public string[] Examples => ["loandefault spark-check && jobs/nightly-scoring/submit-local.sh --help"];

    /// <inheritdoc />
    public Command Create(CommandRunner runner, ICommandHandlers handlers)
    {
        var command = new Command("spark-check", "End with 2 and one line when SPARK_HOME, its Spark or Java do not fit; start nothing") { Hidden = true };
        var speech = new SpeechOptions(command);
        command.SetAction(parse => runner.Run(speech.Read(parse), _ =>
        {
            SparkInstallation.Find();
            return ExitCodes.Done;
        }));
        return command;
    }
}
