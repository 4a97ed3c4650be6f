namespace LoanDefault.Core.Pipeline;

/// <summary>Rows and time by stage. Written by one thread; add up several threads' when they are done.</summary>
public sealed class StageCounters
{
    private long _validationNanoseconds;
    private long _featureNanoseconds;
    private long _modelNanoseconds;
    private long _decisionNanoseconds;

    /// <summary>Rows whose features were computed; equal to the rows read when nothing is computed twice.</summary>
    public long FeatureRows { get; private set; }

    /// <summary>Rows that the model scored; equal to the rows read when nothing is computed twice.</summary>
    public long ModelRows { get; private set; }

    /// <summary>Time in validation, in seconds of processor time.</summary>
    public double ValidationSeconds => ThreadTime.Seconds(_validationNanoseconds);

    /// <summary>Time in features, in seconds of processor time.</summary>
    public double FeatureSeconds => ThreadTime.Seconds(_featureNanoseconds);

    /// <summary>Time in the model, in seconds of processor time.</summary>
    public double ModelSeconds => ThreadTime.Seconds(_modelNanoseconds);

    /// <summary>Time in decisions, in seconds of processor time.</summary>
    public double DecisionSeconds => ThreadTime.Seconds(_decisionNanoseconds);

    /// <summary>Adds another thread's counters.</summary>
    /// <param name="other">Counters that nobody writes any more.</param>
    public void Add(StageCounters other)
    {
        FeatureRows += other.FeatureRows;
        ModelRows += other.ModelRows;
        _validationNanoseconds += other._validationNanoseconds;
        _featureNanoseconds += other._featureNanoseconds;
        _modelNanoseconds += other._modelNanoseconds;
        _decisionNanoseconds += other._decisionNanoseconds;
    }

    internal void AddValidation(long nanoseconds) => _validationNanoseconds += nanoseconds;

    internal void AddFeatures(int rows, long nanoseconds)
    {
        FeatureRows += rows;
        _featureNanoseconds += nanoseconds;
    }

    internal void AddScores(int rows, long modelNanoseconds, long decisionNanoseconds)
    {
        ModelRows += rows;
        _modelNanoseconds += modelNanoseconds;
        _decisionNanoseconds += decisionNanoseconds;
    }
}
