namespace LoanDefault.Modeling.Contracts;

/// <summary>
/// Lists that the world knows whole: a sample shows most of their texts, and the others are as valid though no row has
/// them yet.
/// </summary>
internal static class KnownCategories
{
    // Fewer common texts may be chance: "CA" and "NY" alone could be anything.
    private const int EnoughInCommon = 10;

    private static readonly (string Name, string[] Texts)[] Lists =
    [
        ("US states and DC",
        [
            "AK", "AL", "AR", "AZ", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "HI", "IA", "ID", "IL", "IN", "KS",
            "KY", "LA", "MA", "MD", "ME", "MI", "MN", "MO", "MS", "MT", "NC", "ND", "NE", "NH", "NJ", "NM", "NV",
            "NY", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VA", "VT", "WA", "WI", "WV", "WY",
        ]),
        ("grades A1 to G5", [.. "ABCDEFG".SelectMany(letter => Enumerable.Range(1, 5).Select(i => $"{letter}{i}"))]),
    ];

    /// <summary>The whole list that a column's texts come from, and its name; the texts themselves where there is none.</summary>
    /// <param name="texts">Every text of the sample.</param>
    public static (IReadOnlyList<string> Texts, string? List) Complete(IReadOnlyList<string> texts)
    {
        foreach ((string name, string[] list) in Lists)
        {
            if (texts.Count >= EnoughInCommon && texts.Count < list.Length && texts.All(list.Contains))
                return (list, name);
        }

        return (texts, null);
    }
}
