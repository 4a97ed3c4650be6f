using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Sql;

namespace LoanDefault.Spark;

/// <summary>What runs a session's jobs: groups of jobs, their progress and cancellation, files and values for the executors.</summary>
public sealed partial class SparkContext
{
    private readonly SparkSession _session;
    private readonly JavaObject _context;

    internal SparkContext(SparkSession session)
    {
        _session = session;
        using JavaObject context = session.Reference.Call<JavaObject>("sparkContext");
        _context = session.Gateway.CallStatic<JavaObject>(JavaClasses.JavaSparkContext, "fromSparkContext", context);
    }

    /// <summary>The application's id, for example <c>local-1700000000000</c>.</summary>
    public string ApplicationId => ScalaContext().Call<string>("applicationId");

    /// <summary>Where Spark runs, for example <c>local[2]</c> or <c>yarn</c>.</summary>
    public string Master => _context.Call<string>("master");

    /// <summary>How many tasks Spark runs at once when nothing else says so.</summary>
    public int DefaultParallelism => _context.Call<int>("defaultParallelism");

    /// <summary>True when Spark has stopped or is stopping, whoever asked it to.</summary>
    public bool IsStopped
    {
        get
        {
            try
            {
                using JavaObject context = ScalaContext();
                return context.Call<bool>("isStopped");
            }
            catch (GatewayException gone) when (gone.IsLost)
            {
                return true;
            }
        }
    }

    internal JavaObject Reference => _context;

    /// <summary>Sets what Spark's own log shows: <c>ERROR</c>, <c>WARN</c>, <c>INFO</c>, ...</summary>
    public void SetLogLevel(string logLevel) => _context.Call("setLogLevel", logLevel);

    /// <summary>Copies a file to every executor, where a task finds it in its <c>TaskContext.SparkFilesDirectory</c>.</summary>
    /// <param name="path">A local file or one on a file system that Spark knows.</param>
    public void AddFile(string path) => _context.Call("addFile", path);

    private JavaObject ScalaContext() => _context.Call<JavaObject>("sc");
}
