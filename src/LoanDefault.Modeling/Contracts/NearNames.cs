namespace LoanDefault.Modeling.Contracts;

/// <summary>Names that someone may have meant.</summary>
internal static class NearNames
{
    private const int MaximumSuggestions = 3;

    /// <summary>"; did you mean 'a' or 'b'?", or "; the columns are ..." where nothing is near.</summary>
    public static string Hint(string name, IReadOnlyList<string> known)
    {
        string[] near = [.. Find(name, known)];
        if (near.Length > 0)
            return $"did you mean {string.Join(" or ", near.Select(n => $"'{n}'"))}?";
        const int Shown = 12;
        string more = known.Count > Shown ? $" and {known.Count - Shown} more" : "";
        return $"there are {string.Join(", ", known.Take(Shown).Select(n => $"'{n}'"))}{more}";
    }

    /// <summary>The known names that differ from a name by little, nearest first.</summary>
    public static IEnumerable<string> Find(string name, IEnumerable<string> known)
    {
        string wanted = Fold(name);
        int limit = Math.Max(1, wanted.Length / 3);
        return known
            .Select(candidate => (Name: candidate, Distance: Distance(wanted, Fold(candidate))))
            .Where(c => c.Distance <= limit)
            .OrderBy(c => c.Distance)
            .ThenBy(c => c.Name, StringComparer.Ordinal)
            .Take(MaximumSuggestions)
            .Select(c => c.Name);
    }

    private static string Fold(string name) =>
        string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    // Levenshtein's edit distance, one row of the table at a time.
    private static int Distance(string a, string b)
    {
        int[] previous = [.. Enumerable.Range(0, b.Length + 1)];
        int[] current = new int[b.Length + 1];
        for (int i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(substitution, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }
}
