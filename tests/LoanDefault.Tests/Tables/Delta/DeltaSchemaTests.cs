using LoanDefault.Tables.Delta;
using LoanDefault.Tables.Errors;

namespace LoanDefault.Tests.Tables.Delta;

[Parallelizable]
internal sealed class DeltaSchemaTests
{
    [Test]
    public void Every_type_has_its_Delta_name()
    {
        var columns = Enum.GetValues<DeltaType>().Select(type => new TableColumn($"c{(int)type}", type, Nullable: true, Comment: ""));

        Assert.That(DeltaSchema.Of(columns).ToJson(), Is.EqualTo("""
            {"type":"struct","fields":[
            {"name":"c0","type":"string","nullable":true,"metadata":{}},
            {"name":"c1","type":"long","nullable":true,"metadata":{}},
            {"name":"c2","type":"integer","nullable":true,"metadata":{}},
            {"name":"c3","type":"double","nullable":true,"metadata":{}},
            {"name":"c4","type":"timestamp","nullable":true,"metadata":{}},
            {"name":"c5","type":"boolean","nullable":true,"metadata":{}},
            {"name":"c6","type":"date","nullable":true,"metadata":{}},
            {"name":"c7","type":{"type":"array","elementType":"string","containsNull":true},"nullable":true,"metadata":{}}
            ]}
            """.ReplaceLineEndings("")));
    }

    [Test]
    public void A_comment_is_kept_in_the_metadata() =>
        Assert.That(
            DeltaSchema.Of([new TableColumn("c", DeltaType.Long, Nullable: false, Comment: "Loan amount, USD")]).ToJson(),
            Does.Contain("""{"name":"c","type":"long","nullable":false,"metadata":{"comment":"Loan amount, USD"}}"""));

    [Test]
    public void Columns_of_other_writers_stay_as_they_are()
    {
        const string Foreign = """{"name":"d","type":"decimal(10,2)","nullable":true,"metadata":{"x":{"y":1}}}""";
        const string Nested = """{"name":"e","type":{"type":"map","keyType":"string","valueType":"long","valueContainsNull":true},"nullable":true,"metadata":{}}""";
        var schema = DeltaSchema.Parse($$"""{"type":"struct","fields":[{{Foreign}},{{Nested}}]}""", "file");

        var grown = schema.With([new TableColumn("f", DeltaType.Date, Nullable: true, Comment: "")]).ToJson();

        Assert.That(schema.Fields.Select(field => field.Type), Is.EqualTo(new[]
        {
            "decimal(10,2)", """{"type":"map","keyType":"string","valueType":"long","valueContainsNull":true}""",
        }));
        Assert.That(grown, Does.Contain(Foreign + "," + Nested + ",{\"name\":\"f\","));
    }

    [Test]
    public void A_schema_is_shown_in_one_line() =>
        Assert.That(
            DeltaSchema.Of([new("a", DeltaType.Long, Nullable: false, ""), new("b", DeltaType.String, Nullable: true, "")]).ToString(),
            Is.EqualTo("a long, b string (nullable)"));

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("""{"fields":[1]}""")]
    [TestCase("""{"fields":[{"name":"a"}]}""")]
    [TestCase("""{"fields":[{"name":1,"type":"long","nullable":true}]}""")]
    public void A_text_that_is_no_schema_is_refused(string text) =>
        Assert.That(() => DeltaSchema.Parse(text, "f"), Throws.TypeOf<CorruptLogException>());
}
