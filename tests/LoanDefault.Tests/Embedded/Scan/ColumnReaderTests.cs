using System.Globalization;
using LoanDefault.Core.Applications;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Training;

namespace LoanDefault.Tests.Embedded.Scan;

/// <summary>Every type of a file as a contract's number, integer, category or date; through the reader that training uses.</summary>
public class ColumnReaderTests
{
    private TestDatabase _test = null!;

    [SetUp]
    public void Open() => _test = new TestDatabase();

    [TearDown]
    public void Close() => _test.Dispose();

    private ApplicationTable Read(string type, string expression, string valueType, int rows = 3)
    {
        string path = _test.PathOf($"{Guid.NewGuid():N}.parquet");
        _test.Connection.Execute($"COPY (SELECT 1 AS always, ({expression})::{valueType} AS v FROM range({rows}) t(i) ORDER BY i) TO {Sql.Literal(path)} (FORMAT parquet)");
        return ApplicationTableReader.Read(path, Contract(type), withTarget: false);
    }

    private ApplicationTable ReadCsv(string type, params string[] values)
    {
        string path = _test.PathOf($"{Guid.NewGuid():N}.csv");
        File.WriteAllLines(path, [.. values.Select(v => $"1,{v}").Prepend("always,v")]);
        return ApplicationTableReader.Read(path, Contract(type), withTarget: false);
    }

    private static ApplicationContract Contract(string type) => TestContracts.Parse($$"""
        {
          "name": "t", "columns": [
            { "name": "always", "type": "integer" },
            { "name": "v", "type": "{{type}}"{{(type == "category" ? ", \"categories\": [\"-1\", \"0\", \"1\", \"true\"]" : "")}} }
          ]
        }
        """);

    private static string[] Rules(ApplicationTable table) => [.. table.BrokenRules.Select(r => $"{r.Key.Rule} {r.Value}").Order()];

    [TestCase("TINYINT")]
    [TestCase("SMALLINT")]
    [TestCase("INTEGER")]
    [TestCase("BIGINT")]
    [TestCase("FLOAT")]
    [TestCase("DOUBLE")]
    [TestCase("DECIMAL(4,1)")]
    [TestCase("DECIMAL(9,2)")]
    [TestCase("DECIMAL(18,3)")]
    [TestCase("DECIMAL(38,10)")]
    public void Signed_numbers_arrive_with_nulls_as_missing(string type)
    {
        foreach (string wanted in new[] { "number", "integer" })
        {
            ApplicationTable table = Read(wanted, "CASE WHEN i = 1 THEN NULL ELSE i - 3 END", type);
            Assert.That(table.Numbers(1).ToArray(), Is.EqualTo(new[] { -3, double.NaN, -1 }), wanted);
            Assert.That(table.BrokenRules, Is.Empty);
        }
    }

    [TestCase("UTINYINT", 255)]
    [TestCase("USMALLINT", 65_535)]
    [TestCase("UINTEGER", 4_294_967_295)]
    [TestCase("UBIGINT", 9_007_199_254_740_992)]
    [TestCase("BOOLEAN", 1)]
    public void Unsigned_numbers_arrive(string type, long largest) =>
        Assert.That(Read("integer", $"{largest}", type, rows: 1).Numbers(1).ToArray(), Is.EqualTo(new double[] { largest }));

    [Test]
    public void Decimals_are_the_nearest_doubles()
    {
        ApplicationTable table = Read("number", "i * 7919 * 1000003 % 100000000000000000", "DECIMAL(38,0)", rows: 1);
        Assert.That(table.RowCount, Is.EqualTo(1));

        ApplicationTable cents = Read("number", "(i * 999983 + 17) / 100.0", "DECIMAL(18,2)", rows: 5_000);
        for (int i = 0; i < 5_000; i++)
        {
            long digits = i * 999983L + 17;
            double expected = double.Parse($"{digits / 100}.{digits % 100:00}", CultureInfo.InvariantCulture);
            Assert.That(cents.Numbers(1)[i], Is.EqualTo(expected));
        }
    }

