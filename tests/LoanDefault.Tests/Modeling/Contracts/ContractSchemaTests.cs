using System.Text;
using System.Text.Json.Nodes;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using NJsonSchema;

namespace LoanDefault.Tests.Modeling.Contracts;

internal sealed class ContractSchemaTests
{
    private static readonly Lazy<JsonSchema> Schema =
        new(() => JsonSchema.FromFileAsync(RepositoryFiles.ContractSchema).GetAwaiter().GetResult());

    /// <summary>What the schema says against a contract, one text a problem.</summary>
    internal static IReadOnlyList<string> Problems(string json) =>
        [.. Schema.Value.Validate(json).Select(e => $"{e.Path}: {e.Kind}")];

    [Test]
    public void The_reference_contract_keeps_the_schema() =>
        Assert.That(Problems(File.ReadAllText(RepositoryFiles.ReferenceContract)), Is.Empty);

    [Test]
    public void A_contract_written_by_the_program_keeps_the_schema()
    {
        ApplicationContract contract = ContractFile.Load(RepositoryFiles.ReferenceContract);

        Assert.That(Problems(Encoding.UTF8.GetString(ContractFile.ToJson(contract))), Is.Empty);
    }

    [TestCaseSource(nameof(BadTwins))]
    public void A_bad_twin_is_refused_by_the_schema_and_by_the_reader(string what, Action<JsonObject> spoil)
    {
        JsonObject contract = JsonNode.Parse(File.ReadAllBytes(RepositoryFiles.ReferenceContract))!.AsObject();
        spoil(contract);
        string json = contract.ToJsonString();

        Assert.Multiple(() =>
        {
            Assert.That(Problems(json), Is.Not.Empty, what);
            Assert.That(
                () => ContractFile.Parse(Encoding.UTF8.GetBytes(json), "twin.json"),
                Throws.TypeOf<BadInputException>().With.Message.StartsWith("twin.json: "),
                what);
        });
    }

    private static IEnumerable<TestCaseData> BadTwins()
    {
        yield return Twin("no name", c => c.Remove("name"));
        yield return Twin("no columns", c => c.Remove("columns"));
        yield return Twin("an empty list of columns", c => c["columns"] = new JsonArray());
        yield return Twin("a misspelt property", c => c["colums"] = new JsonArray());
        yield return Twin("a misspelt column property", c => Column(c, "loan_amount")["minimun"] = 1);
        yield return Twin("a column without type", c => Column(c, "loan_amount").Remove("type"));
        yield return Twin("an unknown type", c => Column(c, "loan_amount")["type"] = "money");
        yield return Twin("a name with capitals", c => Column(c, "delinquent_amount")["name"] = "DelinquentAmount");
        yield return Twin("a category without categories", c => Column(c, "sub_grade").Remove("categories"));
        yield return Twin("a category twice", c => Column(c, "term")["categories"] = new JsonArray("term_36", "term_36"));
        yield return Twin("a number with categories", c => Column(c, "interest_rate")["categories"] = new JsonArray("low"));
        yield return Twin("a number with an encoding", c => Column(c, "interest_rate")["encoding"] = "one_hot");
        yield return Twin("a date with a minimum", c => Column(c, "application_date")["minimum"] = 0);
        yield return Twin("a category with a maximum", c => Column(c, "sub_grade")["maximum"] = 35);
        yield return Twin("a limit as text", c => Column(c, "loan_amount")["minimum"] = "one");
        yield return Twin("an unknown encoding", c => Column(c, "sub_grade")["encoding"] = "hashed");
        yield return Twin("a target without bad values", c => c["target"]!["bad"] = new JsonArray());
        yield return Twin("a target without column", c => c["target"]!.AsObject().Remove("column"));
        yield return Twin("a delimiter of two characters", c => c["csv"] = new JsonObject { ["delimiter"] = "||" });
        yield return Twin("a parameter that is text", c => c["features"]![0]!["parameters"] = new JsonObject { ["x"] = "1" });
    }

    private static TestCaseData Twin(string what, Action<JsonObject> spoil) =>
        new TestCaseData(what, spoil).SetArgDisplayNames(what);

    private static JsonObject Column(JsonObject contract, string name) =>
        contract["columns"]!.AsArray().Select(c => c!.AsObject()).Single(c => (string?)c["name"] == name);
}
