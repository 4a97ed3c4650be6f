namespace LoanDefault.Cli.Logging;

/// <summary>How log lines are written.</summary>
internal enum LogFormat
{
    /// <summary>Lines for people.</summary>
    Text,

    /// <summary>One compact JSON object a line.</summary>
    Json,
}

/// <summary>The least level that is written.</summary>
internal enum LogLevel
{
    /// <summary>Everything, stack traces too.</summary>
    Debug,

    /// <summary>What happens.</summary>
    Information,

    /// <summary>What someone should look at.</summary>
    Warning,

    /// <summary>What went wrong.</summary>
    Error,
}
