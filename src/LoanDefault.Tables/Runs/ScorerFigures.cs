using LoanDefault.Core.Scoring;

namespace LoanDefault.Tables.Runs;

/// <summary>What scored in the processes of a run.</summary>
public sealed record ScorerFigures
{
    private ScorerFigures(ScorerChoice choice, IReadOnlyList<ScorerReport> processes)
    {
        Choice = choice;
        Processes = processes;
    }

    /// <summary>What was asked for.</summary>
    public ScorerChoice Choice { get; }

    /// <summary>What scored in each process that scored, at least one; those that had to fall back first.</summary>
    public IReadOnlyList<ScorerReport> Processes { get; }

    /// <summary>
    /// What stands for them all: the first process that had to fall back, or else the first.
    /// </summary>
    public ScorerReport First => Processes[0];

    /// <summary>In how many processes ONNX Runtime scored because the kernel gave other bits.</summary>
    public int ProcessesFallenBack => Processes.Count(p => p.HasFallenBack);

    /// <summary>Every scorer's name with its version or hardware path, once.</summary>
    public string Names => string.Join(", ", Processes.Select(p => p.Name).Distinct());

    /// <summary>The figures of a run.</summary>
    /// <param name="choice">What was asked for.</param>
    /// <param name="processes">What scored, one a process.</param>
    /// <returns>Null when no process scored.</returns>
    public static ScorerFigures? Of(ScorerChoice choice, IEnumerable<ScorerReport> processes)
    {
        ScorerReport[] all = [.. processes.OrderByDescending(p => p.HasFallenBack)];
        return all.Length == 0 ? null : new ScorerFigures(choice, all);
    }
}
