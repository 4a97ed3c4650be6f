namespace LoanDefault.Modeling.Contracts;

/// <summary>Finds the column that identifies an application.</summary>
internal static class IdColumn
{
    private static readonly string[] Preferred = ["application", "loan", "case", "contract", "request"];

    /// <summary>Whether a name says an identifier, of whatever it may be.</summary>
    public static bool IsNamedLikeId(ColumnWords words) =>
        words.Words.Count > 0 && (words.Words[^1] is "id" or "uuid" or "guid" or "identifier" or "reference"
            || words.Has("account number") || words.Has("loan number") || words.Has("application number") || words.Has("case number"));

    /// <summary>
    /// The id among the columns: unique, without missing values, named like an id; an application's or loan's id before
    /// any other. Null when there is none.
    /// </summary>
    public static ColumnProfile? Find(IEnumerable<ColumnProfile> profiles) => profiles
        .Where(p => p.Kind is ValueKind.Integer or ValueKind.Text && p.IsUnique && p.TooLarge == 0)
        .Select(p => (Profile: p, Words: new ColumnWords(p.Source)))
        .Where(c => IsNamedLikeId(c.Words))
        .OrderBy(c => Rank(c.Words))
        .Select(c => c.Profile)
        .FirstOrDefault();

    private static int Rank(ColumnWords words)
    {
        int preferred = Array.FindIndex(Preferred, p => words.HasAny(p));
        if (preferred >= 0)
            return preferred;
        return words.Phrase is "id" or "uuid" or "guid" ? Preferred.Length : Preferred.Length + 1;
    }
}
