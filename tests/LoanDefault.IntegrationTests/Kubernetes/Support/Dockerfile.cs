using System.Text.RegularExpressions;
using LoanDefault.IntegrationTests.Cli.Support;

namespace LoanDefault.IntegrationTests.Kubernetes.Support;

/// <summary>The project's Dockerfile, stage by stage.</summary>
internal sealed record Dockerfile(IReadOnlyList<DockerStage> Stages)
{
    public DockerStage this[string name] => Stages.Single(s => s.Name == name);

    public static Dockerfile Read() => Parse(File.ReadAllText(Repository.PathOf("Dockerfile")));

    public static Dockerfile Parse(string text)
    {
        var stages = new List<DockerStage>();
        foreach (DockerInstruction instruction in Instructions(text))
        {
            if (instruction.Keyword == "FROM")
            {
                string[] words = instruction.Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                stages.Add(new DockerStage(words[0], words.Length > 2 ? words[2] : "", []));
            }
            else if (stages.Count > 0)
            {
                stages[^1].Instructions.Add(instruction);
            }
        }

        return new Dockerfile(stages);
    }

    private static IEnumerable<DockerInstruction> Instructions(string text) =>
        from line in Regex.Replace(text, @"\\\n\s*", "").Split('\n')
        where line.Length > 0 && line[0] != '#'
        let space = line.IndexOf(' ', StringComparison.Ordinal)
        select new DockerInstruction(line[..space].ToUpperInvariant(), line[(space + 1)..].Trim());
}

/// <summary>What lies between one FROM and the next.</summary>
internal sealed record DockerStage(string Base, string Name, List<DockerInstruction> Instructions)
{
    public IEnumerable<string> All(string keyword) => Instructions.Where(i => i.Keyword == keyword).Select(i => i.Arguments);

    /// <summary>The words of a JSON array instruction, such as ENTRYPOINT.</summary>
    public string[] Words(string keyword) => System.Text.Json.JsonSerializer.Deserialize<string[]>(All(keyword).Last())!;
}

/// <summary>One instruction.</summary>
internal sealed record DockerInstruction(string Keyword, string Arguments);
