using System.Text;
using LoanDefault.Core.Applications;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Native;

namespace LoanDefault.Modeling.Synthetic;

/// <summary>How a synthetic column is held while it is made.</summary>
internal enum CellKind
{
    Id,
    Int32,
    Double,
    Day,
    Text,
}

/// <summary>One column of synthetic applications: where its values come from and what it is written as. Immutable.</summary>
internal sealed class SyntheticColumn
{
    public SyntheticColumn(ContractColumn definition, DuckDbType sourceType, int copulaColumn)
    {
        Definition = definition;
        SourceType = sourceType;
        CopulaColumn = copulaColumn;
        Kind = definition.Type switch
        {
            ColumnType.Id => CellKind.Id,
            ColumnType.Category => CellKind.Text,
            ColumnType.Date => CellKind.Day,
            _ => sourceType.Id == DuckDbTypeId.Integer ? CellKind.Int32 : CellKind.Double,
        };
        Texts = [.. (definition.Categories ?? []).Select(Encoding.UTF8.GetBytes)];
    }

    public ContractColumn Definition { get; }

    /// <summary>The type in the files, which is the sample's.</summary>
    public DuckDbType SourceType { get; }

    /// <summary>Position among the copula's columns; -1 when the sample does not have the column.</summary>
    public int CopulaColumn { get; }

    public CellKind Kind { get; }

    /// <summary>The categories' texts, by code.</summary>
    public IReadOnlyList<byte[]> Texts { get; }

    /// <summary>The type that the cells are made in.</summary>
    public DuckDbType CellType => Kind switch
    {
        CellKind.Int32 => DuckDbType.Integer,
        CellKind.Double => DuckDbType.Double,
        CellKind.Day => DuckDbType.Date,
        _ => DuckDbType.Varchar,
    };

    /// <summary>The SQL that turns a cell into what is written.</summary>
    public string ToSql(string cell)
    {
        string source = SourceType == CellType ? cell : $"CAST({cell} AS {SourceType})";
        return $"{source} AS {Sql.Identifier(Definition.SourceName)}";
    }
}
