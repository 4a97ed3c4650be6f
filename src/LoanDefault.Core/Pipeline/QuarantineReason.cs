using System.Globalization;
using System.Text;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Validation;

namespace LoanDefault.Core.Pipeline;

/// <summary>A rule broken in a column, in the words that the quarantine table writes. Immutable; made once and shared by rows.</summary>
public sealed class QuarantineReason
{
    private readonly byte[] _labelUtf8;
    private readonly byte[] _textUtf8;

    internal QuarantineReason(ApplicationContract contract, ValidationRule rule, int column)
    {
        ContractColumn? definition = column < 0 ? null : contract.Columns[column];
        Rule = rule;
        Column = column;
        ColumnName = definition?.Name;
        Label = LabelOf(rule, ColumnName);
        Text = rule.Text + Limit(rule, definition);
        _labelUtf8 = Encoding.UTF8.GetBytes(Label);
        _textUtf8 = Encoding.UTF8.GetBytes(Text);
    }

    /// <summary>The broken rule.</summary>
    public ValidationRule Rule { get; }

    /// <summary>Position in the contract's columns, or -1 for the row as a whole.</summary>
    public int Column { get; }

    /// <summary>The column's contract name; null for the row as a whole.</summary>
    public string? ColumnName { get; }

    /// <summary><c>rule:column</c>, or the rule alone for the row as a whole.</summary>
    public string Label { get; }

    /// <summary>What is wrong, for people, with the contract's limit where there is one; holds nothing of the row.</summary>
    public string Text { get; }

    /// <summary><see cref="Label"/> in UTF-8.</summary>
    public ReadOnlySpan<byte> LabelUtf8 => _labelUtf8;

    /// <summary><see cref="Text"/> in UTF-8.</summary>
    public ReadOnlySpan<byte> TextUtf8 => _textUtf8;

    internal static string LabelOf(ValidationRule rule, string? column) => column is null ? rule.Id : $"{rule.Id}:{column}";

    private static string Limit(ValidationRule rule, ContractColumn? column)
    {
        double? limit =
            rule == ValidationRules.BelowMinimum ? column?.Minimum
            : rule == ValidationRules.AboveMaximum ? column?.Maximum
            : null;
        if (limit is not { } value)
            return "";
        string unit = column!.Unit is null ? "" : " " + column.Unit;
        return string.Create(CultureInfo.InvariantCulture, $" ({value}{unit})");
    }
}
