using System.Reflection;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;

namespace LoanDefault.Modeling.Contracts;

/// <summary>Writes a contract for people to edit: beside it goes the JSON Schema that it names, so that editors help.</summary>
public static class ContractWriter
{
    /// <summary>The schema's file name, and its name among this assembly's resources.</summary>
    public const string SchemaFileName = "contract.schema.json";

    /// <summary>Writes a contract and, where there is none yet, its schema.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="path">The file; its folder is made if need be.</param>
    /// <param name="overwrite">Whether a file that is there is replaced.</param>
    /// <exception cref="BadInputException">The file is there and must not be replaced, or cannot be written.</exception>
    public static void Write(ApplicationContract contract, string path, bool overwrite)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";
        if (!overwrite && File.Exists(path))
            throw new BadInputException($"{path}: exists already: choose another --output, or replace it with --force", path);
        try
        {
            Directory.CreateDirectory(folder);
            // A half-written contract must not be found under the name.
            string unfinished = $"{path}.unfinished";
            File.WriteAllBytes(unfinished, ContractFile.ToJson(contract));
            File.Move(unfinished, path, overwrite: true);
            string schema = Path.Combine(folder, SchemaFileName);
            if (!File.Exists(schema))
                File.WriteAllBytes(schema, ReadSchema());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: the contract cannot be written ({e.Message}): check --output", path, innerException: e);
        }
    }

    private static byte[] ReadSchema()
    {
        using Stream resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(SchemaFileName)!;
        byte[] schema = new byte[resource.Length];
        resource.ReadExactly(schema);
        return schema;
    }
}
