using LoanDefault.Core.Applications;
using LoanDefault.Embedded.DuckDb;

namespace LoanDefault.Modeling.Synthetic;

/// <summary>A column to be generated: its meaning, its type in the file, and the sample's values in order.</summary>
/// <param name="Definition">The contract's column.</param>
/// <param name="Type">The type in the file.</param>
/// <param name="Sorted">
/// The sample's values, ascending, without missing ones: numbers, days since 1970-01-01, or category codes; empty when
/// the sample lacks the column.
/// </param>
/// <param name="MissingShare">Share of cells that are empty.</param>
internal sealed record SyntheticColumn(ContractColumn Definition, DuckDbType Type, double[] Sorted, double MissingShare)
{
    /// <summary>Whether values between the sample's are plausible: nearly every sample value is another one.</summary>
    public bool IsContinuous { get; } =
        Definition.IsNumeric && Sorted.Length > 0 && Sorted.Distinct().Count() > Sorted.Length / 5;

    /// <summary>The value below which a share of the sample lies.</summary>
    /// <param name="share">In (0, 1).</param>
    public double Quantile(double share)
    {
        if (Sorted.Length == 0)
            return double.NaN;
        if (!IsContinuous)
            return Sorted[Math.Min((int)(share * Sorted.Length), Sorted.Length - 1)];
        double position = share * (Sorted.Length - 1);
        int below = (int)position;
        double low = Sorted[below], high = Sorted[Math.Min(below + 1, Sorted.Length - 1)];
        double value = low + (position - below) * (high - low);
        return Definition.Type == ColumnType.Number ? value : Math.Round(value, MidpointRounding.ToEven);
    }
}
