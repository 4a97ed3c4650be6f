using Google.Protobuf;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Decisions;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Features;
using LoanDefault.Core.Scoring;
using LoanDefault.Core.Scoring.Answers;
using LoanDefault.Core.Scoring.Parity;
using LoanDefault.Core.Scoring.Trees;
using LoanDefault.Core.Scoring.Trees.Writing;

namespace LoanDefault.Core.Models.Importing;

/// <summary>
/// Makes a package of a tree ensemble that was trained elsewhere. Its trees are written anew over the contract's features, as
/// sums without a post-transform, and must give the file's own margins bit for bit.
/// </summary>
public static class ModelImport
{
    private const int MostParityRows = 512;

    /// <summary>Imports a model.</summary>
    /// <param name="request">What to import.</param>
    /// <exception cref="BadInputException">The file, the contract or the decisions cannot be used, or they do not fit each other.</exception>
    /// <exception cref="GateRefusedException">The package's model would score otherwise than the file.</exception>
    public static ImportResult Run(ImportRequest request)
    {
        ModelPackageFiles.CheckTarget(request.Output, request.Overwrite);
        ApplicationContract contract = ContractFile.Load(request.Contract);
        var features = new FeatureSet(contract);
        string[] names = [.. features.Features.Select(f => f.Name)];
        var model = ModelFile.Read(ModelFileBytes.Read(request.File), request.Columns.Count > 0 ? request.Columns.Count : names.Length, request.File);
        TreeEnsemble own = TreesOf(model, request);
        int[] positions = FeatureOrder.Match(model.Trees.Inputs, names, request.Columns, request.File);
        byte[] onnx = TreeOperatorWriter.Write(own.With([.. own.Trees.Select(t => Moved(t, positions))], names.Length), OnnxRuntimeScorer.ScoresOutput).ToByteArray();
        ExportGate.Check(onnx, request.File);
        using var scorer = new OnnxRuntimeScorer(onnx, request.File);
        int compared = Compare(model, own, scorer, positions, request.File);
        TreeEnsemble written = ModelFile.Read(onnx, null, request.File).Trees.Ensemble!;
        var manifest = new ModelManifest
        {
            Name = contract.Name,
            Version = $"{contract.Version}.{ModelPackageFiles.Hash(onnx)[..8]}",
            Algorithm = $"imported {AlgorithmOf(model)}",
            Features = names,
            FeatureSetHash = features.Hash,
            ContractHash = ContractFile.Hash(contract),
            Decisions = request.Decisions is { } decisions ? DecisionPolicyFile.Load(decisions) : ImportedDecisions.Create(),
            // Nothing is known of the loans that it was trained on.
            TrainingData = new TrainingData(0, 0, 0, 0, 0, ""),
            Files = new Dictionary<string, string>(),
        };
        string hash = ModelPackageFiles.Write(request.Output, manifest, new Dictionary<string, byte[]>
        {
            [ModelPackage.ModelFile] = onnx,
            [ModelPackage.ContractFileName] = ContractFile.ToJson(contract with { Schema = null }),
            [ModelPackage.ParityFile] = Parity(written, scorer).ToBytes(),
        }, request.Overwrite);
        return new ImportResult(
            request.Output, manifest.Name, manifest.Version, hash, own.Trees.Count, [.. positions.Select(p => names[p])], [.. names.Where((_, i) => !positions.Contains(i))], compared);
    }

