using LoanDefault.Core.Errors;

namespace LoanDefault.Core.Scoring.Answers;

/// <summary>Reads a model file that stands alone.</summary>
public static class ModelFileBytes
{
    // A model of 10,000 deep trees is far below; a message of Protocol Buffers cannot be larger.
    private const long MaximumBytes = int.MaxValue / 2;

    /// <summary>Its bytes.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="BadInputException">It cannot be read, or is no model by its size.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            long bytes = new FileInfo(path).Length;
            return bytes <= MaximumBytes
                ? File.ReadAllBytes(path)
                : throw new BadInputException($"{path}: {bytes} bytes are too many for a model in one file: name the ONNX file", path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: cannot be read ({e.Message}): name the ONNX file", path, innerException: e);
        }
    }
}
