using System.Diagnostics;

namespace LoanDefault.Core.Pipeline;

/// <summary>Rows and time by stage. Written by one thread; add up several threads' when they are done.</summary>
public sealed class StageCounters
{
    private long _validationTicks;
    private long _featureTicks;
    private long _modelTicks;
    private long _decisionTicks;

    /// <summary>Rows whose features were computed; equal to the rows read when nothing is computed twice.</summary>
    public long FeatureRows { get; private set; }

    /// <summary>Rows that the model scored; equal to the rows read when nothing is computed twice.</summary>
    public long ModelRows { get; private set; }

    /// <summary>Time in validation, in seconds of one thread.</summary>
    public double ValidationSeconds => Seconds(_validationTicks);

    /// <summary>Time in features, in seconds of one thread.</summary>
    public double FeatureSeconds => Seconds(_featureTicks);

    /// <summary>Time in the model, in seconds of one thread.</summary>
    public double ModelSeconds => Seconds(_modelTicks);

    /// <summary>Time in decisions, in seconds of one thread.</summary>
    public double DecisionSeconds => Seconds(_decisionTicks);

    /// <summary>Adds another thread's counters.</summary>
    /// <param name="other">Counters that nobody writes any more.</param>
    public void Add(StageCounters other)
    {
        FeatureRows += other.FeatureRows;
        ModelRows += other.ModelRows;
        _validationTicks += other._validationTicks;
        _featureTicks += other._featureTicks;
        _modelTicks += other._modelTicks;
        _decisionTicks += other._decisionTicks;
    }

    internal void Add(int rows, long validationTicks, long featureTicks, long modelTicks, long decisionTicks)
    {
        FeatureRows += rows;
        ModelRows += rows;
        _validationTicks += validationTicks;
        _featureTicks += featureTicks;
        _modelTicks += modelTicks;
        _decisionTicks += decisionTicks;
    }

    private static double Seconds(long ticks) => ticks / (double)Stopwatch.Frequency;
}
