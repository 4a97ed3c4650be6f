using System.Text.Json;

namespace LoanDefault.IntegrationTests.Spark.Support;

/// <summary>What Spark itself wrote down of a run: its event log.</summary>
/// <param name="folder">A folder for one run's log.</param>
internal sealed class SparkEvents(string folder)
{
    /// <summary>The settings that make Spark write it.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        new("spark.eventLog.enabled", "true"), new("spark.eventLog.dir", $"file://{Directory.CreateDirectory(folder).FullName}"),
        new("spark.eventLog.rolling.enabled", "false"), new("spark.eventLog.compress", "false"),
    ];

    /// <summary>The most tasks that a stage had.</summary>
    public int MostTasksOfAStage => Events("SparkListenerStageSubmitted").Max(e => e.GetProperty("Stage Info").GetProperty("Number of Tasks").GetInt32());

    /// <summary>The executors that ran tasks.</summary>
    public IReadOnlyList<string> Executors =>
        [.. Events("SparkListenerTaskEnd").Select(e => e.GetProperty("Task Info").GetProperty("Executor ID").GetString()!).Distinct()];

    /// <summary>Attempts of tasks that failed, each with its reason.</summary>
    public IReadOnlyList<string> FailedAttempts =>
        [.. Events("SparkListenerTaskEnd").Select(e => e.GetProperty("Task End Reason")).Where(r => r.GetProperty("Reason").GetString() != "Success").Select(r => r.ToString())];

    private IEnumerable<JsonElement> Events(string name) => Directory.EnumerateFiles(folder).SelectMany(File.ReadLines)
        .Select(line => JsonDocument.Parse(line).RootElement)
        .Where(e => e.GetProperty("Event").GetString() == name);
}
