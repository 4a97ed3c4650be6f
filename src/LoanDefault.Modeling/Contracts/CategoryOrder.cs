namespace LoanDefault.Modeling.Contracts;

/// <summary>The order of a category's texts, and whether it means anything.</summary>
/// <param name="Texts">The texts in order.</param>
/// <param name="IsMeaningful">False when the order is only that of the alphabet.</param>
internal sealed record CategoryOrder(IReadOnlyList<string> Texts, bool IsMeaningful)
{
    // Words for "not known" say nothing about order and go last.
    private static readonly string[] Unknown = ["unk", "unknown", "na", "n/a", "none", "other", "missing"];

    /// <summary>
    /// Orders texts: by the letters around their number, then by the number, "below" before it and "or more" after it,
    /// so that <c>lt_1, 1, 2, .. 9, ge_10</c> and <c>A1 .. G5</c> come out right. One or two texts are in order either way.
    /// </summary>
    public static CategoryOrder Of(IReadOnlyList<string> texts)
    {
        Key[] keys = [.. texts.Select(Read).Order()];
        int known = keys.Count(k => !k.IsUnknown);
        bool grades = keys.All(k => k.IsUnknown || k.Text.Length == 1 && char.IsAsciiLetterUpper(k.Text[0]));
        bool numbered = known > 0 && keys.All(k => k.IsUnknown || k.Number is not null);
        return new CategoryOrder([.. keys.Select(k => k.Text)], texts.Count <= 2 || grades || numbered);
    }

    private static Key Read(string text)
    {
        string[] words = text.ToLowerInvariant().Split([' ', '_', '-', '.', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
        bool unknown = words.Length > 0 && words.Any(w => Unknown.Contains(w));
        int start = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (unknown || start < 0)
            return new Key(unknown, text, "", null, 0);
        int end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        bool below = words.Any(w => w is "lt" or "less" or "under" or "below") || text.Contains('<', StringComparison.Ordinal);
        bool above = words.Any(w => w is "ge" or "gt" or "more" or "over" or "above") || text.Contains('+', StringComparison.Ordinal)
            || text.Contains('>', StringComparison.Ordinal);
        // Only a single leading letter ranks before the number (A1 < B1); words such as "emp" or "term" do not.
        string grade = start == 1 && char.IsAsciiLetter(text[0]) ? text[..1] : "";
        double number = double.Parse(text.AsSpan(start, end - start), System.Globalization.CultureInfo.InvariantCulture);
        return new Key(false, text, grade, number, below ? -1 : above ? 1 : 0);
    }

    private sealed record Key(bool IsUnknown, string Text, string Grade, double? Number, int Side) : IComparable<Key>
    {
        public int CompareTo(Key? other)
        {
            if (other is null)
                return 1;
            int order = IsUnknown.CompareTo(other.IsUnknown);
            if (order == 0)
                order = string.CompareOrdinal(Grade, other.Grade);
            if (order == 0)
                order = Nullable.Compare(Number, other.Number);
            if (order == 0)
                order = Side.CompareTo(other.Side);
            return order != 0 ? order : string.CompareOrdinal(Text, other.Text);
        }
    }
}
