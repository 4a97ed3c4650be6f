using System.Text;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;

namespace LoanDefault.Tests.Core.Applications;

public sealed class ContractFileTests
{
    private const string Sound = """
        {
          "name": "test",
          "id": "application_id",
          "target": { "column": "Class", "bad": ["bad"], "good": ["good"], "ignore": ["open"] },
          "csv": { "delimiter": ";", "quote": "'", "nullText": ["", "-"] },
          "columns": [
            { "name": "application_id", "type": "id", "required": true },
            { "name": "loan_amount", "source": "funded_amnt", "type": "integer", "unit": "USD", "minimum": 1, "maximum": 100000 },
            { "name": "annual_income", "type": "number", "personal": true },
            { "name": "term", "type": "category", "categories": ["term_36", "term_60"], "encoding": "one_hot" },
            { "name": "age", "type": "integer", "protected": true, "feature": false },
            { "name": "application_date", "type": "date" }
          ],
          "features": [
            { "name": "loan_to_income", "inputs": { "loan_amount": "loan_amount", "annual_income": "annual_income" } },
            { "name": "recent_inquiry_acceleration", "parameters": { "recent_months": 3, "longer_months": 12 } }
          ],
          "excluded": [{ "source": "balance", "why": "known only after issue" }]
        }
        """;

