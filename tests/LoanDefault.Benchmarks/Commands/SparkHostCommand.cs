using System.CommandLine;
using System.Text.Json;
using LoanDefault.Benchmarks.Sides;

namespace LoanDefault.Benchmarks.Commands;

/// <summary>
/// <c>spark-host SETTINGS</c>: our side of the comparison with PySpark, the counterpart of <c>Peers/host.py</c>: one JSON object a
/// line says what to run, one line answers when it is done.
/// </summary>
internal static class SparkHostCommand
{
    public static Command Create()
    {
        var settings = new Argument<string>("SETTINGS") { Description = "Spark's settings as a JSON object." };
        var command = new Command("spark-host", "run on Spark what standard input asks for") { settings };
        command.Hidden = true;
        command.SetAction(result => Serve(JsonSerializer.Deserialize<Dictionary<string, string>>(result.GetRequiredValue(settings))!));
        return command;
    }

    private static void Serve(Dictionary<string, string> settings)
    {
        using var host = new SparkHost(settings);
        while (Console.ReadLine() is { } line)
            Console.WriteLine(JsonSerializer.Serialize(new SparkAnswer(host.Run(JsonSerializer.Deserialize<SparkRequest>(line)!))));
    }
}
