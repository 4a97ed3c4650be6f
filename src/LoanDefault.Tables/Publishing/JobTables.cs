namespace LoanDefault.Tables.Publishing;

/// <summary>The two tables of a job: folders below the store's root.</summary>
public static class JobTables
{
    /// <summary>Accepted applications with their score.</summary>
    public const string Scored = "scored";

    /// <summary>Refused applications with the reason.</summary>
    public const string Quarantine = "quarantine";
}
