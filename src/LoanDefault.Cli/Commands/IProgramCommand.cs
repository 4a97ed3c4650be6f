using System.CommandLine;
using LoanDefault.Cli.CommandLine;

namespace LoanDefault.Cli.Commands;

/// <summary>How a command is written on a command line.</summary>
internal interface IProgramCommand
{
    /// <summary>Command lines that work, the simplest first.</summary>
    string[] Examples { get; }

    /// <summary>Creates the command.</summary>
    /// <param name="runner">Runs what the command does.</param>
    /// <param name="handlers">What the command does.</param>
    Command Create(CommandRunner runner, ICommandHandlers handlers);
}
