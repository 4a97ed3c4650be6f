using System.Globalization;
using LoanDefault.Core.Errors;
using LoanDefault.Embedded.DuckDb;

namespace LoanDefault.Modeling.Contracts;

/// <summary>The target of a sample: its values, what each means, and how SQL gets a row's label.</summary>
internal sealed class TargetProfile
{
    private const int MaximumListedValues = 10;

    private TargetProfile(string labelSql, IReadOnlyList<TargetValue> values)
    {
        LabelSql = labelSql;
        Values = values;
        long bad = RowsOf(TargetMeaning.Bad), good = RowsOf(TargetMeaning.Good);
        Labels = new LabelCounts(bad, good, values.Sum(v => v.Rows));
    }

    /// <summary>1 for bad, 0 for good, NULL otherwise.</summary>
    public string LabelSql { get; }

    /// <summary>Most frequent first.</summary>
    public IReadOnlyList<TargetValue> Values { get; }

    /// <summary>Of the whole sample.</summary>
    public LabelCounts Labels { get; }

    /// <summary>The values of one meaning, sorted.</summary>
    public IReadOnlyList<string> TextsOf(TargetMeaning meaning) =>
        [.. Values.Where(v => v.Meaning == meaning).Select(v => v.Text!).Order(StringComparer.Ordinal)];

    public long RowsOf(TargetMeaning meaning) => Values.Where(v => v.Meaning == meaning).Sum(v => v.Rows);

    /// <summary>Reads and checks the target.</summary>
    /// <exception cref="BadInputException">The column or a value does not exist, or one label has no rows.</exception>
    public static TargetProfile Read(SampleFile sample, ContractInferenceRequest request, CancellationToken cancellation)
    {
        string cell = Sql.Identifier(request.Target);
        List<(string? Text, long Rows)> found = sample.Connection.Read(
            $"SELECT CAST({cell} AS VARCHAR), count(*) FROM sample GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {ColumnProfiler.MaximumTexts + 1}",
            r => (r.GetTextOrNull(0), r.GetInt64(1)),
            cancellation);
        if (found.Count > ColumnProfiler.MaximumTexts)
        {
            throw Bad(request, $"has more than {ColumnProfiler.MaximumTexts} different values: a target says how a loan ended, in a few words");
        }

        string[] texts = [.. found.Where(f => f.Text is not null).Select(f => f.Text!)];
        string[] bad = [.. request.Bad.Select(v => Find(v, texts, request, "--bad"))];
        string[] ignored = [.. request.Ignore.Select(v => Find(v, texts, request, "--ignore"))];
        if (bad.Intersect(ignored).FirstOrDefault() is { } both)
            throw Bad(request, $"has '{both}' both as --bad and as --ignore: name it once");

        TargetMeaning Meaning(string? text) =>
            text is null ? TargetMeaning.Missing
            : bad.Contains(text) ? TargetMeaning.Bad
            : ignored.Contains(text) ? TargetMeaning.Ignored
            : TargetMeaning.Good;
        string label = $"CASE WHEN list_contains({Sql.List(bad)}, CAST({cell} AS VARCHAR)) THEN 1 "
            + $"WHEN {cell} IS NULL OR list_contains({Sql.List(ignored)}::VARCHAR[], CAST({cell} AS VARCHAR)) THEN NULL ELSE 0 END";
        var profile = new TargetProfile(label, [.. found.Select(f => new TargetValue(f.Text, f.Rows, Meaning(f.Text)))]);
        if (profile.Labels.Good == 0)
            throw Bad(request, "has no good loan: every row is bad, ignored or without a value; a model needs both");
        return profile;
    }

    // 1 finds 1.0 where the target is held as a fraction.
    private static string Find(string wanted, string[] texts, ContractInferenceRequest request, string option)
    {
        if (texts.Contains(wanted))
            return wanted;
        if (double.TryParse(wanted, CultureInfo.InvariantCulture, out double number)
            && Array.Find(texts, t => double.TryParse(t, CultureInfo.InvariantCulture, out double n) && n == number) is { } same)
        {
            return same;
        }

        string known = string.Join(", ", texts.Take(MaximumListedValues).Select(t => $"'{t}'"));
        throw Bad(request, $"never holds '{wanted}' ({option}): it holds {known}");
    }

    private static BadInputException Bad(ContractInferenceRequest request, string problem) =>
        new($"{request.Path}: target column '{request.Target}' {problem}", request.Path, request.Target);
}
