using LoanDefault.Core.Errors;
using LoanDefault.Spark.Functions;
using LoanDefault.Spark.Worker.Wire;

namespace LoanDefault.Spark.Worker.Tasks;

/// <summary>Reads a task's description, field by field; what comes when in which release is in <see cref="ProtocolVersion"/>.</summary>
internal sealed class TaskDescriptionReader(WireInput connection, IBroadcastSink broadcasts)
{
    private const int QuietEnd = -1;

    /// <summary>Reads the next description.</summary>
    /// <param name="first">The number that a description starts with: its partition, or that a framed description follows.</param>
    /// <returns>The description, or null when Spark says that there is nothing to do.</returns>
    /// <exception cref="LoanDefaultException">The description is not one that this worker can read.</exception>
    public TaskDescription? Read(int first)
    {
        if (first != Marker.StartOfDescription)
            return ReadFields(first, connection);
        WireInput message = connection.ReadMessage();
        TaskDescription? description = ReadFields(message.ReadInt32(), message);
        if (!message.IsAtEnd)
            throw new WorkerProtocolException("Spark's description of the task is longer than its fields: its protocol is not the one that the driver's tag names");
        return description;
    }

    private TaskDescription? ReadFields(int splitIndex, WireInput input)
    {
        if (splitIndex == QuietEnd)
            return null;
        var version = new ProtocolVersion(WorkerTag.Parse(input.ReadText()));
        TaskIdentity identity = TaskIdentityReader.Read(input, version);
        string filesDirectory = input.ReadText();
        SkipIncludes(input);
        ReadBroadcasts(input);
        int evalType = input.ReadInt32();
        IReadOnlyDictionary<string, string> settings = version.HasRunnerSettings(evalType) ? ReadMap(input) : new Dictionary<string, string>();
        if (version.HasEvaluationSettings)
            ReadMap(input);
        bool isProfiled = version.HasProfilerFlag && input.ReadBoolean();
        if (isProfiled)
            input.ReadText();
        var calls = new List<FunctionCall>();
        for (int count = input.ReadCount(); calls.Count < count;)
        {
            calls.Add(ReadCall(input, version.HasNamedFlag(evalType)));
            if (version.HasResultIds || isProfiled)
                input.ReadInt64();
        }
        return new TaskDescription(version, identity, filesDirectory, evalType, settings, calls);
    }

    // Python files: a C# function's assembly is found by its name.
    private static void SkipIncludes(WireInput input)
    {
        for (int count = input.ReadCount(); count > 0; count--)
            input.ReadText();
    }

    private static Dictionary<string, string> ReadMap(WireInput input)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int count = input.ReadCount(); count > 0; count--)
        {
            string key = input.ReadText();
            map[key] = input.ReadText();
        }
        return map;
    }

    // Removals come first, each as -id - 1. With a server the payloads are fetched here and now: Spark 3.5 sends nothing more before.
    private void ReadBroadcasts(WireInput input)
    {
        bool isServed = input.ReadBoolean();
        int count = input.ReadCount();
        BroadcastServer? server = isServed ? new BroadcastServer(input.ReadInt32(), input.ReadText()) : null;
        var served = new List<long>();
        for (; count > 0; count--)
        {
            long id = input.ReadInt64();
            if (id < 0)
                broadcasts.Remove(-id - 1);
            else if (isServed)
                served.Add(id);
            else
                broadcasts.AddFile(id, input.ReadText());
        }
        if (server is { } from)
            broadcasts.Fetch(from, served);
    }

    private static FunctionCall ReadCall(WireInput input, bool hasNamedFlag)
    {
        var columns = new List<int>();
        for (int count = input.ReadCount(); columns.Count < count;)
        {
            columns.Add(input.ReadCount());
            if (hasNamedFlag && input.ReadBoolean())
                throw new WrongUseException($"the argument '{input.ReadText()}' has a name, which C# functions do not take: pass it by position");
        }
        var commands = new List<byte[]>();
        for (int count = input.ReadCount(); commands.Count < count;)
            commands.Add(input.ReadBytes());
        if (commands.Count == 0)
            throw new WorkerProtocolException("Spark sent a call without a function: its protocol is not the one that the driver's tag names");
        return new FunctionCall(columns, commands);
    }
}