    [TestCase("BIGINT", "9007199254740993 - i")]
    [TestCase("UBIGINT", "9007199254740993 - i")]
    [TestCase("DECIMAL(20,0)", "9007199254740993 - i")]
    public void Integers_that_a_double_cannot_hold_are_reported_and_missing(string type, string expression)
    {
        ApplicationTable table = Read("number", expression, type);

        Assert.That(Rules(table), Is.EqualTo(new[] { "integer_too_large 1" }));
        Assert.That(table.Numbers(1).ToArray(), Is.EqualTo(new[] { double.NaN, 9007199254740992, 9007199254740991 }));
    }

    [Test]
    public void Large_doubles_are_numbers_but_no_integers()
    {
        Assert.That(Rules(Read("number", "1e18", "DOUBLE", rows: 1)), Is.Empty);
        Assert.That(Rules(Read("integer", "-1e18", "DOUBLE", rows: 1)), Is.EqualTo(new[] { "integer_too_large 1" }));
        Assert.That(Rules(Read("integer", "'-inf'", "DOUBLE", rows: 1)), Is.EqualTo(new[] { "not_finite 1" }));
        Assert.That(Rules(Read("integer", "1.5", "DOUBLE", rows: 1)), Is.EqualTo(new[] { "not_an_integer 1" }));
    }

    [Test]
    public void Integers_and_booleans_can_be_categories()
    {
        Assert.That(Read("category", "i - 1", "INTEGER").Codes(1).ToArray(), Is.EqualTo(new[] { 0, 1, 2 }));
        Assert.That(Read("category", "NULL", "BIGINT", rows: 1).Codes(1).ToArray(), Is.EqualTo(new[] { CategoryDictionary.Missing }));
        Assert.That(Read("category", "true", "BOOLEAN", rows: 1).Codes(1).ToArray(), Is.EqualTo(new[] { 3 }));
    }

    [Test]
    public void Dates_are_days_since_1970() =>
        Assert.That(Read("date", "DATE '1969-12-31' + i::INTEGER", "DATE").Numbers(1).ToArray(), Is.EqualTo(new double[] { -1, 0, 1 }));

    [TestCase("12.5", 12.5)]
    [TestCase("-1e3", -1000)]
    [TestCase(" 7 ", 7)]
    [TestCase("+0.1", 0.1)]
    [TestCase("9007199254740992", 9007199254740992)]
    [TestCase("123456789012345678.9", 123456789012345678.9)]
    [TestCase("4.9406564584124654E-324", double.Epsilon)]
    [TestCase("", double.NaN)]
    [TestCase("NA", double.NaN)]
    [TestCase("NULL", double.NaN)]
    public void Texts_of_numbers_are_the_nearest_doubles(string text, double expected)
    {
        ApplicationTable table = ReadCsv("number", text);

        Assert.That(table.Numbers(1)[0], Is.EqualTo(expected));
        Assert.That(table.BrokenRules, Is.Empty);
    }

    [TestCase("number", "abc", "not_a_number")]
    [TestCase("number", "\"1,000\"", "not_a_number")]
    [TestCase("number", "0x10", "not_a_number")]
    [TestCase("number", "\"NA\"", "not_a_number")]
    [TestCase("number", "12 USD", "not_a_number")]
    [TestCase("number", "9007199254740993", "integer_too_large")]
    [TestCase("integer", "1e17", "integer_too_large")]
    [TestCase("integer", "1.5", "not_an_integer")]
    [TestCase("number", "NaN", "not_finite")]
    [TestCase("number", "1e999", "not_finite")]
    [TestCase("number", "-Infinity", "not_finite")]
    [TestCase("date", "2020-02-30", "not_a_date")]
    [TestCase("date", "30.01.2020", "not_a_date")]
    [TestCase("date", "2020-01-01T00:00:00", "not_a_date")]
    [TestCase("category", "maybe", "unknown_category")]
    public void Texts_that_do_not_convert_break_a_rule(string type, string text, string rule) =>
        Assert.That(Rules(ReadCsv(type, text)), Is.EqualTo(new[] { $"{rule} 1" }));

    [Test]
    public void Texts_of_dates_are_days_since_1970() =>
        Assert.That(ReadCsv("date", "1970-01-01", "2000-02-29", "0001-01-01", "9999-12-31").Numbers(1).ToArray(), Is.EqualTo(new double[] { 0, 11016, -719162, 2932896 }));
}
