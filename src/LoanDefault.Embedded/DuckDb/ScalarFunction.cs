using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LoanDefault.Embedded.Native;

namespace LoanDefault.Embedded.DuckDb;

/// <summary>Calculates a column from columns, up to 2,048 rows at a time, on any of the engine's threads at once.</summary>
/// <param name="input">The arguments, flat; nulls are passed on.</param>
/// <param name="output">The result to fill for each row of the input.</param>
public delegate void ScalarFunctionBody(ChunkView input, VectorWriter output);

/// <summary>A C# function for SQL. An exception that it throws ends the query and reaches the query's caller unchanged.</summary>
/// <param name="Name">Its name in SQL.</param>
/// <param name="Parameters">The types of its arguments.</param>
/// <param name="ReturnType">The type of its result.</param>
/// <param name="Body">The function.</param>
public sealed unsafe record ScalarFunction(
    string Name, IReadOnlyList<DuckDbType> Parameters, DuckDbType ReturnType, ScalarFunctionBody Body)
{
    /// <summary>True (the default) forbids the optimiser to merge, drop or repeat calls.</summary>
    public bool IsVolatile { get; init; } = true;

    internal void RegisterOn(DuckDbConnection connection, CallbackFailures failures)
    {
        using var function = new ScalarFunctionHandle(NativeMethods.CreateScalarFunction());
        NativeMethods.ScalarFunctionSetName(function, Name);
        foreach (var parameter in Parameters)
        {
            using var type = parameter.ToNative();
            NativeMethods.ScalarFunctionAddParameter(function, type);
        }
        using (var returnType = ReturnType.ToNative())
            NativeMethods.ScalarFunctionSetReturnType(function, returnType);
        NativeMethods.ScalarFunctionSetSpecialHandling(function);
        if (IsVolatile)
            NativeMethods.ScalarFunctionSetVolatile(function);
        var registration = GCHandle.Alloc(new Registration(Body, failures));
        NativeMethods.ScalarFunctionSetExtraInfo(function, GCHandle.ToIntPtr(registration), &OnDestroyed);
        NativeMethods.ScalarFunctionSetFunction(function, &OnCalled);
        NativeCheck.Succeeded(
            NativeMethods.RegisterScalarFunction(connection.Handle, function), $"registering the function {Name}");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnDestroyed(nint extraInfo) => GCHandle.FromIntPtr(extraInfo).Free();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnCalled(nint functionInfo, nint inputChunk, nint outputVector)
    {
        var registration = (Registration)GCHandle.FromIntPtr(NativeMethods.ScalarFunctionGetExtraInfo(functionInfo)).Target!;
        try
        {
            var input = new ChunkView(inputChunk);
            registration.Body(input, new VectorWriter(outputVector, input.RowCount));
        }
#pragma warning disable CA1031 // The edge to native code: an exception must not unwind through the engine's frames.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            registration.Failures.Add(exception);
            NativeMethods.ScalarFunctionSetError(functionInfo, exception.Message);
        }
    }

    private sealed record Registration(ScalarFunctionBody Body, CallbackFailures Failures);
}
