namespace LoanDefault.Tests;

/// <summary>Files of the repository that tests read where they lie.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = FindRoot();

    public static string ReferenceContract => Path.Combine(Root, "models", "lending-club.contract.json");

    public static string ContractSchema => Path.Combine(Root, "models", "contract.schema.json");

    public static string ReferenceSample => Path.Combine(Root, "data", "lending_club.parquet");

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LoanDefault.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"no LoanDefault.sln above {AppContext.BaseDirectory}");
    }
}
