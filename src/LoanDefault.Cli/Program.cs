using LoanDefault.Cli.CommandLine;

using var stop = StopSignals.Listen();
return LoanDefaultCommand.Run(args, Surroundings.OfProcess(stop));
