namespace LoanDefault.Spark.Sql;

/// <summary>What happens when something is already where rows are written.</summary>
public enum SaveMode
{
    /// <summary>The write fails. The default.</summary>
    ErrorIfExists,

    /// <summary>The rows are added.</summary>
    Append,

    /// <summary>The rows replace what is there.</summary>
    Overwrite,

    /// <summary>Nothing is written.</summary>
    Ignore,
}
