namespace LoanDefault.Spark.Gateway;

internal sealed partial class JavaGateway
{
    // Spark 4 calls an error's name its condition, Spark 3.5 its class; exceptions that are not Spark's have neither.
    private static readonly string[] ConditionGetters = ["getCondition", "getErrorClass"];

    private SparkException Describe(GatewayConnection connection, JavaObject exception)
    {
        using (exception)
        {
            string className;
            using (JavaObject javaClass = exception.Call<JavaObject>("getClass"))
                className = javaClass.Call<string>("getName");
            string message = exception.Call<string?>("getMessage") ?? "";
            string? condition = ConditionGetters.Select(getter => TryText(exception, getter)).FirstOrDefault(text => text is not null);
            string? sqlState = condition is null ? null : TryText(exception, "getSqlState");
            return new SparkException(className, message, condition, sqlState, StackTrace(connection, exception));
        }
    }

    private string StackTrace(GatewayConnection connection, JavaObject exception)
    {
        connection.Request.ResetWrittenCount();
        Py4JRequest.WriteStackTrace(connection.Request, exception.Id);
        Py4JReply reply = Exchange(connection);
        return reply is { Outcome: ReplyOutcome.Done, Type: Py4J.Text } && reply.ToValue(this) is string text ? text : "";
    }

    private static string? TryText(JavaObject exception, string getter)
    {
        try
        {
            return exception.Call<string?>(getter);
        }
        catch (GatewayException error) when (!error.IsLost)
        {
            return null;
        }
    }
}
