using System.Text;

namespace LoanDefault.Modeling.Contracts;

/// <summary>
/// A source column's name as words: <c>LoanAmnt</c>, <c>loan_amnt</c> and <c>Loan Amount ($)</c> are all
/// <c>loan amount</c>. Abbreviations of the field are written out.
/// </summary>
internal sealed class ColumnWords
{
    private static readonly Dictionary<string, string> Abbreviations = new(StringComparer.Ordinal)
    {
        ["amnt"] = "amount",
        ["amt"] = "amount",
        ["acc"] = "accounts",
        ["acct"] = "account",
        ["accts"] = "accounts",
        ["addr"] = "address",
        ["bal"] = "balance",
        ["cnt"] = "count",
        ["delinq"] = "delinquent",
        ["dob"] = "birth",
        ["dti"] = "debt to income",
        ["emp"] = "employment",
        ["il"] = "instalment",
        ["inc"] = "income",
        ["inq"] = "inquiries",
        ["inquiry"] = "inquiries",
        ["installment"] = "instalment",
        ["installments"] = "instalments",
        ["mth"] = "months",
        ["mths"] = "months",
        ["mo"] = "months",
        ["nbr"] = "number",
        ["num"] = "number",
        ["pct"] = "percent",
        ["pymnt"] = "payment",
        ["pmt"] = "payment",
        ["recoveries"] = "recovery",
        ["revol"] = "revolving",
        ["subgrade"] = "sub grade",
        ["util"] = "utilisation",
        ["utilization"] = "utilisation",
        ["yr"] = "years",
        ["yrs"] = "years",
    };

    private readonly HashSet<string> _words;

    public ColumnWords(string source)
    {
        string[] plain = [.. Split(source)];
        Plain = string.Join('_', plain);
        Words = [.. plain.SelectMany(Expand)];
        Phrase = string.Join(' ', Words);
        _words = [.. Words];
    }

    /// <summary>The words as they stand in the name, in lower case, joined by underscores; may be empty.</summary>
    public string Plain { get; }

    /// <summary>The words, abbreviations written out.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary><see cref="Words"/> with spaces between.</summary>
    public string Phrase { get; }

    /// <summary>Whether any of the words is in the name.</summary>
    public bool HasAny(params ReadOnlySpan<string> words)
    {
        foreach (string word in words)
        {
            if (_words.Contains(word))
                return true;
        }

        return false;
    }

    /// <summary>Whether the words stand side by side in the name.</summary>
    /// <param name="phrase">Words with single spaces between.</param>
    public bool Has(string phrase) => $" {Phrase} ".Contains($" {phrase} ", StringComparison.Ordinal);

    private static IEnumerable<string> Expand(string word)
    {
        if (Abbreviations.TryGetValue(word, out string? full))
            return full.Split(' ');
        // 12m, 6mths, 2yrs: a number and a unit of time.
        int digits = word.TakeWhile(char.IsAsciiDigit).Count();
        return digits == 0 || digits == word.Length
            ? [word]
            : word[digits..] switch
            {
                "m" or "mo" or "mth" or "mths" or "month" or "months" => [word[..digits], "months"],
                "y" or "yr" or "yrs" or "year" or "years" => [word[..digits], "years"],
                "d" or "day" or "days" => [word[..digits], "days"],
                _ => [word],
            };
    }

    // At every character that is neither letter nor digit, and between loan and Amount, FICO and Score.
    private static IEnumerable<string> Split(string name)
    {
        var word = new StringBuilder();
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            bool kept = char.IsAsciiLetterOrDigit(c);
            bool starts = char.IsAsciiLetterUpper(c) && word.Length > 0
                && (char.IsAsciiLetterLower(name[i - 1]) || i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1]));
            if ((!kept || starts) && word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }

            if (kept)
                word.Append(char.ToLowerInvariant(c));
        }

        if (word.Length > 0)
            yield return word.ToString();
    }
}
