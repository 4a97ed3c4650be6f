using System.Text.RegularExpressions;
using LoanDefault.IntegrationTests.Cli.Support;

namespace LoanDefault.IntegrationTests.Kubernetes.Support;

/// <summary>The files that a build sends, as .dockerignore says: the last pattern that fits decides.</summary>
internal sealed class DockerContext
{
    private readonly List<(Regex Pattern, bool In)> _rules =
    [
        .. from line in File.ReadLines(Repository.PathOf(".dockerignore"))
           let text = line.Trim()
           where text.Length > 0 && text[0] != '#'
           select (Pattern(text.TrimStart('!')), text[0] == '!'),
    ];

    /// <summary>Paths relative to the repository.</summary>
    public IEnumerable<string> Files() => Files("");

    public bool Holds(string path)
    {
        bool holds = true;
        foreach ((Regex pattern, bool isIn) in _rules)
            if (pattern.IsMatch(path))
                holds = isIn;
        return holds;
    }

    // Folders that git ignores too are large, and nothing in them may be sent.
    private IEnumerable<string> Files(string folder)
    {
        foreach (string path in Directory.EnumerateFileSystemEntries(Repository.PathOf(folder)).Order(StringComparer.Ordinal))
        {
            string relative = Path.GetRelativePath(Repository.Root, path);
            if (!Directory.Exists(path))
            {
                if (Holds(relative))
                    yield return relative;
            }
            else if (Path.GetFileName(path) is not ("bin" or "obj" or ".native" or "artifacts" or ".git"))
            {
                foreach (string file in Files(relative))
                    yield return file;
            }
        }
    }

    // A pattern fits a path and everything below it; * stays in one folder, ** does not.
    private static Regex Pattern(string pattern)
    {
        string regex = Regex.Escape(pattern).Replace(@"\*\*/", "(.*/)?", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal);
        return new Regex($"^{regex}(/.*)?$");
    }
}
