using System.Globalization;
using System.Text.RegularExpressions;
using LoanDefault.Core.Errors;

namespace LoanDefault.Modeling.Synthetic;

/// <summary>
/// A folder of part files that is either whole or not there: parts are written where no reader looks, and moved into
/// place together; <c>_SUCCESS</c> comes last.
/// </summary>
internal sealed partial class OutputFolder : IDisposable
{
    private const string SuccessFile = "_SUCCESS";
    private const string WorkFolder = ".generating";

    private readonly string _path;
    private readonly string _work;

    private OutputFolder(string path)
    {
        _path = path;
        _work = Path.Combine(path, WorkFolder);
    }

    /// <summary>Where the engine may spill; goes with the folder's other unfinished files.</summary>
    public string SpillFolder => Path.Combine(_work, "spill");

    /// <summary>Takes a folder.</summary>
    /// <param name="path">The folder; made if need be.</param>
    /// <param name="overwrite">Whether an earlier generation may be replaced; anything else never is.</param>
    /// <exception cref="BadInputException">The folder holds other files, or cannot be written.</exception>
    public static OutputFolder Take(string path, bool overwrite)
    {
        var folder = new OutputFolder(Path.GetFullPath(path));
        try
        {
            Directory.CreateDirectory(folder._path);
            string[] found = [.. Directory.EnumerateFileSystemEntries(folder._path).Select(e => Path.GetFileName(e)!).Where(e => e != WorkFolder)];
            if (found.Length > 0 && !overwrite)
                throw new BadInputException($"{path}: the folder is not empty ({found[0]}): choose another --output, or replace an earlier generation with --force", path);
            if (found.FirstOrDefault(e => e != SuccessFile && !PartName().IsMatch(e)) is { } foreign)
                throw new BadInputException($"{path}: holds {foreign}, which no generation wrote: choose another --output, or remove it yourself", path);
            if (Directory.Exists(folder._work))
                Directory.Delete(folder._work, recursive: true);
            Directory.CreateDirectory(folder._work);
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: cannot be written ({e.Message}): check --output", path, innerException: e);
        }
    }

    /// <summary>A part's name.</summary>
    public static string NameOf(int part) => string.Create(CultureInfo.InvariantCulture, $"part-{part:D5}.parquet");

    /// <summary>Where a part is written.</summary>
    public string WorkPathOf(int part) => Path.Combine(_work, NameOf(part));

    /// <summary>Puts every part into place and says so.</summary>
    /// <returns>The parts' size together, in bytes.</returns>
    public long Complete(int parts)
    {
        File.Delete(Path.Combine(_path, SuccessFile));
        foreach (string old in Directory.EnumerateFiles(_path).Where(f => PartName().IsMatch(Path.GetFileName(f))).ToArray())
            File.Delete(old);
        long bytes = 0;
        for (int part = 0; part < parts; part++)
        {
            bytes += new FileInfo(WorkPathOf(part)).Length;
            File.Move(WorkPathOf(part), Path.Combine(_path, NameOf(part)));
        }

        Directory.Delete(_work, recursive: true);
        File.WriteAllBytes(Path.Combine(_path, SuccessFile), []);
        return bytes;
    }

    /// <summary>Removes what was not completed.</summary>
    public void Dispose()
    {
        try
        {
            if (Directory.Exists(_work))
                Directory.Delete(_work, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing reads the folder, and the next generation removes it.
        }
    }

    [GeneratedRegex("^part-[0-9]{5,}\\.parquet$")]
    private static partial Regex PartName();
}
