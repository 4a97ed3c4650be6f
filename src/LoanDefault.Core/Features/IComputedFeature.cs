using System.Diagnostics;
using System.Numerics;

namespace LoanDefault.Core.Features;

/// <summary>
/// A feature that is computed from contract columns. One class a file; registered in
/// <see cref="ComputedFeatures.All"/>; named by contracts.
/// </summary>
/// <remarks>
/// An implementation is immutable. Its arithmetic is in double, with + - * / and
/// <see cref="Numerics.DeterministicMath"/> only, row by row: the same row gives the same bits in any batch. NaN is
/// missing and so propagates by itself; a division by zero must give NaN, never infinity.
/// </remarks>
public interface IComputedFeature
{
    /// <summary>The name in contracts and models; lower case with underscores.</summary>
    string Name { get; }

    /// <summary>Raised when the computation changes: it is part of the feature-set hash.</summary>
    int Version { get; }

    /// <summary>What the feature is, with units and formula, for people.</summary>
    string Description { get; }

    /// <summary>The inputs, in the order in which <see cref="Compute"/> receives them.</summary>
    IReadOnlyList<FeatureInput> Inputs { get; }

    /// <summary>The parameters with their defaults, in the order in which <see cref="Compute"/> receives them.</summary>
    IReadOnlyList<FeatureParameter> Parameters { get; }

    /// <summary>Computes the feature.</summary>
    /// <param name="inputs">The inputs' values; a category input holds what its <see cref="FeatureInput.CategoryValue"/> made of the text.</param>
    /// <param name="parameters">The parameters' values.</param>
    /// <param name="destination">Receives one value a row; NaN is missing.</param>
    void Compute(in FeatureInputs inputs, ReadOnlySpan<double> parameters, Span<double> destination);
}

/// <summary>An input of a computed feature.</summary>
/// <param name="Name">The role; the column of that name serves it unless the contract names another.</param>
/// <param name="Unit">The unit expected.</param>
/// <param name="CategoryValue">
/// Gives the number that a category's text stands for, or null where it stands for none (then the value is missing);
/// null when the input must be a number. A text given by position in the contract's list alone needs none.
/// </param>
public sealed record FeatureInput(string Name, string Unit, Func<string, double?>? CategoryValue = null);

/// <summary>A parameter of a computed feature.</summary>
/// <param name="Name">The name in contracts.</param>
/// <param name="Default">The value when the contract names none.</param>
/// <param name="Description">What it means, with its unit.</param>
public sealed record FeatureParameter(string Name, double Default, string Description);

/// <summary>The values of a computed feature's inputs for one batch.</summary>
public readonly unsafe ref struct FeatureInputs
{
    private readonly double** _columns;

    internal FeatureInputs(double** columns, int count, int rows)
    {
        _columns = columns;
        Count = count;
        Rows = rows;
    }

    /// <summary>Number of inputs.</summary>
    public int Count { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>The values of one input, one a row; NaN is missing.</summary>
    /// <param name="input">Position in <see cref="IComputedFeature.Inputs"/>.</param>
    public ReadOnlySpan<double> this[int input]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)input, (uint)Count, nameof(input));
            return new ReadOnlySpan<double>(_columns[input], Rows);
        }
    }

    /// <summary>One input's values of the rows from <paramref name="row"/> on, as many as a vector has lanes.</summary>
    internal Vector<double> Vector(int input, int row)
    {
        Debug.Assert((uint)input < (uint)Count, "the formula reads an input that the feature does not declare");
        Debug.Assert(row >= 0 && row + Vector<double>.Count <= Rows, "the vector reaches beyond the rows");
        return System.Numerics.Vector.Load(_columns[input] + row);
    }
}
