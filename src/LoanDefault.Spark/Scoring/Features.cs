using System.Security.Cryptography;
using LoanDefault.Arrow;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Applications.Conversion;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Features;
using LoanDefault.Core.Models;
using LoanDefault.Spark.Functions;
using LoanDefault.Spark.Scoring.Input;
using LoanDefault.Spark.Scoring.Tasks;
using LoanDefault.Spark.Sql;
using LoanDefault.Spark.Sql.Types;
using VectorFunction = LoanDefault.Spark.Sql.VectorFunction;

namespace LoanDefault.Spark.Scoring;

/// <summary>
/// The features of a model or a contract as columns of data frames, computed on the executors by the code of the nightly run
/// and equal to its features to the bit. Immutable; of use in any session.
/// </summary>
/// <remarks>
/// A feature is a nullable float; null is missing. Rows are not checked: a row that the nightly run would quarantine has
/// features too, missing where a cell has no meaning. All features of a row are computed by one deterministic function, once
/// for each row, however many of them are selected; a condition on one of them may make Spark compute them once more.
/// </remarks>
public sealed record Features
{
    // No column of a contract is called so.
    private const string StructName = "#features";
    private const string FrameName = "the data frame";

    private readonly FeatureSet _features;

    private Features(FeatureSet features) => _features = features;

    /// <summary>
    /// Whether the id and columns that are not required may be absent from the data frame: features that are made of such a
    /// column are then missing in all rows. By default it is refused.
    /// </summary>
    public bool AllowMissingColumns { get; init; }

    /// <summary>The features' names in the model's order; <c>column=CATEGORY</c> for one-hot.</summary>
    public IReadOnlyList<string> Names => [.. _features.Features.Select(f => f.Name)];

    /// <summary>The features that a model is scored with.</summary>
    /// <param name="model">The model package.</param>
    public static Features Of(ModelPackage model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new Features(model.FeatureSet);
    }

    /// <summary>The features that a contract makes, for example of a model's contract with other <c>source</c> names.</summary>
    /// <param name="contract">The contract.</param>
    /// <exception cref="BadInputException">No column is a feature, or a computed feature's inputs do not fit.</exception>
    public static Features Of(ApplicationContract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return new Features(new FeatureSet(contract));
    }

    /// <summary>
    /// The feature table of applications: the id under the data frame's name of it (where the contract names one), the
    /// columns to keep, and a column for each feature. Starts no job.
    /// </summary>
    /// <param name="applications">Columns as the contract's <c>source</c> names say; others are left alone.</param>
    /// <param name="keep">Other columns that come along, such as the outcome of a loan.</param>
    /// <exception cref="BadInputException">A column that features need is absent or has a type that does not convert without loss.</exception>
    /// <exception cref="ArgumentException">A column to keep is called like a feature.</exception>
    public DataFrame Apply(DataFrame applications, params string[] keep)
    {
        ArgumentNullException.ThrowIfNull(applications);
        ArgumentNullException.ThrowIfNull(keep);
        StructType schema = applications.Schema();
        string[] kept = [.. IdName(schema) is { } id ? [id] : Array.Empty<string>(), .. keep];
        if (Array.Find(kept, name => Names.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } same)
            throw new ArgumentException($"column '{same}' is also the name of a feature: rename it first, for example by WithColumnRenamed", nameof(keep));
        Column[] columns = [.. kept.Select(name => Sql.Functions.Col(DdlWriter.Quote(name)))];
        return applications
            .Select([.. columns, AsColumn(applications.SparkSession, schema.Fields).As(StructName)])
            .Select([.. columns, Sql.Functions.Col($"{DdlWriter.Quote(StructName)}.*")]);
    }

    /// <summary>
    /// The features as one column, a struct with a part for each feature:
    /// <c>loans.WithColumn("features", features.AsColumn(loans))</c> has <c>features.loan_to_income</c>.
    /// </summary>
    /// <param name="applications">The data frame that the column is for.</param>
    /// <exception cref="BadInputException">A column that features need is absent or has a type that does not convert without loss.</exception>
    public Column AsColumn(DataFrame applications)
    {
        ArgumentNullException.ThrowIfNull(applications);
        return AsColumn(applications.SparkSession, applications.Schema().Fields);
    }

