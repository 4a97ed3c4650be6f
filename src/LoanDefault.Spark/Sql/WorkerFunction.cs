using LoanDefault.Spark.Functions;
using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Sql.Types;

namespace LoanDefault.Spark.Sql;

/// <summary>
/// Makes Spark's object for a C# function: to Spark it is a Python function whose code it never reads and whose executable
/// is our worker.
/// </summary>
internal static class WorkerFunction
{
    // Spark's numbers of the two ways in which it calls a worker; they are the same in all versions.
    public const int ScalarOverArrow = 200;
    public const int MapInArrow = 207;

    // From this version on the constructor also asks for what Spark could translate into expressions of its own.
    private static readonly Version SinceTranspiled = new(4, 3);

    /// <summary>The function as an object of class UserDefinedPythonFunction.</summary>
    public static JavaObject Create(SparkSession session, FunctionReference function, DataType resultType, int evaluation, IEnumerable<Broadcast> broadcasts)
    {
        JavaGateway gateway = session.Gateway;
        byte[] command = (function with { ResultType = resultType.Json }).ToBytes();
        using JavaObject environment = gateway.NewMap(session.WorkerEnvironment());
        using JavaObject includes = gateway.NewList();
        using JavaObject variables = gateway.NewList([.. broadcasts.Select(broadcast => broadcast.Reference)]);
        using JavaObject carrier = gateway.New(
            JavaClasses.SimplePythonFunction,
            command, environment, includes, session.WorkerExecutable, WorkerTag.Of(session.Version()), variables, null);
        using JavaObject type = session.ToJava(resultType);
        if (session.SparkVersion < SinceTranspiled)
            return gateway.New(JavaClasses.UserDefinedPythonFunction, function.Method, carrier, type, evaluation, true);
        using JavaObject transpiled = gateway.NewList();
        using JavaObject transpiledInputs = gateway.NewList();
        return gateway.New(JavaClasses.UserDefinedPythonFunction, function.Method, carrier, type, evaluation, true, transpiled, transpiledInputs);
    }
}
