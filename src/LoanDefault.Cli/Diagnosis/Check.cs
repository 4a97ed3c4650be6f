namespace LoanDefault.Cli.Diagnosis;

/// <summary>What <c>doctor</c> found out about one thing.</summary>
/// <param name="Name">The thing.</param>
/// <param name="Status">Whether it is as it should be.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Advice">What to do; null when there is nothing to do.</param>
internal sealed record Check(string Name, CheckStatus Status, string Detail, string? Advice = null)
{
    /// <summary>The thing is as it should be.</summary>
    public static Check Ok(string name, string detail) => new(name, CheckStatus.Ok, detail);

    /// <summary>Scoring does not work without the thing.</summary>
    public static Check Missing(string name, string detail, string? advice) => new(name, CheckStatus.Missing, detail, advice);

    /// <summary>Scoring works without the thing.</summary>
    public static Check Optional(string name, string detail, string? advice) => new(name, CheckStatus.Optional, detail, advice);
}

/// <summary>Whether a thing is as it should be.</summary>
internal enum CheckStatus
{
    /// <summary>It is.</summary>
    Ok,

    /// <summary>It is not, and scoring works all the same.</summary>
    Optional,

    /// <summary>It is not, and scoring does not work.</summary>
    Missing,
}
