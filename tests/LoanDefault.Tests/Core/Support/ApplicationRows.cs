using LoanDefault.Core.Applications;
using LoanDefault.Core.Features;

namespace LoanDefault.Tests.Core.Support;

/// <summary>
/// Random applications that serve every computed feature, with missing cells, values that break rules and values at the
/// edge of what a double holds; batches are cut from them anywhere.
/// </summary>
internal sealed class ApplicationRows
{
    private static readonly double[] Edges =
    [
        0, -0.0, 1, -1, 1e-300, 5e-324, 1e300, -1e300, double.MaxValue, float.MaxValue, 3.4028235677973366e38, 1e-40,
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, 36, 60, 1200, 1201, 0.1, 9007199254740992, 9007199254740994,
    ];

    private readonly double[]?[] _numbers;
    private readonly bool[]?[] _present;
    private readonly int[]?[] _codes;
    private readonly Utf8Slice[] _ids;

    public ApplicationRows(int count, int seed)
    {
        Count = count;
        var random = new Random(seed);
        int columns = Contract.Columns.Count;
        _numbers = new double[]?[columns];
        _present = new bool[]?[columns];
        _codes = new int[]?[columns];
        _ids = [.. Enumerable.Range(0, count).Select(row => Ids.Slice($"A{row}"))];
        for (int column = 0; column < columns; column++)
            Fill(column, random);
    }

    public static ApplicationContract Contract { get; } = CreateContract();

    public int Count { get; }

    /// <summary>Puts rows into a batch, beginning anywhere and going on from the start after the last.</summary>
    public void CopyTo(ApplicationBatch batch, int first, int count)
    {
        batch.Reset(count);
        for (int column = 0; column < Contract.Columns.Count; column++)
        {
            if (_codes[column] is { } codes)
                Rotate<int>(codes, first, batch.Codes(column));
            else if (_numbers[column] is { } numbers)
                CopyNumbers(batch, column, numbers, first);
            else
                Rotate<Utf8Slice>(_ids, first, batch.Ids);
        }
    }

    private void CopyNumbers(ApplicationBatch batch, int column, double[] numbers, int first)
    {
        Rotate<double>(numbers, first, batch.Numbers(column));
        Span<ulong> validity = batch.Validity(column);
        validity.Clear();
        bool[] present = _present[column]!;
        for (int row = 0; row < batch.Count; row++)
        {
            if (present[(first + row) % Count])
                validity[row >> 6] |= 1UL << (row & 63);
        }
    }

    private void Fill(int column, Random random)
    {
        ContractColumn definition = Contract.Columns[column];
        if (definition.Categories is { } categories)
            _codes[column] = [.. Enumerable.Range(0, Count).Select(_ => random.Next(-2, categories.Count))];
        else if (definition.IsNumeric)
        {
            _present[column] = [.. Enumerable.Range(0, Count).Select(_ => random.Next(12) > 0)];
            _numbers[column] = [.. Enumerable.Range(0, Count).Select(_ => Number(definition, random))];
        }
    }

    private static double Number(ContractColumn column, Random random) => random.Next(12) switch
    {
        0 => Edges[random.Next(Edges.Length)],
        1 => BitConverter.Int64BitsToDouble(random.NextInt64()),
        _ when column.Name == "term" => random.Next(1, 121),
        _ when column.Name == "interest_rate" => random.NextDouble() * 30,
        _ when column.Type == ColumnType.Integer => random.Next(0, 40),
        _ => random.NextDouble() * 100_000,
    };

    private static void Rotate<T>(ReadOnlySpan<T> source, int first, Span<T> destination)
    {
        int head = Math.Min(destination.Length, source.Length - first);
        source.Slice(first, head).CopyTo(destination);
        source[..(destination.Length - head)].CopyTo(destination[head..]);
    }

    private static ApplicationContract CreateContract()
    {
        ContractColumn[] columns =
        [
            Contracts.Id(), Contracts.Date("application_date"), Contracts.Category("purpose", "car", "home", "debt") with
            {
                Encoding = CategoryEncoding.OneHot,
            },
            Contracts.Category("term_text", "term_36", "term_60", "other"),
            .. FeatureRoles.All.Select(role => Column(role.Input.Name)),
        ];
        return Contracts.Of(columns) with { Features = FeatureRoles.Define(columns) };
    }

    private static ContractColumn Column(string role) => role switch
    {
        "employment_length" => Contracts.Category(role, "emp_lt_1", "emp_1", "emp_5", "emp_ge_10", "emp_unk"),
        "sub_grade" => Contracts.Category(role, "A1", "B2", "G5"),
        "verification_status" => Contracts.Category(role, "Not_Verified", "Source_Verified", "Verified"),
        "inquiries_last_6_months" or "inquiries_last_12_months" => Contracts.Integer(role, minimum: 0, required: true),
        _ => Contracts.Number(role, minimum: 0),
    };
}
