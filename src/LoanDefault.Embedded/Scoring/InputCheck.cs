using LoanDefault.Core.Errors;
using LoanDefault.Embedded.Input;
using LoanDefault.Tables.Publishing;

namespace LoanDefault.Embedded.Scoring;

/// <summary>Holds that the files are still those that the run key names.</summary>
internal static class InputCheck
{
    /// <summary>Fingerprints every file again.</summary>
    /// <exception cref="BadInputException">A file was changed while it was read.</exception>
    internal static void Unchanged(InputTable input)
    {
        foreach (SourceFile file in input.Files)
        {
            InputFile now = RunInputs.Fingerprint(input.Root, file.Path);
            if (now.ByteLength != file.ByteLength || now.Sha256 != file.Sha256)
            {
                throw new BadInputException(
                    $"{file.RelativePath}: was changed while it was being scored: nothing is published; run again when its writer has finished",
                    file.RelativePath);
            }
        }
    }
}
