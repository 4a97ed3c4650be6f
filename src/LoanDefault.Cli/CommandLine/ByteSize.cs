using System.Globalization;

namespace LoanDefault.Cli.CommandLine;

/// <summary>Amounts of memory as people write them: <c>512MB</c>, <c>1.5 GiB</c>. KB, MB, GB are powers of 1,000.</summary>
internal static class ByteSize
{
    private static readonly (string Suffix, double Bytes)[] Units =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40),
        ("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12), ("B", 1),
    ];

    /// <summary>Reads an amount.</summary>
    /// <param name="text">A number with a unit.</param>
    /// <returns>Bytes, above 0; null when the text is not an amount.</returns>
    public static long? TryParse(string text)
    {
        foreach ((string suffix, double unit) in Units)
        {
            if (!text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
                continue;
            string number = text[..^suffix.Length].TrimEnd();
            bool valid = double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value);
            double bytes = value * unit;
            return valid && bytes is >= 1 and <= long.MaxValue / 2 ? (long)bytes : null;
        }

        return null;
    }

    /// <summary>An amount with three digits or so, in powers of 1,000: <c>840 MB</c>.</summary>
    /// <param name="bytes">Bytes, not negative.</param>
    public static string Format(long bytes)
    {
        string[] names = ["B", "KB", "MB", "GB", "TB"];
        double value = bytes;
        int unit = 0;
        for (; value >= 999.5 && unit < names.Length - 1; unit++)
            value /= 1000;
        return value.ToString(unit == 0 || value >= 99.5 ? "0" : "0.0", CultureInfo.InvariantCulture) + " " + names[unit];
    }
}
