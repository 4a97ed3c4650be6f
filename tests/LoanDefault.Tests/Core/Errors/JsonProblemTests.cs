using System.Text.Json;
using LoanDefault.Core.Decisions;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Models;

namespace LoanDefault.Tests.Core.Errors;

public sealed class JsonProblemTests
{
    private const string Sound = """{ "bands": [{ "name": "A" }], "approveAtOrAbove": 1, "declineBelow": 0 }""";

    [TestCase("\"approveAtOrAbove\": 1", "\"approveAtOrAbove\": \"many\"", "line 1, approveAtOrAbove: must be a whole number")]
    [TestCase("\"name\": \"A\"", "\"nam\": \"A\"", "line 1: 'nam' is not known here; known are 'name', 'minimumPoints'")]
    [TestCase("[{ \"name\": \"A\" }]", "{}", "line 1, bands: must be a list")]
    [TestCase("{ \"name\": \"A\" }", "{ \"name\": \"A\", \"name\": \"B\" }", "line 1: 'name' is given twice")]
    [TestCase("0 }", "0", "line 1: '0' is an invalid end of a number. Expected a delimiter")]
    [TestCase("\"declineBelow\": 0", "\"declineBelow\": 01", "line 1, declineBelow: Invalid leading zero before '1'")]
    public void A_mistake_is_told_in_the_files_own_terms(string from, string to, string problem)
    {
        string json = Sound.Replace(from, to);
        Assert.That(json, Is.Not.EqualTo(Sound), "the replacement found nothing");
        JsonException exception = Assert.Catch<JsonException>(() => JsonSerializer.Deserialize<DecisionPolicy>(json, PackageJson.Options))!;

        Assert.That(JsonProblem.Describe(exception, PackageJson.Options), Is.EqualTo(problem));
    }

    [Test]
    public void Without_a_place_the_problem_stands_alone() =>
        Assert.That(JsonProblem.Describe(new JsonException("Odd."), PackageJson.Options), Is.EqualTo("Odd"));
}
