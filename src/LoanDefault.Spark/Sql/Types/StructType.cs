using System.Text.Json.Nodes;

namespace LoanDefault.Spark.Sql.Types;

/// <summary>Named columns in order: the schema of a table, or the type of a column that has parts.</summary>
public sealed class StructType : DataType
{
    /// <summary>Names the columns.</summary>
    /// <param name="fields">The columns in order.</param>
    public StructType(IEnumerable<StructField> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        Fields = [.. fields];
    }

    /// <summary>Names the columns.</summary>
    /// <param name="fields">The columns in order.</param>
    public StructType(params StructField[] fields)
        : this((IEnumerable<StructField>)fields)
    {
    }

    /// <summary>The columns in order.</summary>
    public IReadOnlyList<StructField> Fields { get; }

    /// <inheritdoc/>
    public override string TypeName => "struct";

    /// <inheritdoc/>
    public override string SimpleString => $"struct<{string.Join(',', Fields.Select(part => $"{DdlWriter.Name(part.Name)}:{part.DataType.SimpleString}"))}>";

    /// <summary>The columns as SQL declares them: <c>a BIGINT NOT NULL,b STRING</c>.</summary>
    public string Ddl => string.Join(',', Fields.Select(DdlWriter.Field));

    /// <summary>Reads columns as SQL declares them, for example <c>id bigint not null, name string comment 'given'</c>.</summary>
    /// <exception cref="FormatException">The text does not declare columns.</exception>
    public static new StructType FromDdl(string ddl)
    {
        ArgumentNullException.ThrowIfNull(ddl);
        return new DdlReader(ddl).ReadColumns();
    }

    /// <summary>Reads Spark's JSON.</summary>
    /// <exception cref="FormatException">The text is not a struct in JSON.</exception>
    public static new StructType FromJson(string json) =>
        DataType.FromJson(json) as StructType ?? throw new FormatException("this type in JSON is not a struct");

    /// <summary>The first column of that name, letter case ignored as Spark does; null when there is none.</summary>
    public StructField? Find(string name) =>
        Fields.FirstOrDefault(field => field.Name == name) ?? Fields.FirstOrDefault(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase));

    internal override JsonNode ToJsonNode() => new JsonObject
    {
        ["type"] = TypeName,
        ["fields"] = new JsonArray([.. Fields.Select(field => field.ToJsonNode())]),
    };
}