    /// <summary>For the nightly run: all columns and one more, with the features and <see cref="FeatureColumns.Work"/>.</summary>
    /// <param name="rows">Columns as <see cref="ScoreInput"/> says.</param>
    /// <param name="columns">The contract's position of each column behind <see cref="ScoreInput.FirstColumn"/>.</param>
    internal DataFrame Append(DataFrame rows, IReadOnlyList<int> columns)
    {
        HashSet<string> needed = [.. _features.Features.SelectMany(f => f.SourceColumns)];
        IReadOnlyList<string> names = rows.Columns();
        var passed = columns.Select((contract, i) => (Contract: contract, Name: names[ScoreInput.FirstColumn + i]))
            .Where(c => needed.Contains(_features.Contract.Columns[c.Contract].Name)).ToArray();
        Column features = Call(rows.SparkSession, [.. passed.Select(c => c.Contract)], [.. passed.Select(c => Sql.Functions.Col(c.Name))], tellsWork: true);
        return rows.WithColumn(StructName, features);
    }

    private Column AsColumn(SparkSession session, IReadOnlyList<StructField> fields)
    {
        var columns = new List<int>();
        var arguments = new List<Column>();
        for (int i = 0; i < _features.Contract.Columns.Count; i++)
        {
            ContractColumn wanted = _features.Contract.Columns[i];
            string[] made = [.. _features.Features.Where(f => f.SourceColumns.Contains(wanted.Name)).Select(f => f.Name)];
            if (made.Length == 0)
                continue;
            if (SourceColumns.Find(fields, wanted, FrameName, []) is { } found)
            {
                columns.Add(i);
                arguments.Add(Sql.Functions.Expr(SourceColumns.Expression(found, wanted.Type)));
            }
            else if (wanted.Required || !AllowMissingColumns)
            {
                throw ColumnErrors.Missing(_features.Contract, FrameName, fields.Select(f => f.Name), wanted.SourceName, $"of which features are made ({string.Join(", ", made)})");
            }
        }

        return Call(session, columns, [.. arguments], tellsWork: false);
    }

    private Column Call(SparkSession session, IReadOnlyList<int> columns, Column[] arguments, bool tellsWork)
    {
        byte[] contract = ContractFile.ToJson(_features.Contract);
        // The function in Spark refers to it, and Spark removes it when nothing does any more.
        Broadcast broadcast = session.SparkContext.Broadcast(contract);
        var argument = new FeatureArgument(broadcast.Id, Convert.ToHexStringLower(SHA256.HashData(contract)), _features.Hash, columns, tellsWork);
        var type = new StructType(
        [
            .. Names.Select(name => new StructField(name, new FloatType())),
            .. tellsWork ? [new StructField(FeatureColumns.Work, new StringType())] : Array.Empty<StructField>(),
        ]);
        var function = new VectorFunction(
            FunctionReference.Of((Func<ArrowArray[], TaskContext, StructArray>)FeatureFunction.ComputeFeatures, argument.ToJson()), type, broadcast);
        // Some column must tell how many rows there are.
        return function.Apply(arguments.Length > 0 ? arguments : [Sql.Functions.Lit(0)]);
    }

    private string? IdName(StructType schema)
    {
        ContractColumn? wanted = _features.Contract.Columns.FirstOrDefault(c => c.Type == ColumnType.Id);
        if (wanted is null)
            return null;
        StructField? found = SourceColumns.Find(schema.Fields, wanted, FrameName, []);
        return found is not null || AllowMissingColumns
            ? found?.Name
            : throw ColumnErrors.Missing(_features.Contract, FrameName, schema.Fields.Select(f => f.Name), wanted.SourceName, "the application id");
    }
}
