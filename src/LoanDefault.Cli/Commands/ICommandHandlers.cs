using LoanDefault.Cli.CommandLine;

namespace LoanDefault.Cli.Commands;

/// <summary>What the commands do, apart from how they are written on a command line.</summary>
internal interface ICommandHandlers
{
    /// <summary>Scores applications and publishes the tables.</summary>
    int Score(ScoreSettings settings, CommandRun run);

    /// <summary>Trains a model package.</summary>
    int Train(TrainSettings settings, CommandRun run);

    /// <summary>Generates synthetic applications.</summary>
    int Generate(GenerateSettings settings, CommandRun run);

    /// <summary>Writes a starting contract for a table.</summary>
    int InferContract(ContractInferSettings settings, CommandRun run);

    /// <summary>Says what is installed, found and missing.</summary>
    int Doctor(DoctorSettings settings, CommandRun run);

    /// <summary>Runs an ONNX model on a table of numbers.</summary>
    int RunModel(ModelRunSettings settings, CommandRun run);

    /// <summary>Says what an ONNX file is.</summary>
    int CheckModel(ModelCheckSettings settings, CommandRun run);

    /// <summary>Makes a model package of an ONNX file.</summary>
    int ImportModel(ModelImportSettings settings, CommandRun run);
}
