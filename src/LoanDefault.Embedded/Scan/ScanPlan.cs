using LoanDefault.Core.Applications;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Input;

namespace LoanDefault.Embedded.Scan;

/// <summary>How an input is read as applications: which SQL gives its rows, and how each column enters a batch.</summary>
/// <remarks>
/// Files that need the same conversions share a layout. Parquet files of one layout are one source, which the engine
/// reads on all threads; each CSV file is a source of its own, read in order because that alone numbers its rows exactly.
/// </remarks>
internal sealed record ScanPlan
{
    /// <summary>The input.</summary>
    internal required InputTable Input { get; init; }

    /// <summary>The meaning of the columns.</summary>
    internal required ApplicationContract Contract { get; init; }

    /// <summary>The layouts.</summary>
    internal required IReadOnlyList<ScanLayout> Layouts { get; init; }

    /// <summary>The parts whose rows together are the input.</summary>
    internal required IReadOnlyList<ScanSource> Sources { get; init; }

    /// <summary>Columns of the files that the contract does not mention, sorted.</summary>
    internal required IReadOnlyList<string> UnknownColumns { get; init; }

    /// <summary>Whether every id is made of path and row, so that none can occur twice.</summary>
    internal bool HasUniqueIds => Layouts.All(l => l.HasGeneratedIds);
}

/// <summary>The arguments that rows of a layout come with: file, row, id, target, then the bound columns.</summary>
internal sealed record ScanLayout
{
    internal const int FileArgument = 0;
    internal const int RowArgument = 1;
    internal const int IdArgument = 2;
    internal const int TargetArgument = 3;
    internal const int FirstColumnArgument = 4;

    /// <summary>The arguments' types, in order.</summary>
    internal required IReadOnlyList<DuckDbType> ArgumentTypes { get; init; }

    /// <summary>The columns of the contract that the files have, in the order of the arguments.</summary>
    internal required IReadOnlyList<BoundColumn> Columns { get; init; }

    /// <summary>Positions in the contract of the columns that the files lack.</summary>
    internal required IReadOnlyList<int> AbsentColumns { get; init; }

    /// <summary>Whether the id is the file's relative path, '#' and the row.</summary>
    internal required bool HasGeneratedIds { get; init; }

    /// <summary>The position in <see cref="InputTable.Files"/> for each value of the file argument.</summary>
    internal required IReadOnlyList<int> FileNumbers { get; init; }
}

/// <summary>A column of the contract and where a file has it.</summary>
/// <param name="Contract">Its position in the contract.</param>
/// <param name="Source">The file's column.</param>
internal sealed record BoundColumn(int Contract, InputColumn Source);

/// <summary>Some of the input's rows.</summary>
/// <param name="Layout">The position of its layout in the plan.</param>
/// <param name="From">A table expression of SQL.</param>
/// <param name="Arguments">The layout's arguments as SQL expressions over <paramref name="From"/>.</param>
internal sealed record ScanSource(int Layout, string From, IReadOnlyList<string> Arguments)
{
    /// <summary>The application id.</summary>
    internal string Id => Arguments[ScanLayout.IdArgument];

    /// <summary>The arguments, to be put between parentheses.</summary>
    internal string ArgumentList => string.Join(", ", Arguments);
}
