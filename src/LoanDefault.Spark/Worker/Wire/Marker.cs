namespace LoanDefault.Spark.Worker.Wire;

/// <summary>The negative numbers that stand between the parts of a worker's conversation with Spark.</summary>
internal static class Marker
{
    /// <summary>Before the accumulators' updates; as a reply's last number: this connection serves no further task.</summary>
    public const int EndOfData = -1;

    /// <summary>Before the text of a failure.</summary>
    public const int Exception = -2;

    /// <summary>Before the times of a task.</summary>
    public const int Timing = -3;

    /// <summary>Ends a task's input; as a reply's last number: this connection can serve the next task.</summary>
    public const int EndOfStream = -4;

    /// <summary>Before the one Arrow stream of a reply.</summary>
    public const int StartArrowStream = -6;

    /// <summary>From Spark 4.3 on before the length of a task's description.</summary>
    public const int StartOfDescription = -8;
}
