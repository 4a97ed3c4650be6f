using System.Buffers.Binary;
using System.IO.Pipes;
using System.Text;
using LoanDefault.Arrow;
using LoanDefault.Spark.Functions;
using LoanDefault.Spark.Worker.Daemon;
using LoanDefault.Tests.Spark.Worker.Support;
using Serilog.Core;

namespace LoanDefault.Tests.Spark.Worker.Daemon;

/// <summary>A daemon in this process, with pipes for its standard input and output.</summary>
public sealed class WorkerDaemonTests
{
    private const string Secret = "secret";
    private static readonly byte[] Rows = ArrowBytes.OfIds(isMap: true, [1, 2, 3]);
    private static readonly SemaphoreSlim Started = new(0);
    private static readonly SemaphoreSlim SawCancel = new(0);

    private AnonymousPipeServerStream _commands = null!;
    private AnonymousPipeServerStream _announcements = null!;
    private DirectoryInfo _folder = null!;
    private WorkerDaemon _daemon = null!;
    private Task<int> _run = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("loandefault-");

    [TearDown]
    public void Stop()
    {
        _commands.Dispose();
        _daemon.Dispose();
        _run.Wait(10_000);
        _run.Dispose();
        _announcements.Dispose();
        _folder.Delete(recursive: true);
    }

    [Test]
    public void The_id_is_that_of_a_living_thread_as_long_as_the_connection_is()
    {
        using SparkConnection connection = Connect();
        int id = Greet(connection);

        Assert.That(File.Exists($"/proc/{id}/stat"), "Java's ProcessHandle looks there");
        Assert.That(id, Is.Not.EqualTo(Environment.ProcessId));
        connection.EndSending();
        Assert.That(connection.ReadToEnd(), Is.Empty);
        Assert.That(() => _daemon.ConnectionCount, Is.Zero.After(10_000, 10));
        Assert.That(() => File.Exists($"/proc/{id}/stat"), Is.False.After(10_000, 10));
    }

    [Test]
    public void Connections_have_ids_of_their_own_and_serve_task_after_task()
    {
        int port = Announced();
        using var first = SparkConnection.ToPort(port);
        using var second = SparkConnection.ToPort(port);
        Assert.That(Greet(first), Is.Not.EqualTo(Greet(second)));
        for (int i = 0; i < 3; i++)
        {
            Assert.That(Serve(first), Is.EqualTo(-4));
            Assert.That(Serve(second), Is.EqualTo(-4));
        }
    }

    [TestCase("Secret")]
    [TestCase("")]
    [TestCase("secretsecret")]
    public void A_wrong_secret_is_refused_and_the_connection_closed(string secret)
    {
        using SparkConnection connection = Connect();
        connection.ReadInt32();
        connection.Send(new SparkWriter().Text(secret).ToArray());

        Assert.That(connection.ReadText(), Is.EqualTo("err"));
        Assert.That(connection.ReadToEnd(), Is.Empty);
    }

    [TestCase(int.MaxValue)]
    [TestCase(-5)]
    public void A_secret_of_impossible_length_ends_the_connection_only(int length)
    {
        int port = Announced();
        using var bad = SparkConnection.ToPort(port);
        bad.ReadInt32();
        bad.Send(new SparkWriter().Int32(length).ToArray());
        Assert.That(bad.ReadToEnd(), Is.Empty);

        using var good = SparkConnection.ToPort(port);
        Greet(good);
        Assert.That(Serve(good), Is.EqualTo(-4));
    }

    [Test]
    public void A_kill_ends_one_worker_and_tells_its_function()
    {
        int port = Announced();
        using var killed = SparkConnection.ToPort(port);
        using var other = SparkConnection.ToPort(port);
        int id = Greet(killed);
        Greet(other);
        killed.Send([.. SparkTask.OfMap("4.3.0", FunctionReference.Of(new ArrowMap(WaitsForCancel))).Describe(), .. Rows, .. new SparkWriter().Int32(-4).ToArray()]);
        Assert.That(Started.Wait(10_000));

        Kill(id);
        Assert.That(SawCancel.Wait(10_000), "the function's token");
        Assert.That(killed.ReadToEnd(), Is.Empty, "no answer, no failure");
        Assert.That(Serve(other), Is.EqualTo(-4));
    }

    [Test]
    public void A_kill_of_nobody_is_ignored()
    {
        using SparkConnection connection = Connect();
        Greet(connection);
        Kill(1);
        Kill(-7);

        Assert.That(Serve(connection), Is.EqualTo(-4));
    }

    [Test]
    public void The_end_of_standard_input_ends_the_daemon()
    {
        using SparkConnection connection = Connect();
        Greet(connection);
        _commands.Dispose();

        Assert.That(_run.Wait(10_000));
        Assert.That(_run.Result, Is.Zero);
    }