    [Test]
    public void A_contract_is_read_as_it_is_written()
    {
        ApplicationContract contract = Parse(Sound);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(contract.Columns.Select(c => c.SourceName), Is.EqualTo(["application_id", "funded_amnt", "annual_income", "term", "age", "application_date"]));
            Assert.That(contract.Columns[3].Encoding, Is.EqualTo(CategoryEncoding.OneHot));
            Assert.That(contract.Columns[4].Protected);
            Assert.That(contract.Target!.Ignore, Is.EqualTo(["open"]));
            Assert.That(contract.Csv.NullText, Is.EqualTo(["", "-"]));
            Assert.That(contract.Features[1].Parameters["recent_months"], Is.EqualTo(3));
            Assert.That(contract.IndexOf("term"), Is.EqualTo(3));
            Assert.That(contract.IndexOf("Term"), Is.EqualTo(-1));
        }
    }

    [Test]
    public void Written_and_read_again_it_is_the_same()
    {
        byte[] json = ContractFile.ToJson(Parse(Sound));
        Assert.That(ContractFile.ToJson(ContractFile.Parse(json, "again")), Is.EqualTo(json));
        Assert.That(json[^1], Is.EqualTo((byte)'\n'));
    }

    [TestCase("", "not a contract (line 1: the file is empty): see contract.schema.json")]
    [TestCase("[]", "not a contract (line 1: must be an object)")]
    [TestCase("{", "not a contract (")]
    [TestCase("null", "the contract is empty: see contract.schema.json")]
    [TestCase("""{ "name": "x" }""", "not a contract (line 1: 'columns' must be given)")]
    [TestCase("""{ "name": "x", "columns": [], "collumns": [] }""", "not a contract (line 1: 'collumns' is not known here; known are '$schema', 'name', 'version', 'description', 'id', 'target', 'csv', 'columns', 'features', 'excluded'): see contract.schema.json")]
    [TestCase("""{ "name": "x", "columns": null }""", "not a contract (line 1: 'columns' must not be null)")]
    [TestCase("""{ "name": "x", "csv": null, "columns": [{ "name": "a", "type": "number" }] }""", "not a contract (")]
    [TestCase("""{ "name": "x", "columns": [{ "name": "a", "type": "text" }] }""", "not a contract (line 1, columns[0].type: must be one of \"number\", \"integer\", \"category\", \"date\", \"id\")")]
    [TestCase("""{ "name": "x", "columns": [{ "name": "a", "type": 0 }] }""", "not a contract (line 1, columns[0].type: must be one of ")]
    [TestCase("""{ "name": "x", "columns": [{ "name": "a", "type": "category", "encoding": "hot" }] }""", "not a contract (line 1, columns[0].encoding: must be one of \"ordinal\", \"one_hot\")")]
    [TestCase("""{ "name": "x", "version": 1.5, "columns": [] }""", "not a contract (line 1, version: must be a whole number)")]
    [TestCase("""{ "name": 7, "columns": [] }""", "not a contract (line 1, name: must be a text in quotes)")]
    [TestCase("""{ "name": "x", "columns": {} }""", "not a contract (line 1, columns: must be a list)")]
    [TestCase("""{ "name": "x", "columns": [{ "name": "a", "type": "number", "required": "yes" }] }""", "not a contract (line 1, columns[0].required: must be true or false)")]
    [TestCase("{ \"name\": \"x\",\n  \"columns\": [\n    { \"name\": \"a\" \"type\" }] }", "not a contract (line 3: '\"' is invalid after a value. Expected either ")]
    [TestCase("""{ "name": "x", "columns": [{ "name": "a", "type": "number", "minimum": "low" }] }""", "not a contract (line 1, columns[0].minimum: must be a number)")]
    [TestCase("""{ "name": "x", "name": "y", "columns": [] }""", "not a contract (line 1: 'name' is given twice)")]
    [TestCase("""{ "name": "x", "columns": [null] }""", "a list holds null: give each of its places a value")]
    [TestCase("""{ "name": "x", "columns": [{ "name": "a", "type": "category", "categories": [null] }] }""", "a list holds null")]
    public void Text_that_is_no_contract_is_refused_with_the_place(string json, string problem)
    {
        string message = Assert.Throws<BadInputException>(() => ContractFile.Parse(Encoding.UTF8.GetBytes(json), "c.json"))!.Message;
        Assert.That(message, Does.StartWith("c.json: " + problem));
        Assert.That(message, Does.Not.Contain("\n").And.Not.Contain("System.").And.Not.Contain("BytePosition").And.Not.Contain("LoanDefault."));
    }

    [Test]
    public void A_file_that_is_not_there_is_named() => Assert.That(
        () => ContractFile.Load("/no/such/contract.json"),
        Throws.TypeOf<BadInputException>().With.Message.StartsWith("/no/such/contract.json: the contract cannot be read (")
            .And.Message.EndsWith("check --contract").And.Property(nameof(BadInputException.File)).EqualTo("/no/such/contract.json"));

    [Test]
    public void Layout_comments_and_what_is_only_said_do_not_change_the_hash()
    {
        string hash = Hash(Sound);
        string compact = Sound.Replace("\n", "").Replace("  ", "");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Hash(compact), Is.EqualTo(hash));
            Assert.That(Hash("// lender's own words\n" + Sound), Is.EqualTo(hash));
            Assert.That(Changed("\"name\": \"test\"", "\"$schema\": \"s.json\", \"description\": \"d\", \"name\": \"test\""), Is.EqualTo(hash));
            Assert.That(Changed("\"personal\": true", "\"personal\": true, \"description\": \"d\", \"why\": \"w\", \"observed\": { \"maximum\": 3 }"), Is.EqualTo(hash));
            Assert.That(Changed("known only after issue", "leaks"), Is.EqualTo(hash));
            Assert.That(Changed("\"maximum\": 100000", "\"maximum\": 1e5"), Is.EqualTo(hash));
            Assert.That(Changed("\"loan_amount\": \"loan_amount\", \"annual_income\": \"annual_income\"", "\"annual_income\": \"annual_income\", \"loan_amount\": \"loan_amount\""), Is.EqualTo(hash));
            Assert.That(Changed("\"recent_months\": 3, \"longer_months\": 12", "\"longer_months\": 12, \"recent_months\": 3"), Is.EqualTo(hash));
        }
    }

    [TestCase("\"name\": \"test\"", "\"name\": \"other\"")]
    [TestCase("\"name\": \"test\"", "\"name\": \"test\", \"version\": 2")]
    [TestCase("\"id\": \"application_id\",", "\"id\": \"loan_id\",")]
    [TestCase("\"column\": \"Class\"", "\"column\": \"class\"")]
    [TestCase("[\"bad\"]", "[\"bad\", \"worse\"]")]
    [TestCase("[\"open\"]", "[]")]
    [TestCase("\"type\": \"number\"", "\"type\": \"integer\"")]
    [TestCase("\"unit\": \"USD\"", "\"unit\": \"EUR\"")]
    [TestCase("\"minimum\": 1", "\"minimum\": 0")]
    [TestCase("\"maximum\": 100000", "\"maximum\": 100001")]
    [TestCase("\"required\": true", "\"required\": false")]
    [TestCase("\"personal\": true", "\"personal\": false")]
    [TestCase("\"protected\": true", "\"protected\": false")]
    [TestCase("\"feature\": false", "\"feature\": true")]
    [TestCase("[\"term_36\", \"term_60\"]", "[\"term_60\", \"term_36\"]")]
    [TestCase("\"one_hot\"", "\"ordinal\"")]
    [TestCase("\"annual_income\": \"annual_income\"", "\"annual_income\": \"loan_amount\"")]
    [TestCase("\"recent_months\": 3", "\"recent_months\": 4")]
    [TestCase("\"source\": \"balance\"", "\"source\": \"balances\"")]
    public void Everything_else_changes_the_hash(string from, string to)
    {
        // Read without the rules, some of which the change breaks: the hash is of what the contract says.
        string hash = Hash(Sound);
        string changed = Sound.Replace(from, to);
        Assert.That(changed, Is.Not.EqualTo(Sound), "the replacement found nothing");
        Assert.That(from == "\"id\": \"application_id\"," ? ContractFile.Hash(Parse(Sound) with { Id = "loan_id" }) : Hash(changed), Is.Not.EqualTo(hash));
    }

    [TestCase("\"delimiter\": \";\"", "\"delimiter\": \",\"")]
    [TestCase("\"quote\": \"'\"", "\"quote\": \"`\"")]
    [TestCase("[\"\", \"-\"]", "[\"\"]")]
    [TestCase("\"funded_amnt\"", "\"loan_amnt\"")]
    public void How_values_are_delivered_changes_the_hash_of_a_run_and_not_the_models(string from, string to)
    {
        string changed = Sound.Replace(from, to);
        Assert.That(changed, Is.Not.EqualTo(Sound), "the replacement found nothing");
        Assert.That(Hash(changed), Is.EqualTo(Hash(Sound)));
        Assert.That(ContractFile.HashWithDelivery(Parse(changed)), Is.Not.EqualTo(ContractFile.HashWithDelivery(Parse(Sound))));
    }

    [Test]
    public void What_is_only_said_changes_no_hash_and_a_source_that_is_the_name_is_none()
    {
        string said = Sound.Replace("\"name\": \"annual_income\"", "\"name\": \"annual_income\", \"source\": \"annual_income\", \"why\": \"w\"");
        Assert.That(said, Is.Not.EqualTo(Sound));
        Assert.That(ContractFile.HashWithDelivery(Parse(said)), Is.EqualTo(ContractFile.HashWithDelivery(Parse(Sound))));
    }

    [Test]
    public void The_order_of_columns_changes_the_hash()
    {
        ApplicationContract contract = Parse(Sound);
        Assert.That(ContractFile.Hash(contract with { Columns = [.. contract.Columns.Reverse()] }), Is.Not.EqualTo(ContractFile.Hash(contract)));
        Assert.That(ContractFile.Hash(contract with { Features = [.. contract.Features.Reverse()] }), Is.Not.EqualTo(ContractFile.Hash(contract)));
    }

    private static string Changed(string from, string to)
    {
        string changed = Sound.Replace(from, to);
        Assert.That(changed, Is.Not.EqualTo(Sound), "the replacement found nothing");
        return Hash(changed);
    }

    private static string Hash(string json) => ContractFile.Hash(Parse(json));

    private static ApplicationContract Parse(string json) => ContractFile.Parse(Encoding.UTF8.GetBytes(json), "test.json");
}
