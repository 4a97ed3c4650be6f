using System.Text.RegularExpressions;

namespace LoanDefault.IntegrationTests.Kubernetes.Support;

/// <summary>
/// The shape of a declarative Jenkinsfile: which words each section may have, and which it must. Jenkins' own check is an
/// address of a running server; this knows the sections that ours uses and refuses any other.
/// </summary>
internal static partial class DeclarativePipeline
{
    // In stage('x') { .. } the section is 'stage'.
    private static readonly Dictionary<string, (string[] Known, string[] Required)> Sections = new()
    {
        ["the file"] = (["pipeline"], ["pipeline"]),
        ["pipeline"] = (["agent", "options", "parameters", "environment", "triggers", "stages", "post"], ["agent", "stages"]),
        ["agent"] = (["label"], ["label"]),
        ["options"] = (["disableConcurrentBuilds", "timeout", "timestamps", "buildDiscarder"], []),
        ["parameters"] = (["string", "choice", "booleanParam"], []),
        ["stages"] = (["stage"], ["stage"]),
        ["stage"] = (["agent", "when", "input", "options", "environment", "steps", "post"], ["steps"]),
        ["when"] = (["beforeInput", "beforeAgent", "buildingTag", "branch", "tag"], []),
        ["input"] = (["message", "ok", "submitter"], ["message"]),
        ["steps"] = (["sh"], ["sh"]),
    };

    /// <summary>What is wrong with it; nothing when it is well.</summary>
    public static IReadOnlyList<string> Complaints(string text)
    {
        var complaints = new List<string>();
        var open = new Stack<Section>([new Section("the file")]);
        // One statement a line; a section that ends where it starts is three.
        foreach (string line in SectionEdge().Replace(text, "\n$0\n").Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && !l.StartsWith("//", StringComparison.Ordinal)))
        {
            if (line == "{")
            {
                open.Push(new Section(open.Peek().Words.LastOrDefault() ?? ""));
                continue;
            }

            if (line != "}")
                open.Peek().Words.Add(FirstWord().Match(line).Value);
            else if (open.Count > 1)
                complaints.AddRange(Complaints(open.Pop()));
            else
                complaints.Add("a '}' closes nothing");
        }

        if (open.Count > 1)
            complaints.Add("a '{' is not closed");
        while (open.Count > 0)
            complaints.AddRange(Complaints(open.Pop()));
        return complaints;
    }

    private static IEnumerable<string> Complaints(Section section)
    {
        if (!Sections.TryGetValue(section.Name, out (string[] Known, string[] Required) rule))
            return [$"'{section.Name}' is no section that is known"];
        return section.Words.Except(rule.Known).Select(w => $"'{w}' is not known in '{section.Name}'")
            .Concat(rule.Required.Except(section.Words).Select(w => $"'{section.Name}' has no '{w}'"));
    }

    // A brace that opens stands at a line's end or in one line with the one that closes; none of our strings has one.
    [GeneratedRegex("[{}]")]
    private static partial Regex SectionEdge();

    [GeneratedRegex("^[A-Za-z]*")]
    private static partial Regex FirstWord();

    private sealed record Section(string Name)
    {
        public List<string> Words { get; } = [];
    }
}
