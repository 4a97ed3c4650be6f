using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Spark.Scoring.Input;
using LoanDefault.Spark.Sql.Types;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Spark.Scoring.Input;

public sealed class SourceColumnsTests
{
    [TestCase(ColumnType.Number, "float", true)]
    [TestCase(ColumnType.Number, "decimal(9,2)", true)]
    [TestCase(ColumnType.Number, "string", false)]
    [TestCase(ColumnType.Integer, "bigint", true)]
    [TestCase(ColumnType.Category, "int", true)]
    [TestCase(ColumnType.Category, "double", false)]
    [TestCase(ColumnType.Date, "date", true)]
    [TestCase(ColumnType.Date, "timestamp", false)]
    [TestCase(ColumnType.Id, "decimal(20,0)", true)]
    [TestCase(ColumnType.Id, "binary", false)]
    public void A_type_that_does_not_convert_without_loss_is_refused_by_name(ColumnType wanted, string type, bool fits)
    {
        var column = new ContractColumn { Name = "a", Source = "A b", Type = wanted };
        Action find = () => SourceColumns.Find(Fields($"`A b` {type}"), column, "the data frame", []);

        if (fits)
            Assert.That(find, Throws.Nothing);
        else
            Assert.That(find, Throws.TypeOf<BadInputException>().With.Message.StartsWith($"the data frame: column 'A b' is {type}, which does not become"));
    }

    [Test]
    public void A_text_that_is_a_number_where_it_is_read_is_taken() =>
        Assert.That(SourceColumns.Find(Fields("a string"), Contracts.Number("a"), "f", ["a"])!.Name, Is.EqualTo("a"));

    [Test]
    public void Case_counts_and_two_spellings_are_refused()
    {
        Assert.That(SourceColumns.Find(Fields("A int"), Contracts.Number("a"), "f", []), Is.Null);
        Assert.That(
            () => SourceColumns.Find(Fields("a int, A int"), Contracts.Number("a"), "f", []),
            Throws.TypeOf<BadInputException>().With.Message.Contains("occurs 2 times, as 'a', 'A'"));
    }

    [TestCase("int", ColumnType.Category, "cast(`x``y` AS string)")]
    [TestCase("string", ColumnType.Category, "`x``y`")]
    [TestCase("bigint", ColumnType.Id, "cast(`x``y` AS string)")]
    [TestCase("int", ColumnType.Number, "`x``y`")]
    public void Ids_and_categories_cross_as_texts(string type, ColumnType wanted, string sql) =>
        Assert.That(SourceColumns.Expression(Fields($"`x``y` {type}")[0], wanted), Is.EqualTo(sql));

    private static IReadOnlyList<StructField> Fields(string ddl) => StructType.FromDdl(ddl).Fields;
}
