using System.Text.RegularExpressions;

namespace LoanDefault.IntegrationTests.Kubernetes.Support;

/// <summary>Rules for Dockerfiles, of the kind that hadolint has.</summary>
internal static class DockerPolicy
{
    private static readonly string[] Shipped = ["embedded", "spark"];

    /// <summary>The rules that a Dockerfile breaks.</summary>
    public static IEnumerable<string> Violations(Dockerfile file)
    {
        foreach (DockerStage stage in file.Stages)
            foreach (string violation in OfStage(stage))
                yield return $"{stage.Name}: {violation}";
        foreach (DockerStage stage in file.Stages.Where(s => Shipped.Contains(s.Name)))
            foreach (string violation in OfShipped(stage))
                yield return $"{stage.Name}: {violation}";
    }

    private static IEnumerable<string> OfStage(DockerStage stage)
    {
        if (!Regex.IsMatch(stage.Base, @"@\$\{\w+\}$"))
            yield return $"{stage.Base} is not pinned by a digest argument";
        if (Regex.Match(stage.Base, @":([^:@]+)@") is not { Success: true } tag || tag.Groups[1].Value == "latest")
            yield return $"{stage.Base} has no version";
        foreach (DockerInstruction instruction in stage.Instructions)
        {
            if (instruction.Keyword is "ADD" or "MAINTAINER")
                yield return $"{instruction.Keyword} is not used: COPY, LABEL";
            if (instruction.Keyword is "ENV" or "ARG" && Regex.IsMatch(instruction.Arguments, "(?i)password|passwd|secret|token|credential|api_?key"))
                yield return $"{instruction.Keyword} {instruction.Arguments} looks like a secret, which every reader of the image sees";
            if (instruction.Keyword == "RUN" && Regex.IsMatch(instruction.Arguments, @"\bsudo\b|curl [^|]*\||wget [^|]*\||chmod (-R )?777"))
                yield return $"RUN {instruction.Arguments}: no sudo, no piped downloads, nothing that all may write";
            if (instruction.Keyword is "ENTRYPOINT" or "CMD" && !instruction.Arguments.StartsWith('['))
                yield return $"{instruction.Keyword} is no JSON array, so a shell stands between the signal and the program";
            if (instruction.Keyword == "WORKDIR" && !instruction.Arguments.StartsWith('/'))
                yield return $"WORKDIR {instruction.Arguments} is relative";
        }
    }

    private static IEnumerable<string> OfShipped(DockerStage stage)
    {
        if (stage.All("USER").LastOrDefault() != "185:185")
            yield return "does not run as user 185";
        if (!stage.All("ENTRYPOINT").Any())
            yield return "has no entry point";
        foreach (string label in new[] { "title", "description", "licenses", "version", "revision" })
            if (!stage.All("LABEL").Any(l => l.Contains($"org.opencontainers.image.{label}=", StringComparison.Ordinal)))
                yield return $"no label {label}";
        if (stage.All("RUN").Any())
            yield return "is built by RUN steps, which leave what they need in its layers: build in the stage 'build'";
    }
}
