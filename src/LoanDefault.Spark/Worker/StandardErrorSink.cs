using System.Globalization;
using Serilog.Core;
using Serilog.Events;

namespace LoanDefault.Spark.Worker;

/// <summary>One line an event into the executor's own error log, and the stack of an exception below it.</summary>
internal sealed class StandardErrorSink(TextWriter errors) : ILogEventSink
{
    public void Emit(LogEvent logEvent)
    {
        string text = $"loandefault-worker: {logEvent.RenderMessage(CultureInfo.InvariantCulture)}";
        errors.WriteLine(logEvent.Exception is null ? text : $"{text}\n{logEvent.Exception}");
    }
}
