using System.Security.Cryptography;
using System.Text;
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
    /// <returns>The model's hash.</returns>
    /// <exception cref="BadInputException">The folder exists and may not be replaced, or cannot be written.</exception>
    public static string Write(
        string directory, ModelManifest manifest, IReadOnlyDictionary<string, byte[]> files, bool overwrite)
    {
        CheckTarget(directory, overwrite);
        directory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, byte[] bytes) in files)
            hashes.Add(name, Hash(bytes));
        byte[] manifestBytes = [.. JsonSerializer.SerializeToUtf8Bytes(manifest with { Files = hashes }, PackageJson.Options), (byte)'\n'];

        string modelHash = Hash(manifestBytes);

        string staging = $"{directory}.{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(staging);
            foreach ((string name, byte[] bytes) in files)
                File.WriteAllBytes(Path.Combine(staging, name), bytes);
            File.WriteAllBytes(Path.Combine(staging, ModelPackage.ManifestFile), manifestBytes);
            File.WriteAllBytes(Path.Combine(staging, ModelPackage.ManifestHashFile), HashLine(modelHash));
            if (Directory.Exists(directory))
                Directory.Delete(directory, recursive: true);
            Directory.Move(staging, directory);
            return modelHash;
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

    /// <summary>SHA-256, in lower-case hexadecimal.</summary>
    internal static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>What <see cref="ModelPackage.ManifestHashFile"/> holds; <c>sha256sum -c</c> understands it.</summary>
    internal static byte[] HashLine(string manifestHash) => Encoding.ASCII.GetBytes($"{manifestHash}  {ModelPackage.ManifestFile}\n");

    /// <summary>Reads the manifest and holds that it is the one that training wrote.</summary>
    /// <exception cref="BadInputException">It or its hash is missing, or they differ.</exception>
    internal static byte[] ReadManifest(string directory)
    {
        string path = Path.Combine(directory, ModelPackage.ManifestFile);
        byte[] manifest = Read(path, directory);
        string expected = Encoding.UTF8.GetString(Read(Path.Combine(directory, ModelPackage.ManifestHashFile), directory)).Split(' ')[0];
        string actual = Hash(manifest);
        if (actual != expected)
        {
            throw new BadInputException(
                $"{path}: the manifest was changed after the model was made (SHA-256 {actual}, {ModelPackage.ManifestHashFile} says {OneWord(expected)}): "
                + "take the package from its source again; other points, bands or cut-offs are given by --decisions",
                path);
        }

        return manifest;
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

    // Whatever stands in the file, the message stays one short line.
    private static string OneWord(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower) ? text : "something that is no SHA-256";
}
