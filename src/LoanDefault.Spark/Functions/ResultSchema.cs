using System.Text.Json;
using LoanDefault.Arrow;
using LoanDefault.Arrow.Types;

namespace LoanDefault.Spark.Functions;

/// <summary>
/// Compares what a function returned with what the driver declared. Spark itself takes columns by position, ignores their names
/// and surplus ones, rescales decimals and fails on other types somewhere in generated code.
/// </summary>
internal sealed class ResultSchema
{
    private readonly FunctionReference _function;
    private readonly JsonElement _declared;
    private readonly bool[] _required;
    private Schema? _checked;

    private ResultSchema(FunctionReference function, JsonElement declared)
    {
        _function = function;
        _declared = declared;
        _required = IsStruct(declared) ? [.. declared.GetProperty("fields").EnumerateArray().Select(field => !field.GetProperty("nullable").GetBoolean())] : [];
    }

    /// <returns>The declared result, or null when the driver declared none.</returns>
    /// <exception cref="FunctionRefusedException">The declaration is not Spark's schema JSON.</exception>
    public static ResultSchema? Of(FunctionReference function)
    {
        if (function.ResultType is not { } text)
            return null;
        try
        {
            return new ResultSchema(function, JsonElement.Parse(text));
        }
        catch (Exception invalid) when (invalid is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FunctionRefusedException($"the declared result of {function} is not Spark's schema JSON: let the driver's StructType write it", function, invalid);
        }
    }

    /// <summary>Checks a batch whose columns are the fields of the declared struct.</summary>
    /// <exception cref="FunctionRefusedException">It differs.</exception>
    public void Check(RecordBatch batch)
    {
        if (!ReferenceEquals(batch.Schema, _checked))
        {
            if (Difference("", _declared, new StructType(batch.Schema.Fields)) is { } difference)
                throw Refuse(difference);
            _checked = batch.Schema;
        }
        for (int i = 0; i < _required.Length; i++)
        {
            if (_required[i] && batch.Column(i).NullCount > 0)
                throw Refuse($"column '{batch.Schema.Fields[i].Name}' has {batch.Column(i).NullCount} missing values but is declared as never missing");
        }
    }

    /// <summary>Checks a column of the declared type.</summary>
    /// <exception cref="FunctionRefusedException">It differs.</exception>
    public void Check(ArrowArray column)
    {
        if (Difference("", _declared, column.DataType) is { } difference)
            throw Refuse(difference);
    }

    private FunctionRefusedException Refuse(string difference) =>
        new($"{_function} returned what the driver did not declare: {difference}; correct one of the two", _function);

    private static string? Difference(string column, JsonElement declared, ArrowType actual)
    {
        if (IsStruct(declared))
            return actual is StructType ? FieldsDifference(column, declared.GetProperty("fields"), actual.Fields) : TypeDifference(column, "struct", actual);
        if (declared.ValueKind == JsonValueKind.Object && declared.GetProperty("type").GetString() == "array")
            return actual is ListType list ? Difference(column + "[]", declared.GetProperty("elementType"), list.Item.DataType) : TypeDifference(column, "array", actual);
        string name = declared.ValueKind == JsonValueKind.String ? declared.GetString()! : declared.GetProperty("type").ToString();
        return Fits(name, actual) ? null : TypeDifference(column, name, actual);
    }

    private static string? FieldsDifference(string column, JsonElement declared, IReadOnlyList<Field> actual)
    {
        if (declared.GetArrayLength() != actual.Count)
            return $"{Where(column)}has {actual.Count} columns, declared are {declared.GetArrayLength()}";
        for (int i = 0; i < actual.Count; i++)
        {
            string name = declared[i].GetProperty("name").GetString()!;
            if (name != actual[i].Name)
                return $"{Where(column)}column {i + 1} is '{actual[i].Name}', declared is '{name}'";
            if (Difference(column.Length == 0 ? name : $"{column}.{name}", declared[i].GetProperty("type"), actual[i].DataType) is { } difference)
                return difference;
        }
        return null;
    }

    private static bool Fits(string declared, ArrowType actual) => actual switch
    {
        Decimal128Type number => declared == $"decimal({number.Precision},{number.Scale})",
        TimestampType { Unit: TimeUnit.Microsecond } timestamp => declared == (timestamp.Timezone is null ? "timestamp_ntz" : "timestamp"),
        _ => actual.TypeId switch
        {
            ArrowTypeId.Boolean => declared == "boolean",
            ArrowTypeId.Int8 => declared == "byte",
            ArrowTypeId.Int16 => declared == "short",
            ArrowTypeId.Int32 => declared == "integer",
            ArrowTypeId.Int64 => declared == "long",
            ArrowTypeId.Float => declared == "float",
            ArrowTypeId.Double => declared == "double",
            ArrowTypeId.Date32 => declared == "date",
            ArrowTypeId.Null => declared is "void" or "null",
            ArrowTypeId.String or ArrowTypeId.LargeString => declared == "string" || declared.StartsWith("string collate ", StringComparison.Ordinal),
            ArrowTypeId.Binary or ArrowTypeId.LargeBinary => declared == "binary",
            _ => false,
        },
    };

    private static bool IsStruct(JsonElement declared) => declared.ValueKind == JsonValueKind.Object && declared.GetProperty("type").ToString() == "struct";

    private static string TypeDifference(string column, string declared, ArrowType actual) => $"{Where(column)}has type {actual}, declared is {declared}";

    private static string Where(string column) => column.Length == 0 ? "it " : $"'{column}' ";
}
