using System.Security.Cryptography;
using System.Text.Json;
using LoanDefault.Core.Errors;

namespace LoanDefault.Core.Models;

/// <summary>Reads and writes the files of a model package.</summary>
public static class ModelPackageFiles
{
    // A model of 10,000 deep trees is far below; what is above is not a model.
    private const long MaximumBytes = 1L << 30;

    /// <summary>
    /// Writes a package whole or not at all: into a folder beside the target first, which then takes its name.
    /// </summary>
    /// <param name="directory">The package's folder.</param>
    /// <param name="manifest">The manifest; its <see cref="ModelManifest.Files"/> is filled in here.</param>
    /// <param name="files">The other files' bytes by name.</param>
    /// <param name="overwrite">Whether an existing package is replaced.</param>
    /// <exception cref="BadInputException">The folder exists and may not be replaced, or cannot be written.</exception>
    public static void Write(
        string directory, ModelManifest manifest, IReadOnlyDictionary<string, byte[]> files, bool overwrite)
    {
        CheckTarget(directory, overwrite);
        directory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, byte[] bytes) in files)
            hashes.Add(name, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        byte[] manifestBytes = [.. JsonSerializer.SerializeToUtf8Bytes(manifest with { Files = hashes }, PackageJson.Options), (byte)'\n'];

        string staging = $"{directory}.{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(staging);
            foreach ((string name, byte[] bytes) in files)
                File.WriteAllBytes(Path.Combine(staging, name), bytes);
            File.WriteAllBytes(Path.Combine(staging, ModelPackage.ManifestFile), manifestBytes);
            if (Directory.Exists(directory))
                Directory.Delete(directory, recursive: true);
            Directory.Move(staging, directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{directory}: the model package cannot be written ({e.Message}): check --output", directory, innerException: e);
        }
        finally
        {
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
        }
    }

    /// <summary>Refuses a folder that <see cref="Write"/> would refuse, so that long work can do so before it begins.</summary>
    /// <param name="directory">The package's folder.</param>
    /// <param name="overwrite">Whether an existing package is replaced.</param>
    /// <exception cref="BadInputException">The folder holds something that is no model package, or may not be replaced.</exception>
    public static void CheckTarget(string directory, bool overwrite)
    {
        if (File.Exists(directory))
            throw new BadInputException($"{directory}: is a file; the model package is a folder: choose another --output", directory);
        if (!Directory.Exists(directory) || !Directory.EnumerateFileSystemEntries(directory).Any())
            return;
        if (!overwrite)
            throw new BadInputException($"{directory}: the folder is not empty: choose another --output, or --force to replace it", directory);
        // Replacing removes the whole folder: it must be what it is taken for.
        if (!File.Exists(Path.Combine(directory, ModelPackage.ManifestFile)))
            throw new BadInputException($"{directory}: the folder is not empty and is no model package (it has no {ModelPackage.ManifestFile}): choose another --output", directory);
    }

    internal static byte[] Read(string path, string directory)
    {
        try
        {
            var info = new FileInfo(path);
            if (info.LinkTarget is not null)
                throw new BadInputException($"{path}: is a link; a model package holds plain files: copy the package with its files", path);
            if (info.Exists && info.Length > MaximumBytes)
                throw new BadInputException($"{path}: {info.Length} bytes are too many for a file of a model package", path);
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: cannot be read ({e.Message}): is {directory} a model package?", path, innerException: e);
        }
    }
}
