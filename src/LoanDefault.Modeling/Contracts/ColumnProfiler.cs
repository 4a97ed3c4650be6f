using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Native;

namespace LoanDefault.Modeling.Contracts;

/// <summary>
/// Profiles columns: one query a column groups its values, and one pass over the groups gives all the facts. The
/// groups are streamed, so a column of a billion different values needs no more memory here than one of ten.
/// </summary>
internal sealed class ColumnProfiler(SampleFile sample, TargetProfile target)
{
    /// <summary>A text column of more different texts than this is not a category.</summary>
    public const int MaximumTexts = 100;

    private static readonly string Beyond = $"{1L << 53}";

    /// <summary>Profiles one column.</summary>
    public ColumnProfile Profile(SampleColumn column, CancellationToken cancellation)
    {
        ValueKind kind = KindOf(column.Type);
        string cell = Sql.Identifier(column.Name);
        return kind switch
        {
            ValueKind.Integer or ValueKind.Number => ProfileNumbers(column, kind, cell, cancellation),
            ValueKind.Unsupported => new ColumnProfile(column.Name, kind, column.Type.ToString())
            {
                Rows = sample.Rows,
                Predictiveness = Predictiveness.Unknown,
            },
            _ => ProfileTexts(column, kind, cell, cancellation),
        };
    }

    private static ValueKind KindOf(DuckDbType type) => type.Id switch
    {
        DuckDbTypeId.TinyInt or DuckDbTypeId.SmallInt or DuckDbTypeId.Integer or DuckDbTypeId.BigInt
            or DuckDbTypeId.UTinyInt or DuckDbTypeId.USmallInt or DuckDbTypeId.UInteger or DuckDbTypeId.UBigInt
            or DuckDbTypeId.HugeInt => ValueKind.Integer,
        DuckDbTypeId.Decimal when type.Scale == 0 => ValueKind.Integer,
        DuckDbTypeId.Float or DuckDbTypeId.Double or DuckDbTypeId.Decimal => ValueKind.Number,
        DuckDbTypeId.Varchar or DuckDbTypeId.Enum or DuckDbTypeId.Uuid => ValueKind.Text,
        DuckDbTypeId.Boolean => ValueKind.Boolean,
        DuckDbTypeId.Date => ValueKind.Date,
        DuckDbTypeId.Timestamp or DuckDbTypeId.TimestampSeconds or DuckDbTypeId.TimestampMilliseconds
            or DuckDbTypeId.TimestampNanoseconds or DuckDbTypeId.TimestampTz => ValueKind.Timestamp,
        _ => ValueKind.Unsupported,
    };

    private ColumnProfile ProfileNumbers(SampleColumn column, ValueKind kind, string cell, CancellationToken cancellation)
    {
        var missing = default(LabelCounts);
        var notFinite = default(LabelCounts);
        var numbers = new NumberGroups(target.Labels, sample.Rows);
        string groups = Groups($"CAST({cell} AS DOUBLE)");
        using (DuckDbResult result = sample.Connection.Stream(groups, cancellation))
        {
            foreach (DuckDbRow row in result.ReadRows())
            {
                LabelCounts counts = Counts(row);
                if (row.IsNull(0))
                    missing += counts;
                else if (!double.IsFinite(row.GetDouble(0)))
                    notFinite += counts;
                else
                    numbers.Add(row.GetDouble(0), counts);
            }
        }

        // A double cannot count what it cannot hold, so the integers themselves are asked.
        long tooLarge = kind == ValueKind.Integer
            ? sample.Connection.ReadSingle(
                $"SELECT count(*) FROM sample WHERE {cell} > {Beyond} OR {cell} < -{Beyond}", r => r.GetInt64(0), cancellation)
            : 0;
        return numbers.ToProfile(new ColumnProfile(column.Name, kind, column.Type.ToString())
        {
            Rows = sample.Rows,
            Missing = missing.Rows,
            NotFinite = notFinite.Rows,
            TooLarge = tooLarge,
            Predictiveness = numbers.Predict(missing + notFinite),
        });
    }

    private ColumnProfile ProfileTexts(SampleColumn column, ValueKind kind, string cell, CancellationToken cancellation)
    {
        var missing = default(LabelCounts);
        var texts = new List<string>();
        var counted = new List<LabelCounts>();
        long distinct = 0;
        bool numbers = true;
        using (DuckDbResult result = sample.Connection.Stream(Groups($"CAST({cell} AS VARCHAR)"), cancellation))
        {
            foreach (DuckDbRow row in result.ReadRows())
            {
                if (row.GetTextOrNull(0) is not { } text)
                {
                    missing += Counts(row);
                    continue;
                }

                distinct++;
                numbers &= double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _);
                if (texts.Count > MaximumTexts)
                    continue;
                texts.Add(text);
                counted.Add(Counts(row));
            }
        }

        bool few = texts.Count <= MaximumTexts;
        return new ColumnProfile(column.Name, kind, column.Type.ToString())
        {
            Rows = sample.Rows,
            Missing = missing.Rows,
            Distinct = distinct,
            Texts = few ? texts : [],
            TextsAreNumbers = numbers && distinct > 0,
            Predictiveness = few
                ? Predictiveness.OfTexts(texts, counted, missing, target.Labels)
                : Predictiveness.OfMissing(missing, target.Labels),
        };
    }

    private string Groups(string value) =>
        $"""
        SELECT v, count(*) FILTER (label = 1), count(*) FILTER (label = 0), count(*)
        FROM (SELECT {value} AS v, {target.LabelSql} AS label FROM sample)
        GROUP BY v ORDER BY v
        """;

    private static LabelCounts Counts(DuckDbRow row) => new(row.GetInt64(1), row.GetInt64(2), row.GetInt64(3));
}
