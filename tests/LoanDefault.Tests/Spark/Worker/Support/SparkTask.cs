using LoanDefault.Spark.Functions;

namespace LoanDefault.Tests.Spark.Worker.Support;

/// <summary>A task as Spark describes it, laid out as the release does; the recordings prove the layouts.</summary>
internal sealed record SparkTask(string Release, int EvalType, params SparkTask.Call[] Calls)
{
    public const int Map = 207;
    public const int Vector = 200;

    public string? Tag { get; init; }

    public string FilesDirectory { get; init; } = "/nowhere";

    public bool IsBarrier { get; init; }

    /// <summary>Writes the broadcast section.</summary>
    public Action<SparkWriter> Broadcasts { get; init; } = writer => writer.Boolean(false).Int32(0);

    /// <summary>One result column.</summary>
    public sealed record Call(int[] Columns, params byte[][] Commands);

    public static SparkTask OfMap(string release, FunctionReference function) => new(release, Map, new Call([0], function.ToBytes()));

    private Version Version => new(Release);

    public byte[] Describe()
    {
        byte[] fields = Fields();
        return Version >= new Version(4, 3) ? new SparkWriter().Int32(-8).Bytes(fields).ToArray() : fields;
    }

    private byte[] Fields()
    {
        var writer = new SparkWriter();
        writer.Int32(7).Text(Tag ?? $"dn1;spark={Release}");
        WriteContext(writer);
        writer.Text(FilesDirectory).Int32(1).Text("some.py");
        Broadcasts(writer);
        writer.Int32(EvalType);
        writer.Map(("spark.sql.session.timeZone", "Europe/Berlin"), ("other", ""));
        if (Version >= new Version(4, 2))
            writer.Map(("evaluation", "setting"));
        bool isProfiled = Version.Major == 4 && Version.Minor < 2;
        if (isProfiled)
            writer.Boolean(true).Text("perf");
        writer.Int32(Calls.Length);
        foreach (Call call in Calls)
        {
            WriteCall(writer, call);
            if (isProfiled || Version >= new Version(4, 2))
                writer.Int64(99);
        }
        return writer.ToArray();
    }

    private void WriteCall(SparkWriter writer, Call call)
    {
        bool hasNamedFlag = Version >= new Version(4, 2) || (Version >= new Version(4, 0) && EvalType == Vector);
        writer.Int32(call.Columns.Length);
        foreach (int column in call.Columns)
        {
            writer.Int32(column);
            if (hasNamedFlag)
                writer.Boolean(false);
        }
        writer.Int32(call.Commands.Length);
        foreach (byte[] command in call.Commands)
            writer.Bytes(command);
    }

    private void WriteContext(SparkWriter writer)
    {
        if (Version >= new Version(4, 2))
        {
            writer.Text("""{"secret":"s","new":[1],"stageId":3,"isBarrier":false,"partitionId":5,"attemptNumber":2,"taskAttemptId":77,"cpus":4,"resources":{},"localProperties":{"a":"b"}}""");
            return;
        }
        writer.Boolean(IsBarrier);
        if (IsBarrier && Version >= new Version(4, 1))
            writer.Int32(-1).Text("/tmp/a.sock");
        else if (IsBarrier || Version < new Version(4, 1))
            writer.Int32(IsBarrier ? 4711 : 0).Text(IsBarrier ? "secret" : "");
        writer.Int32(3).Int32(5).Int32(2).Int64(77).Int32(4);
        writer.Int32(1).Text("gpu").Text("gpu").Int32(2).Text("0").Text("1");
        writer.Map(("spark.app.name", "x"), ("y", ""));
    }
}
