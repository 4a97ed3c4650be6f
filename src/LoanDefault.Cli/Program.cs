using LoanDefault.Cli.CommandLine;

using var stop = StopSignals.Listen();
DriverStatusFile status = DriverStatusFile.FromEnvironment();
status.Began();
using CancellationTokenRegistration stopping = stop.Token.Register(() => status.Stopping(stop.ExitCode));
int exitCode = LoanDefaultCommand.Run(args, Surroundings.OfProcess(stop));
status.Ended(exitCode);
return exitCode;
