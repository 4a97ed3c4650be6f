using System.Text;

namespace LoanDefault.Arrow.Ipc;

/// <summary>Names from a stream, made fit for a one-line message.</summary>
internal static class Quoted
{
    private const int MaxLength = 60;

    public static string Name(string name)
    {
        var text = new StringBuilder("'");
        foreach (char c in name.AsSpan(0, Math.Min(name.Length, MaxLength)))
            text.Append(char.IsControl(c) ? '?' : c);
        return text.Append(name.Length > MaxLength ? "..'" : "'").ToString();
    }
}