    private static TreeEnsemble TreesOf(ModelFile model, ImportRequest request)
    {
        if (model.Trees.Ensemble is not { } ensemble)
            throw Refused(request, model.Trees.WhyNot!);
        if (TreeOperatorWriter.WhyNot(ensemble) is { } reason)
            throw Refused(request, reason);
        if (ensemble.Operator == TreeOperator.Classifier)
        {
            if (ensemble.TargetCount != 2 || ensemble.NumberLabels is not [0, 1])
                throw Refused(request, $"its labels are {string.Join(", ", ensemble.NumberLabels.Select(l => $"{l}").Concat(ensemble.TextLabels))}, not 0 (paid) and 1 (defaulted)");
        }
        else if (ensemble.TargetCount != 1)
        {
            throw Refused(request, $"it has {ensemble.TargetCount} targets, not one");
        }

        bool saysLogOdds = ensemble is { Operator: TreeOperator.Classifier, PostTransform: PostTransform.Logistic } && model.Trees.Steps.Count == 0;
        return saysLogOdds || request.IsLogOdds
            ? ensemble
            : throw Refused(request, "it does not say that its sums are the log odds of default (a classifier with post_transform LOGISTIC does); give --log-odds if they are");
    }

    private static BadInputException Refused(ImportRequest request, string reason) =>
        new($"{request.File}: cannot be imported: {reason}: export a binary classifier of trees, or run the file as it is with 'loandefault models run'", request.File);

    private static Tree Moved(Tree tree, int[] positions) => new([.. tree.Nodes.Select(n => n.IsLeaf ? n : n with { Feature = positions[n.Feature] })]);

    private static string AlgorithmOf(ModelFile model) => model.Model.ProducerName is { Length: > 0 and <= 60 } producer && producer.All(c => !char.IsControl(c))
        ? $"{producer} {model.Model.ProducerVersion}".TrimEnd()
        : "ONNX";

    // The file itself, through ONNX Runtime, against what is written, through ONNX Runtime.
    private static int Compare(ModelFile model, TreeEnsemble own, OnnxRuntimeScorer written, int[] positions, string file)
    {
        (IModelRunner runner, _) = model.CreateRunner(ScorerChoice.OnnxRuntime);
        using (runner)
        {
            ProbeRows rows = ProbeRows.All(own).Whole(model.WholeColumns);
            using IModelRunnerSession session = runner.CreateSession();
            using IScorerSession scorer = written.CreateSession();
            using var matrix = new FeatureMatrix(own.FeatureCount);
            using var moved = new FeatureMatrix(written.FeatureCount);
            var answers = new ModelAnswers(runner.Shape);
            var margins = new double[ApplicationBatch.Capacity];
            for (int first = 0; first < rows.Count; first += ApplicationBatch.Capacity)
            {
                rows.CopyTo(matrix, first, Math.Min(ApplicationBatch.Capacity, rows.Count - first));
                moved.Reset(matrix.Count);
                for (int column = 0; column < positions.Length; column++)
                    matrix.Column(column).CopyTo(moved.Column(positions[column]));
                session.Run(new MatrixColumns(matrix), answers);
                scorer.Score(moved, margins);
                CheckEqual(answers.Margins(runner.Shape.Margins - 1)[..matrix.Count], margins.AsSpan(0, matrix.Count), first, file);
            }

            return rows.Count;
        }
    }

    private static void CheckEqual(ReadOnlySpan<double> file, ReadOnlySpan<double> package, int first, string name)
    {
        int row = file.CommonPrefixLength(package);
        if (row < file.Length)
            throw new GateRefusedException($"{name}: gate row {first + row}: the file's margin is {file[row]:R}, the package's would be {package[row]:R}: no package was written; report this");
    }

    // Made of the model's own thresholds: no row of an applicant.
    private static ParityRows Parity(TreeEnsemble written, OnnxRuntimeScorer scorer)
    {
        ProbeRows rows = ProbeRows.ForStart(written);
        int count = Math.Min(MostParityRows, rows.Count), first = rows.Count - count;
        using IScorerSession session = scorer.CreateSession();
        using var matrix = new FeatureMatrix(written.FeatureCount);
        var margins = new double[ApplicationBatch.Capacity];
        rows.CopyTo(matrix, first, count);
        session.Score(matrix, margins);
        float[] values = [.. Enumerable.Range(first, count).SelectMany(r => rows.Row(r).ToArray())];
        return new ParityRows(written.FeatureCount, values, [.. margins.Take(count).Select(m => (float)m)]);
    }
}
