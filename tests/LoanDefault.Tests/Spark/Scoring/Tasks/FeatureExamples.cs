using LoanDefault.Arrow;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Features;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Spark.Scoring.Tasks;

/// <summary>Applications as Arrow columns, and the features that Core makes of the same values.</summary>
internal static class FeatureExamples
{
    private static readonly string[] Purposes = ["car", "home", "boat"];

    /// <summary>Two numbers, a category as one-hot, and a computed feature; an id that no feature needs.</summary>
    public static FeatureSet Features { get; } = new(Contracts.Of(
        Contracts.Id(), Contracts.Number("loan_amount"), Contracts.Number("annual_income"),
        Contracts.Category("purpose", "car", "home") with { Encoding = CategoryEncoding.OneHot }) with
    {
        Features = [new() { Name = "loan_to_income" }],
    });

    /// <summary>The contract's positions of <see cref="Columns"/>.</summary>
    public static IReadOnlyList<int> Positions { get; } = [1, 2, 3];

    /// <summary>Rows with missing cells, zeros of both signs and a text that the contract does not list.</summary>
    public static ArrowArray[] Columns(int rows)
    {
        var amounts = new DoubleArray.Builder();
        var incomes = new Int64Array.Builder();
        var purposes = new StringArray.Builder();
        for (int row = 0; row < rows; row++)
        {
            if (Amount(row) is { } amount)
                amounts.Append(amount);
            else
                amounts.AppendNull();
            if (Income(row) is { } income)
                incomes.Append(income);
            else
                incomes.AppendNull();
            purposes.Append(Purpose(row));
        }

        return [amounts.Build(), incomes.Build(), purposes.Build()];
    }

    /// <summary>The same rows' features as bits, feature by feature.</summary>
    public static int[][] Expected(int rows)
    {
        int[][] bits = [.. Features.Features.Select(_ => new int[rows])];
        using var builder = new FeatureBuilder(Features);
        for (int row = 0; row < rows; row++)
        {
            using ApplicationBatch batch = Batches.Of(Features.Contract, [null, Amount(row), Income(row), Purpose(row)]);
            batch.MarkMissingAsNaN();
            builder.Build(batch);
            for (int feature = 0; feature < bits.Length; feature++)
                bits[feature][row] = BitConverter.SingleToInt32Bits(builder.Matrix.Column(feature)[0]);
        }

        return bits;
    }

    private static double? Amount(int row) => row % 7 == 3 ? null : row % 11 == 0 ? -0.0 : row * 1.1;

    private static long? Income(int row) => row % 5 == 1 ? null : row % 13;

    private static string? Purpose(int row) => row % 17 == 0 ? null : Purposes[row % 3];
}
