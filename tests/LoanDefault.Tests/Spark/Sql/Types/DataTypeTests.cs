using LoanDefault.Spark.Sql.Types;

namespace LoanDefault.Tests.Spark.Sql.Types;

public sealed class DataTypeTests
{
    // Written by Spark 3.5.9 and 4.3.0 alike.
    private const string Json =
        """{"type":"struct","fields":[{"name":"id","type":"long","nullable":false,"metadata":{}},{"name":"a b","type":"decimal(10,2)","nullable":true,"metadata":{"comment":"it's"}},{"name":"l","type":{"type":"array","elementType":"integer","containsNull":true},"nullable":true,"metadata":{}},{"name":"m","type":{"type":"map","keyType":"string","valueType":{"type":"struct","fields":[{"name":"x","type":"date","nullable":true,"metadata":{}}]},"valueContainsNull":true},"nullable":true,"metadata":{}}]}""";

    private const string Ddl = "id bigint NOT NULL,`a b` decimal(10,2) COMMENT 'it\\'s',l array<int>,m map<string,struct<x:date>>";

    private static IEnumerable<DataType> PlainTypes =>
    [
        new StringType(), new BinaryType(), new BooleanType(), new ByteType(), new ShortType(), new IntegerType(), new LongType(),
        new FloatType(), new DoubleType(), new DateType(), new TimestampType(), new TimestampNtzType(), new NullType(), new DecimalType(38, 18),
    ];

    [TestCaseSource(nameof(PlainTypes))]
    public void A_type_survives_JSON_and_SQL(DataType type)
    {
        Assert.That(DataType.FromJson(type.Json), Is.EqualTo(type).And.InstanceOf(type.GetType()));
        Assert.That(DataType.FromDdl(type.SimpleString), Is.EqualTo(type).And.InstanceOf(type.GetType()));
    }

    [Test]
    public void A_schema_survives_JSON_byte_for_byte() => Assert.That(StructType.FromJson(Json).Json, Is.EqualTo(Json));

    [Test]
    public void A_schema_reads_the_same_from_SQL_and_JSON()
    {
        Assert.That(StructType.FromJson(Json).Ddl, Is.EqualTo(Ddl));
        Assert.That(StructType.FromDdl(Ddl), Is.EqualTo(StructType.FromJson(Json)));
    }

    [TestCase("a int", ExpectedResult = "a int")]
    [TestCase(" a  INTEGER ,b:Long NOT null", ExpectedResult = "a int,b bigint NOT NULL")]
    [TestCase("`we``ird` dec, t timestamp_ltz COMMENT \"say \\\"hi\\\"\"", ExpectedResult = "`we``ird` decimal(10,0),t timestamp COMMENT 'say \"hi\"'")]
    [TestCase("s struct<x: double not null, y: array<map<int, numeric(5)>>>", ExpectedResult = "s struct<x:double,y:array<map<int,decimal(5,0)>>>")]
    [TestCase("", ExpectedResult = "")]
    public string SQL_is_read_in_all_its_spellings(string ddl) => StructType.FromDdl(ddl).Ddl;

    [TestCase("a")]
    [TestCase("a int b int")]
    [TestCase("a int,")]
    [TestCase("a array<int")]
    [TestCase("a nosuchtype")]
    [TestCase("a decimal(40,2)")]
    [TestCase("a decimal(5,6)")]
    [TestCase("a int not")]
    [TestCase("a int comment nothing")]
    [TestCase("`a int")]
    public void SQL_that_declares_nothing_is_refused(string ddl) => Assert.That(() => StructType.FromDdl(ddl), Throws.InstanceOf<FormatException>());

    [Test]
    public void A_type_nested_without_end_is_refused() =>
        Assert.That(() => DataType.FromDdl(string.Concat(Enumerable.Repeat("array<", 100_000))), Throws.InstanceOf<FormatException>());

    [TestCase("")]
    [TestCase("5")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("""{"type":"thing"}""")]
    [TestCase("""{"type":"array"}""")]
    [TestCase("""{"type":"struct","fields":[{"type":"long"}]}""")]
    [TestCase("""{"type":"struct","fields":[{"name":"a","type":"long","nullable":"perhaps"}]}""")]
    [TestCase("\"decimal(50,2)\"")]
    public void JSON_that_describes_nothing_is_refused(string json) => Assert.That(() => DataType.FromJson(json), Throws.InstanceOf<FormatException>());

    [Test]
    public void A_type_that_has_no_class_keeps_its_name() =>
        Assert.That(DataType.FromJson("\"interval year to month\"").Json, Is.EqualTo("\"interval year to month\""));

    [Test]
    public void Types_are_equal_by_what_they_say()
    {
        Assert.That(new ArrayType(new LongType()), Is.EqualTo(DataType.FromDdl("array<bigint>")));
        Assert.That(new ArrayType(new LongType()), Is.Not.EqualTo(new ArrayType(new LongType(), containsNull: false)));
        Assert.That(new DecimalType(5, 2).GetHashCode(), Is.EqualTo(DataType.FromDdl("decimal(5,2)").GetHashCode()));
        Assert.That(() => new DecimalType(39, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new StructField("a", new LongType(), metadata: "[]"), Throws.InstanceOf<FormatException>());
    }

    [Test]
    public void A_column_is_found_by_its_exact_name_first()
    {
        StructType schema = StructType.FromDdl("A int, a long");
        Assert.That(schema.Find("a")!.DataType, Is.InstanceOf<LongType>());
        Assert.That(StructType.FromDdl("A int").Find("a")!.Name, Is.EqualTo("A"));
        Assert.That(schema.Find("b"), Is.Null);
    }
}
