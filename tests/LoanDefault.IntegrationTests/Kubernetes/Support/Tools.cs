using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Support;

namespace LoanDefault.IntegrationTests.Kubernetes.Support;

/// <summary>What the tests of Kubernetes need beside an archive; a test is skipped where it is missing.</summary>
internal static class Tools
{
    /// <summary>The folder that the build fetches kubectl and etcd into.</summary>
    public static string Folder => Repository.PathOf(".native/kubernetes");

    public static string Kubectl
    {
        get
        {
            string path = Path.Combine(Folder, "kubectl");
            if (!File.Exists(path))
                Archives.Missing("kubectl is not fetched: ./build.sh --target=Test does");
            return path;
        }
    }

    /// <summary>A file of the folder <c>tools</c> beside the archives: the stub of a cluster and what starts a control plane.</summary>
    public static string Shared(string name)
    {
        string path = Archives.Beside("tools/" + name);
        if (!File.Exists(path))
            Archives.Missing($"{path} is missing: the tests of Kubernetes need the folder 'tools' beside the archives");
        return path;
    }

    /// <summary>The objects that <c>kubectl apply -k</c> would send.</summary>
    /// <param name="folder">A folder with a kustomization.yaml, relative to the repository or absolute.</param>
    public static string Kustomize(string folder)
    {
        ProcessResult result = Run(Kubectl, ["kustomize", Repository.PathOf(folder)]);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return result.Out;
    }

    public static ProcessResult Run(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        using ChildProcess process = ChildProcess.Start(program, arguments, environment: environment);
        return process.WaitForExit();
    }
}
