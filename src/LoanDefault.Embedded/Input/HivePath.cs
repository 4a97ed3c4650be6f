namespace LoanDefault.Embedded.Input;

/// <summary>Folders named <c>key=value</c>, which give every row below them a column.</summary>
internal static class HivePath
{
    /// <summary>The keys that all files share, in order; empty when the files are not partitioned, or not alike.</summary>
    internal static string[] KeysOfAll(InputLocation location)
    {
        string[]? shared = null;
        foreach (string file in location.Files)
        {
            string[] keys = Keys(location.Relative(file));
            if (shared is not null && !shared.SequenceEqual(keys))
                return [];
            shared = keys;
        }

        return shared ?? [];
    }

    /// <summary>The keys as columns.</summary>
    internal static IEnumerable<InputColumn> Columns(string[] keys) =>
        keys.Select(key => new InputColumn(key, InputColumn.Text, InputColumnOrigin.Path));

    private static string[] Keys(string relativePath) =>
    [
        .. relativePath.Split('/')[..^1]
            .Where(folder => folder.IndexOf('=', StringComparison.Ordinal) > 0)
            .Select(folder => folder[..folder.IndexOf('=', StringComparison.Ordinal)]),
    ];
}
