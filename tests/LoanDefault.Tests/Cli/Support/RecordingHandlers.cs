using LoanDefault.Cli.CommandLine;
using LoanDefault.Cli.Commands;

namespace LoanDefault.Tests.Cli.Support;

/// <summary>Commands that remember what they were asked to do, and then do what the test says.</summary>
internal sealed class RecordingHandlers : ICommandHandlers
{
    public Func<CommandRun, int> Work { get; set; } = _ => ExitCodes.Done;

    public object? Asked { get; private set; }

    public CommandRun? Run { get; private set; }

    public int Score(ScoreSettings settings, CommandRun run) => Record(settings, run);

    public int Train(TrainSettings settings, CommandRun run) => Record(settings, run);

    public int Generate(GenerateSettings settings, CommandRun run) => Record(settings, run);

    public int InferContract(ContractInferSettings settings, CommandRun run) => Record(settings, run);

    public int Doctor(DoctorSettings settings, CommandRun run) => Record(settings, run);

    public int RunModel(ModelRunSettings settings, CommandRun run) => Record(settings, run);

    public int CheckModel(ModelCheckSettings settings, CommandRun run) => Record(settings, run);

    public int ImportModel(ModelImportSettings settings, CommandRun run) => Record(settings, run);

    private int Record(object settings, CommandRun run)
    {
        Asked = settings;
        Run = run;
        return Work(run);
    }
}
