namespace LoanDefault.Core.Applications;

/// <summary>What a contract column holds.</summary>
public enum ColumnType
{
    /// <summary>A finite number with a fraction.</summary>
    Number,

    /// <summary>A whole number that a double holds exactly (at most 2^53 in size).</summary>
    Integer,

    /// <summary>One text out of the contract's list.</summary>
    Category,

    /// <summary>A calendar day, held as days since 1970-01-01.</summary>
    Date,

    /// <summary>The application's identifier: 1 to 1,024 bytes of UTF-8.</summary>
    Id,
}

/// <summary>How a category becomes features.</summary>
public enum CategoryEncoding
{
    /// <summary>One feature: the position in the contract's list, from 0.</summary>
    Ordinal,

    /// <summary>One feature a category: 1 for the row's own, 0 for the others.</summary>
    OneHot,
}
