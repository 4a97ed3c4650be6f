using LoanDefault.Core.Models;
using LoanDefault.Core.Scoring.Parity;
using LoanDefault.Modeling.Parity;
using LoanDefault.Modeling.XGBoost;
using LoanDefault.Onnx.Trees;

namespace LoanDefault.Modeling.Training;

/// <summary>The model that is delivered.</summary>
/// <param name="Trained">As it left XGBoost.</param>
/// <param name="Onnx">The exported bytes.</param>
/// <param name="Parity">The proof that both are the same.</param>
internal sealed record FinalModel(XGBoostModel Trained, byte[] Onnx, ParityReport Parity)
{
    /// <summary>Trains on every row, exports, and compares the export with the booster.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="choice">Parameters and the number of rounds.</param>
    /// <param name="settings">Seed and threads.</param>
    /// <param name="stop">Ends training between two rounds.</param>
    /// <exception cref="Core.Errors.GateRefusedException">Export and booster differ, or ONNX Runtime and the export's kernel.</exception>
    public static FinalModel Fit(
        LabelledRows rows, CandidateResult choice, TrainingSettings settings, CancellationToken stop)
    {
        var trainer = new BoosterTrainer(settings.Seed, settings.Threads, stop);
        return BoosterThread.Run(() => trainer.Fit(rows, choice.Parameters, choice.Rounds, booster =>
        {
            var trained = XGBoostModelReader.Read(booster.SaveJson(), choice.Rounds);
            var onnx = TreeEnsembleWriter.Write(trained.Ensemble);
            var compared = Compared(rows.Features, trained.Ensemble, settings.Seed);
            var margins = new float[compared.RowCount];
            booster.PredictMargins(compared, choice.Rounds, margins);
            var parity = ParityCheck.Run(trained.Ensemble, onnx, compared, rows.Count, margins);
            ExportGate.Check(onnx, ModelPackage.ModelFile);
            return new FinalModel(trained, onnx, parity);
        }));
    }

    private static FloatMatrix Compared(FloatMatrix training, TreeEnsemble ensemble, int seed) => new(
        [
            .. training.Values,
            .. AdversarialRows.Around(ensemble, training).Values,
            .. AdversarialRows.Mixed(ensemble, count: 2048, seed).Values,
        ],
        training.ColumnCount);
}
