using System.Globalization;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Features;
using LoanDefault.Core.Pipeline;

namespace LoanDefault.Modeling.Contracts;

/// <summary>
/// Writes a starting contract for a lender's own table: which columns are numbers, categories, dates, ids; which must
/// not be used and why. A person reads it before it is trained with.
/// </summary>
public static class ContractInference
{
    // Fewer bad loans than this in a sample and a model's figures say little.
    private const long FewBad = 500;

    /// <summary>Infers a contract from every row of a file.</summary>
    /// <param name="request">The file, its target and the caller's decisions.</param>
    /// <param name="progress">Hears of each column as one row; null: nobody does.</param>
    /// <param name="cancellation">Stops between and inside queries.</param>
    /// <exception cref="BadInputException">The file cannot be read, a named column or value does not exist, one label has no rows, or no column can be a feature.</exception>
    /// <exception cref="WrongUseException">The target or the id is also excluded.</exception>
    public static ContractInferenceResult Infer(
        ContractInferenceRequest request, IRunProgress? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        progress ??= NoProgress.Instance;
        using SampleFile sample = SampleFile.Open(request.Path, request.TemporaryFolder, cancellation);
        CheckNames(request, sample);
        TargetProfile target = TargetProfile.Read(sample, request, cancellation);

        var profiler = new ColumnProfiler(sample, target);
        SampleColumn[] read = [.. sample.Columns.Where(c => c.Name != request.Target && !request.Exclude.Contains(c.Name))];
        progress.Begin("looking at columns", read.Length);
        var profiles = new List<ColumnProfile>();
        foreach (SampleColumn column in read)
        {
            profiles.Add(profiler.Profile(column, cancellation));
            progress.Add(1);
        }

        ColumnProfile? id = request.Id is null ? IdColumn.Find(profiles) : profiles.Single(p => p.Source == request.Id);
        ColumnFinding[] findings = [.. profiles.Where(p => p != id).Select(ColumnClassifier.Classify)];
        ApplicationContract contract = Compose(request, sample, target, id, findings);
        _ = new FeatureSet(contract);
        return new ContractInferenceResult(contract, sample.Rows, target.Values, Warnings(target, id, findings));
    }

    private static void CheckNames(ContractInferenceRequest request, SampleFile sample)
    {
        string[] known = [.. sample.Columns.Select(c => c.Name)];
        string[] wanted = [request.Target, .. request.Exclude, .. request.Id is { } id ? new[] { id } : []];
        bool hasHeader = sample.Csv is null || wanted.Any(known.Contains);
        void Check(string name, string option)
        {
            if (!known.Contains(name) && !hasHeader && !NearNames.Find(name, known).Any())
                throw new BadInputException($"{request.Path}: the first line does not look like a header: it names no column '{name}' ({option}); add a line that names the columns, or check {option}", request.Path, name, row: 0);
            if (!known.Contains(name))
                throw new BadInputException($"{request.Path}: no column '{name}' ({option}); {NearNames.Hint(name, known)}", request.Path, name);
        }

        Check(request.Target, "--target");
        if (request.Bad.Count == 0)
            throw new WrongUseException("no bad value: name at least one of the target's values by --bad");
        if (request.Id is not null)
            Check(request.Id, "--id");
        foreach (string excluded in request.Exclude)
            Check(excluded, "--exclude");
        if (request.Exclude.Contains(request.Target))
            throw new WrongUseException($"column '{request.Target}' is both --target and --exclude: name it once");
        if (request.Id == request.Target || request.Id is not null && request.Exclude.Contains(request.Id))
            throw new WrongUseException($"column '{request.Id}' is --id and something else too: name it once");
    }

