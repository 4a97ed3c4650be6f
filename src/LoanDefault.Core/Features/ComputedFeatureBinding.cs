using System.Globalization;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;

namespace LoanDefault.Core.Features;

/// <summary>A computed feature whose inputs have found their columns.</summary>
internal sealed unsafe class ComputedFeatureBinding : FeatureSource
{
    private readonly IComputedFeature _feature;
    private readonly double[] _parameters;
    private readonly BoundInput[] _inputs;

    private ComputedFeatureBinding(IComputedFeature feature, double[] parameters, BoundInput[] inputs, Feature description)
        : base(description)
    {
        _feature = feature;
        _parameters = parameters;
        _inputs = inputs;
    }

    // One column a category input, one for the result.
    public override int ScratchColumns => _inputs.Count(i => i.CategoryValues is not null) + 1;

    public static ComputedFeatureBinding Bind(ApplicationContract contract, FeatureDefinition definition)
    {
        IComputedFeature feature = ComputedFeatures.Find(definition.Name)
            ?? throw Unusable(contract, definition, $"is unknown; known are {string.Join(", ", ComputedFeatures.All.Select(f => f.Name))}");
        foreach (string name in definition.Inputs.Keys.Where(name => feature.Inputs.All(i => i.Name != name)))
            throw Unusable(contract, definition, $"has no input '{name}'");
        foreach (string name in definition.Parameters.Keys.Where(name => feature.Parameters.All(p => p.Name != name)))
            throw Unusable(contract, definition, $"has no parameter '{name}'");

        BoundInput[] inputs = [.. feature.Inputs.Select(input => BindInput(contract, definition, input))];
        double[] parameters = [.. feature.Parameters.Select(p => definition.Parameters.GetValueOrDefault(p.Name, p.Default))];
        var description = new Feature(
            feature.Name,
            FeatureKind.Computed,
            [.. inputs.Select(i => contract.Columns[i.Column].Name)],
            feature.Version,
            [
                .. feature.Parameters.Zip(parameters, (p, value) => string.Create(CultureInfo.InvariantCulture, $"{p.Name}={value:R}")),
                .. inputs.Where(i => i.CategoryValues is not null).Select(i => CategoryList(contract.Columns[i.Column])),
            ]);
        return new ComputedFeatureBinding(feature, parameters, inputs, description);
    }

    public override void Fill(ApplicationBatch batch, FeatureScratch scratch, Span<float> destination)
    {
        double** columns = stackalloc double*[_inputs.Length];
        int used = 0;
        for (int i = 0; i < _inputs.Length; i++)
            columns[i] = Values(batch, scratch, _inputs[i], ref used);
        var result = new Span<double>(scratch.Column(used), batch.Count);
        _feature.Compute(new FeatureInputs(columns, _inputs.Length, batch.Count), _parameters, result);
        FeatureRounding.Round(result, destination);
    }

    private static double* Values(ApplicationBatch batch, FeatureScratch scratch, BoundInput input, ref int used)
    {
        if (input.CategoryValues is not { } table)
        {
            fixed (double* numbers = batch.Numbers(input.Column))
                return numbers;
        }

        double* values = scratch.Column(used++);
        ReadOnlySpan<int> codes = batch.Codes(input.Column);
        for (int row = 0; row < codes.Length; row++)
            values[row] = (uint)codes[row] < (uint)table.Length ? table[codes[row]] : double.NaN;
        return values;
    }

    private static BoundInput BindInput(ApplicationContract contract, FeatureDefinition definition, FeatureInput input)
    {
        string name = definition.Inputs.GetValueOrDefault(input.Name, input.Name);
        int index = contract.IndexOf(name);
        if (index < 0)
            throw Unusable(contract, definition, $"needs input '{input.Name}', but the contract has no column '{name}': name one under \"inputs\" or remove the feature");
        ContractColumn column = contract.Columns[index];
        if (Problem(column, input) is { } problem)
            throw Unusable(contract, definition, problem);
        return new BoundInput(index, column.Type == ColumnType.Category ? CategoryValues(column, input) : null);
    }

    /// <summary>Why a column cannot serve an input, or null when it can.</summary>
    public static string? Problem(ContractColumn column, FeatureInput input)
    {
        if (column.Protected)
            return $"uses column '{column.Name}', which is protected";
        if (column.Type is ColumnType.Number or ColumnType.Integer)
            return null;
        if (column.Type != ColumnType.Category || input.CategoryValue is null)
            return $"needs numbers ({input.Unit}) as '{input.Name}', but column '{column.Name}' is a {column.Type}";
        return CategoryValues(column, input).All(double.IsNaN)
            ? $"understands none of the categories of column '{column.Name}' as '{input.Name}' ({input.Unit})"
            : null;
    }

    private static string CategoryList(ContractColumn column) =>
        string.Join('|', column.Categories!.Select(text =>
            text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal)));

    private static double[] CategoryValues(ContractColumn column, FeatureInput input) =>
        [.. column.Categories!.Select(text => input.CategoryValue!(text) ?? double.NaN)];

    private static BadInputException Unusable(ApplicationContract contract, FeatureDefinition definition, string problem) =>
        new($"contract '{contract.Name}': feature '{definition.Name}' {problem}", column: definition.Name);

    private sealed record BoundInput(int Column, double[]? CategoryValues);
}
