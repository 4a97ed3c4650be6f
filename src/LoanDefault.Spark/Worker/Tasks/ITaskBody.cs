namespace LoanDefault.Spark.Worker.Tasks;

/// <summary>One way in which Spark calls functions.</summary>
internal interface ITaskBody
{
    /// <summary>Reads the task's input as far as its functions want it and sends what they return.</summary>
    void Run(InputBatches batches, TaskReply reply);

    /// <summary>Whether the input is one struct column.</summary>
    bool UnwrapsInput { get; }

    /// <summary>What the functions want to tell the driver's accumulator.</summary>
    IReadOnlyList<byte[]> AccumulatorUpdates { get; }
}