    private static ApplicationContract Compose(
        ContractInferenceRequest request, SampleFile sample, TargetProfile target, ColumnProfile? id, ColumnFinding[] findings)
    {
        ColumnFinding[] kept = [.. findings.Where(f => f.Kept is not null)];
        var names = new ColumnNames(ComputedFeatures.All.Select(f => f.Name));
        // Roles first: where two columns would play one, the first in the file does.
        var named = new Dictionary<ColumnFinding, string>();
        string? idName = id is null ? null : names.Take(new ColumnWords(id.Source), null, avoidRoles: true);
        foreach (ColumnFinding finding in kept.OrderBy(f => f.Role is null))
            named[finding] = names.Take(finding.Words, finding.Role, finding.Role is null);

        List<ContractColumn> columns = [.. kept.Select(f => Column(f, named[f]))];
        if (id is not null)
            columns.Insert(0, IdContractColumn(id, idName!, request.Id is not null));
        IReadOnlyList<FeatureDefinition> features = FeatureRoles.Define([.. columns.Where(c => !c.Protected)]);
        HashSet<string> unordered = [.. kept.Where(f => f.HasNoOrder).Select(f => named[f])];
        columns = [.. columns.Select(c => WithEncoding(WithoutTwin(c, features), unordered.Contains(c.Name)))];
        return new ApplicationContract
        {
            Schema = $"./{ContractWriter.SchemaFileName}",
            Name = request.Name ?? ContractName(request.Path),
            Description = $"Inferred from {Path.GetFileName(request.Path)} ({sample.Rows.ToString("N0", CultureInfo.InvariantCulture)} rows): a start for a person to check.",
            Id = idName,
            Target = new TargetDefinition
            {
                Column = request.Target,
                Bad = target.TextsOf(TargetMeaning.Bad),
                Good = target.TextsOf(TargetMeaning.Good),
                Ignore = target.TextsOf(TargetMeaning.Ignored),
            },
            Csv = sample.Csv ?? new CsvFormat(),
            Columns = columns,
            Features = features,
            Excluded =
            [
                .. findings.Where(f => f.Kept is null).Select(f => new ExcludedColumn { Source = f.Profile.Source, Why = f.Why }),
                .. request.Exclude.Distinct().Select(e => new ExcludedColumn { Source = e, Why = "excluded by the caller" }),
            ],
        };
    }

    private static ContractColumn Column(ColumnFinding finding, string name) => finding.Kept! with
    {
        Name = name,
        Source = name == finding.Profile.Source ? null : finding.Profile.Source,
        Why = finding.Why,
    };

    private static ContractColumn IdContractColumn(ColumnProfile id, string name, bool named) => new()
    {
        Name = name,
        Source = name == id.Source ? null : id.Source,
        Type = ColumnType.Id,
        Required = true,
        Feature = false,
        Why = named ? "named by the caller" : "named like an id, and every row has one of its own",
    };

    // sub_grade beside sub_grade_ordinal would be the same feature twice.
    private static ContractColumn WithoutTwin(ContractColumn column, IReadOnlyList<FeatureDefinition> features)
    {
        FeatureDefinition? twin = features.FirstOrDefault(
            f => ComputedFeatures.Find(f.Name)!.Inputs is [var only] && f.Inputs.GetValueOrDefault(only.Name, only.Name) == column.Name);
        return twin is null ? column : Because(column with { Feature = false }, $"the computed feature {twin.Name} serves it");
    }

    private static ContractColumn WithEncoding(ContractColumn column, bool unordered)
    {
        if (!column.Feature)
            return column with { Encoding = null };
        if (!unordered)
            return column;
        return Because(column, column.Encoding is CategoryEncoding.OneHot
            ? "its texts have no order: one feature each"
            : "its texts have no order but the alphabet's: put them in one that means something, or set feature to false");
    }

    private static ContractColumn Because(ContractColumn column, string reason) =>
        column with { Why = column.Why is null ? reason : $"{column.Why}; {reason}" };

    private static string ContractName(string path)
    {
        string name = new ColumnWords(Path.GetFileNameWithoutExtension(path)).Plain.Replace('_', '-');
        return name.Length == 0 ? "applications" : name;
    }

    private static InferenceWarning[] Warnings(TargetProfile target, ColumnProfile? id, ColumnFinding[] findings)
    {
        var warnings = findings.SelectMany(f => f.Warnings).ToList();
        if (target.Labels.Bad < FewBad)
        {
            warnings.Add(new(InferenceWarningKind.Target, null,
                $"the sample has {target.Labels.Bad:N0} bad loans only: a model's figures will be uncertain; more past loans help"));
        }

        if (target.RowsOf(TargetMeaning.Missing) is > 0 and var missing)
            warnings.Add(new(InferenceWarningKind.Target, null, $"{missing:N0} rows have no target value: training refuses them; remove or label them"));
        if (id is null)
            warnings.Add(new(InferenceWarningKind.Id, null, "no column identifies an application: ids will be <path>#<row>, and a repeated application goes unnoticed; name one by --id if there is one"));
        else if (!id.IsUnique)
            warnings.Add(new(InferenceWarningKind.Id, id.Source, $"column '{id.Source}': {id.Rows - id.Distinct:N0} rows repeat an id or have none: scoring quarantines such rows"));
        return [.. warnings.OrderBy(w => w.Kind)];
    }
}
