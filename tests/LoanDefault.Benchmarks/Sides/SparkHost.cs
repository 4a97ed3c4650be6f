using LoanDefault.Benchmarks.Functions;
using LoanDefault.Spark.Sql;
using LoanDefault.Spark.Sql.Types;

namespace LoanDefault.Benchmarks.Sides;

/// <summary>Our side: a Spark that this process starts, with functions of a user's own assembly.</summary>
internal sealed class SparkHost : IDisposable
{
    private static readonly StructType Scores = StructType.FromDdl("application_id string, probability_of_default double");

    private readonly SparkSession _session;

    /// <summary>Starts Spark.</summary>
    /// <param name="settings">Spark's settings; the worker's path is among them.</param>
    public SparkHost(IReadOnlyDictionary<string, string> settings)
    {
        SparkSessionBuilder builder = SparkSession.Builder();
        foreach ((string key, string value) in settings)
            builder.Config(key, value);
        _session = builder.GetOrCreate();
        _session.SparkContext.AddFile(typeof(PeerWork).Assembly.Location);
    }

    /// <summary>Does the work.</summary>
    /// <returns>What it gives, if anything.</returns>
    public string? Run(SparkRequest request)
    {
        foreach ((string key, string value) in request.Settings ?? new Dictionary<string, string>())
            _session.Conf().Set(key, value);
        DataFrame rows = _session.Read().Parquet(request.Input);
        switch (request.Work)
        {
            case SparkWork.First:
                return Identity(rows).First()!.GetAs<string>(0);
            case SparkWork.Identity:
                Identity(rows).Write().Format("noop").Mode(SaveMode.Overwrite).Save();
                return null;
            case SparkWork.Copy:
                Identity(rows).Write().Mode(SaveMode.Overwrite).Parquet(request.Output);
                return null;
            case SparkWork.Model:
                rows.MapInArrow(PeerWork.ScoreByOnnxRuntime, Scores, request.Model).Write().Mode(SaveMode.Overwrite).Parquet(request.Output);
                return null;
            case SparkWork.Kernel:
                rows.MapInArrow(PeerWork.ScoreByKernel, Scores, request.Model).Write().Mode(SaveMode.Overwrite).Parquet(request.Output);
                return null;
            default:
                throw new ArgumentException($"no work is called '{request.Work}'", nameof(request));
        }
    }

    /// <summary>Stops Spark.</summary>
    public void Dispose() => _session.Dispose();

    private static DataFrame Identity(DataFrame rows) => rows.MapInArrow(PeerWork.Identity, rows.Schema());
}
