using LoanDefault.Cli.CommandLine;

using var stop = StopSignals.Listen();
DriverStatusFile status = DriverStatusFile.FromEnvironment();
status.Began();
int exitCode = LoanDefaultCommand.Run(args, Surroundings.OfProcess(stop));
status.Ended(exitCode);
return exitCode;
