using LoanDefault.Cli.CommandLine;

namespace LoanDefault.Cli.Commands;

/// <summary>What the commands do.</summary>
internal sealed class CommandHandlers : ICommandHandlers
{
    /// <inheritdoc />
    public int Score(ScoreSettings settings, CommandRun run) => ScoreHandler.Run(settings, run);

    /// <inheritdoc />
    public int Train(TrainSettings settings, CommandRun run) => TrainHandler.Run(settings, run);

    /// <inheritdoc />
    public int Generate(GenerateSettings settings, CommandRun run) => GenerateHandler.Run(settings, run);

    /// <inheritdoc />
    public int InferContract(ContractInferSettings settings, CommandRun run) => ContractInferHandler.Run(settings, run);

    /// <inheritdoc />
    public int Doctor(DoctorSettings settings, CommandRun run) => Diagnosis.Doctor.Examine(settings, run);

    /// <inheritdoc />
    public int RunModel(ModelRunSettings settings, CommandRun run) => ModelsHandlers.Run(settings, run);

    /// <inheritdoc />
    public int CheckModel(ModelCheckSettings settings, CommandRun run) => ModelsHandlers.Check(settings, run);

    /// <inheritdoc />
    public int ImportModel(ModelImportSettings settings, CommandRun run) => ModelsHandlers.Import(settings, run);
}
