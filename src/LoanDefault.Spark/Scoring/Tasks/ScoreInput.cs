namespace LoanDefault.Spark.Scoring.Tasks;

/// <summary>The columns that rows cross to C# with: file, row, id, those of the contract, and the features where
/// another function computes them.</summary>
internal static class ScoreInput
{
    /// <summary>The file's URI as Spark names it.</summary>
    public const int File = 0;

    /// <summary>The row in the file, from 0.</summary>
    public const int Row = 1;

    /// <summary>The application id as text.</summary>
    public const int Id = 2;

    /// <summary>The first column of the contract.</summary>
    public const int FirstColumn = 3;
}
