namespace LoanDefault.Modeling.Training;

/// <summary>Loans whose outcome is known.</summary>
/// <param name="Features">One row a loan.</param>
/// <param name="IsBad">One outcome a row.</param>
internal sealed record LabelledRows(FloatMatrix Features, bool[] IsBad)
{
    /// <summary>How many loans.</summary>
    public int Count => IsBad.Length;

    /// <summary>How many of them are bad.</summary>
    public int BadCount => IsBad.Count(bad => bad);

    /// <summary>The share of bad loans, as boosting starts from it.</summary>
    public float BadShare => (float)(BadCount / (double)Count);

    /// <summary>Some of the loans, in the order in which they are named.</summary>
    public LabelledRows Take(int[] rows) => new(Features.Take(rows), Array.ConvertAll(rows, row => IsBad[row]));
}