    [Test]
    public void The_text_of_a_failure_survives_input_that_was_not_read()
    {
        using SparkConnection connection = Connect();
        Greet(connection);
        // More than any socket buffer holds: closing with it unread would reset the connection and lose the text.
        byte[] rows = ArrowBytes.OfIds(isMap: true, [.. Enumerable.Repeat(new long[10_000], 200)]);
        byte[] task = [.. SparkTask.OfMap("4.3.0", FunctionReference.Of(new ArrowMap(Throws))).Describe(), .. rows];
        Task sending = Task.Run(() => connection.Send(task));

        Assert.That(connection.ReadInt32(), Is.EqualTo(-2));
        Assert.That(connection.ReadText(), Does.StartWith("C# System.NotSupportedException: thrown on purpose"));
        Assert.That(sending.Wait(10_000), "it was all read");
        connection.EndSending();
        Assert.That(connection.ReadToEnd(), Is.Empty);
    }

    [Test]
    public void On_a_Unix_socket_there_is_no_secret_and_the_file_goes_with_the_daemon()
    {
        string path = AnnouncedPath();
        Assert.That(Path.GetDirectoryName(path), Is.EqualTo(_folder.FullName));
        using (var connection = SparkConnection.ToFile(path))
        {
            Assert.That(connection.ReadInt32(), Is.GreaterThan(0));
            Assert.That(Serve(connection), Is.EqualTo(-4));
        }
        _daemon.Dispose();
        Assert.That(File.Exists(path), Is.False);
    }

    [Test]
    public void A_process_for_one_task_connects_proves_the_secret_and_tells_its_id()
    {
        using var listener = LocalSockets.Listen(System.Net.IPAddress.Loopback);
        var environment = new WorkerEnvironment(Secret, null, ((System.Net.IPEndPoint)listener.LocalEndPoint!).Port, null, false, TimeSpan.FromSeconds(10));
        StartDaemon(new WorkerEnvironment(Secret, null, null, null, false, TimeSpan.FromSeconds(10)));
        Task worker = Task.Run(() => OneTaskWorker.Run(new WorkerServices(environment, TimeProvider.System, Logger.None), 4711));
        using var connection = new SparkConnection(listener.Accept());

        Assert.That(connection.ReadText(), Is.EqualTo(Secret));
        connection.Send(new SparkWriter().Text("ok").ToArray());
        Assert.That(connection.ReadInt32(), Is.EqualTo(4711));
        Assert.That(Serve(connection), Is.EqualTo(-4));
        connection.EndSending();
        Assert.That(worker.Wait(10_000));
    }

    private static IEnumerable<RecordBatch> Throws(IEnumerable<RecordBatch> batches, TaskContext task) => throw new NotSupportedException("thrown on purpose");

    private static IEnumerable<RecordBatch> WaitsForCancel(IEnumerable<RecordBatch> batches, TaskContext task)
    {
        Started.Release();
        if (task.CancellationToken.WaitHandle.WaitOne(10_000))
            SawCancel.Release();
        return batches;
    }

    private void StartDaemon(WorkerEnvironment environment)
    {
        _commands = new AnonymousPipeServerStream(PipeDirection.Out);
        _announcements = new AnonymousPipeServerStream(PipeDirection.In);
        var input = new AnonymousPipeClientStream(PipeDirection.In, _commands.ClientSafePipeHandle);
        var output = new AnonymousPipeClientStream(PipeDirection.Out, _announcements.ClientSafePipeHandle);
        _daemon = new WorkerDaemon(new WorkerServices(environment, TimeProvider.System, Logger.None));
        _run = Task.Factory.StartNew(() => _daemon.Run(input, output), TaskCreationOptions.LongRunning);
    }

    private int Announced()
    {
        StartDaemon(new WorkerEnvironment(Secret, null, null, null, false, TimeSpan.FromSeconds(10)));
        return AnnouncedInt32();
    }

    private string AnnouncedPath()
    {
        StartDaemon(new WorkerEnvironment(null, _folder.FullName, null, null, false, TimeSpan.FromSeconds(10)));
        byte[] path = new byte[AnnouncedInt32()];
        _announcements.ReadExactly(path);
        return Encoding.UTF8.GetString(path);
    }

    private int AnnouncedInt32()
    {
        byte[] bytes = new byte[4];
        _announcements.ReadExactly(bytes);
        return BinaryPrimitives.ReadInt32BigEndian(bytes);
    }

    private SparkConnection Connect() => SparkConnection.ToPort(Announced());

    private static int Greet(SparkConnection connection)
    {
        int id = connection.ReadInt32();
        connection.Send(new SparkWriter().Text(Secret).ToArray());
        Assert.That(connection.ReadText(), Is.EqualTo("ok"));
        return id;
    }

    private static int Serve(SparkConnection connection)
    {
        byte[] task = [.. SparkTask.OfMap("4.3.0", Functions.FunctionExamples.Identity).Describe(), .. Rows, .. new SparkWriter().Int32(-4).ToArray()];
        connection.Send(task);
        byte[] expected = TaskRun.Serve(task).Answer;
        byte[] answer = connection.Read(expected.Length);
        return BinaryPrimitives.ReadInt32BigEndian(answer.AsSpan()[^4..]);
    }

    private void Kill(int id)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, id);
        _commands.Write(bytes);
        _commands.Flush();
    }
}
