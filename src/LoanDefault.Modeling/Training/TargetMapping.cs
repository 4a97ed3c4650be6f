using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;

namespace LoanDefault.Modeling.Training;

/// <summary>What the target's value says of a loan.</summary>
internal enum Outcome
{
    Good,
    Bad,
    Ignored,
}

/// <summary>Turns the target's values into outcomes, as the contract says.</summary>
/// <param name="target">The contract's target.</param>
/// <param name="file">What messages call the data.</param>
internal sealed class TargetMapping(TargetDefinition target, string file)
{
    private const int ShownRows = 5;

    /// <summary>The outcome of every row.</summary>
    /// <param name="values">The target's values in the order of the rows; null is missing.</param>
    /// <exception cref="BadInputException">A value is missing, or the contract does not say what it means.</exception>
    public Outcome[] Map(IReadOnlyList<string?> values)
    {
        CheckMissing(values);
        var known = new Dictionary<string, Outcome>();
        Add(known, target.Good, Outcome.Good);
        Add(known, target.Ignore, Outcome.Ignored);
        Add(known, target.Bad, Outcome.Bad);
        var outcomes = new Outcome[values.Count];
        for (var row = 0; row < outcomes.Length; row++)
        {
            if (known.TryGetValue(values[row]!, out var outcome))
                outcomes[row] = outcome;
            else if (target.Good.Count > 0)
                throw Unknown(values[row]!, row);
        }
        return outcomes;
    }

    private static void Add(Dictionary<string, Outcome> known, IReadOnlyList<string> values, Outcome outcome)
    {
        foreach (var value in values)
            known[value] = outcome;
    }

    private void CheckMissing(IReadOnlyList<string?> values)
    {
        var missing = Enumerable.Range(0, values.Count).Where(row => values[row] is null).ToArray();
        if (missing.Length == 0)
            return;
        var more = missing.Length > ShownRows ? $" and {missing.Length - ShownRows} more" : "";
        throw new BadInputException(
            $"{file}: the target '{target.Column}' is missing in {missing.Length} of {values.Count} rows "
            + $"(rows {string.Join(", ", missing.Take(ShownRows))}{more}, counted from 0): a loan without an outcome cannot be learned from; "
            + "leave these rows out, or give them a value that the contract ignores",
            file,
            target.Column,
            missing[0]);
    }

    private BadInputException Unknown(string value, int row) => new(
        $"{file}: row {row} (counted from 0) has the value '{value}' in the target '{target.Column}', which the contract does not list: "
        + "add it to the target's \"bad\", \"good\" or \"ignore\"",
        file,
        target.Column,
        row);
}
