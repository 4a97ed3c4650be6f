using LoanDefault.Core.Errors;
using LoanDefault.Core.Scoring.Graphs;

namespace LoanDefault.Core.Models.Importing;

/// <summary>Which of a contract's features each column of a model is.</summary>
internal static class FeatureOrder
{
    /// <summary>Matches them: by the order that is given, by the names of inputs of one column, or one by one.</summary>
    /// <param name="inputs">The model's inputs.</param>
    /// <param name="features">The contract's features.</param>
    /// <param name="given">The features in the order of the model's columns; empty where they are not given.</param>
    /// <param name="file">What messages call the model.</param>
    /// <returns>The position of the feature that each column is.</returns>
    /// <exception cref="BadInputException">They do not match.</exception>
    public static int[] Match(IReadOnlyList<ModelInput> inputs, IReadOnlyList<string> features, IReadOnlyList<string> given, string file)
    {
        int columns = inputs.Sum(i => i.Columns!.Value);
        if (given.Count > 0)
        {
            if (given.Count != columns)
                throw new BadInputException($"{file}: the model takes {columns} columns, --columns names {given.Count}: name one feature for each column of the model, in its order", file);
            return ByName(given, features, file, "--columns names");
        }

        if (inputs.Count > 1 && inputs.All(i => i.Columns == 1))
            return ByName([.. inputs.Select(i => i.Name)], features, file, "the model has the input");
        return columns == features.Count
            ? [.. Enumerable.Range(0, columns)]
            : throw new BadInputException($"{file}: the model takes {columns} columns, the contract makes {features.Count} features ({string.Join(", ", features)}): name the feature of each column with --columns", file);
    }

    private static int[] ByName(IReadOnlyList<string> names, IReadOnlyList<string> features, string file, string what)
    {
        var positions = new int[names.Count];
        var seen = new HashSet<int>();
        for (int i = 0; i < positions.Length; i++)
        {
            positions[i] = IndexOf(features, names[i]);
            if (positions[i] < 0)
                throw new BadInputException($"{file}: {what} '{names[i]}', which is no feature of the contract ({string.Join(", ", features)}): name the features in the order of the model's columns with --columns", file, names[i]);
            if (!seen.Add(positions[i]))
                throw new BadInputException($"{file}: {what} '{names[i]}' twice: name each feature once", file, names[i]);
        }

        return positions;
    }

    private static int IndexOf(IReadOnlyList<string> features, string name)
    {
        for (int i = 0; i < features.Count; i++)
        {
            if (features[i] == name)
                return i;
        }

        return -1;
    }
}
