using System.Globalization;
using LoanDefault.Modeling.XGBoost.Native;

namespace LoanDefault.Modeling.XGBoost;

/// <summary>
/// A boosted model while it is trained. XGBoost's random state belongs to the thread and is seeded when a booster is
/// first used, so a booster lives on one <see cref="BoosterThread"/> from start to end, and no other beside it.
/// </summary>
internal sealed unsafe class Booster : IDisposable
{
    // Margins of every tree so far; the library keeps the sums of the matrices that the booster was made with.
    private const string CachedMargins =
        """{"type":1,"training":false,"iteration_begin":0,"iteration_end":0,"strict_shape":false}""";

    private readonly BoosterHandle _handle;

    /// <summary>Makes an untrained model.</summary>
    /// <param name="parameters">Names and values as XGBoost's documentation gives them.</param>
    /// <param name="matrices">The matrices that it will be trained on or asked for margins of.</param>
    /// <exception cref="XGBoostException">A parameter was refused.</exception>
    public Booster(IEnumerable<KeyValuePair<string, string>> parameters, params ReadOnlySpan<DMatrix> matrices)
    {
        var handles = stackalloc nint[matrices.Length];
        for (var i = 0; i < matrices.Length; i++)
            handles[i] = matrices[i].Handle.DangerousGetHandle();
        NativeCall.Check(
            NativeMethods.XGBoosterCreate(handles, (ulong)matrices.Length, out _handle), nameof(NativeMethods.XGBoosterCreate));
        LiveHandles.Created();
        foreach (var (name, value) in parameters)
            SetParameter(name, value);
    }

    /// <summary>Takes another model in place of this one.</summary>
    /// <param name="json">XGBoost's JSON document.</param>
    /// <exception cref="XGBoostException">It is none.</exception>
    public void Load(ReadOnlySpan<byte> json)
    {
        fixed (byte* bytes = json)
        {
            NativeCall.Check(
                NativeMethods.XGBoosterLoadModelFromBuffer(_handle, bytes, (ulong)json.Length), nameof(NativeMethods.XGBoosterLoadModelFromBuffer));
        }
    }

    /// <summary>Sets a parameter.</summary>
    /// <exception cref="XGBoostException">It was refused.</exception>
    public void SetParameter(string name, string value) =>
        NativeCall.Check(NativeMethods.XGBoosterSetParam(_handle, name, value), $"the parameter {name}={value}");

    /// <summary>Adds the trees of one round.</summary>
    public void Update(int round, DMatrix matrix) => NativeCall.Check(
        NativeMethods.XGBoosterUpdateOneIter(_handle, round, matrix.Handle), nameof(NativeMethods.XGBoosterUpdateOneIter));

    /// <summary>Writes the margins (log-odds) of every row of a matrix, by all rounds so far.</summary>
    public void PredictMargins(DMatrix matrix, Span<float> margins)
    {
        NativeCall.Check(
            NativeMethods.XGBoosterPredictFromDMatrix(
                _handle, matrix.Handle, CachedMargins, out var shape, out var dimensions, out var result),
            nameof(NativeMethods.XGBoosterPredictFromDMatrix));
        Copy(shape, dimensions, result, margins);
    }

    /// <summary>Writes the margins of rows in our memory, where infinities are values as in scoring.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="rounds">How many rounds count, from the first; 0 for all.</param>
    /// <param name="margins">Receives one log-odds a row.</param>
    public void PredictMargins(FloatMatrix rows, int rounds, Span<float> margins)
    {
        fixed (float* data = rows.Values)
        {
            var values = string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"data":[{{(nuint)data}},true],"shape":[{{rows.RowCount}},{{rows.ColumnCount}}],"typestr":"<f4","version":3}""");
            var config = string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"type":1,"training":false,"iteration_begin":0,"iteration_end":{{rounds}},"strict_shape":false,"missing":NaN,"cache_id":0}""");
            NativeCall.Check(
                NativeMethods.XGBoosterPredictFromDense(
                    _handle, values, config, 0, out var shape, out var dimensions, out var result),
                nameof(NativeMethods.XGBoosterPredictFromDense));
            Copy(shape, dimensions, result, margins);
        }
    }

    /// <summary>The model of every round as XGBoost's JSON document.</summary>
    public byte[] SaveJson()
    {
        NativeCall.Check(
            NativeMethods.XGBoosterSaveModelToBuffer(_handle, """{"format":"json"}""", out var length, out var bytes),
            nameof(NativeMethods.XGBoosterSaveModelToBuffer));
        return new ReadOnlySpan<byte>(bytes, checked((int)length)).ToArray();
    }

    public void Dispose() => _handle.Dispose();

    private static void Copy(ulong* shape, ulong dimensions, float* result, Span<float> margins)
    {
        ulong count = 1;
        for (ulong i = 0; i < dimensions; i++)
            count *= shape[i];
        if (count != (ulong)margins.Length)
            throw new XGBoostException("prediction", $"it gave {count} margins for {margins.Length} rows");
        new ReadOnlySpan<float>(result, margins.Length).CopyTo(margins);
    }
}
