namespace LoanDefault.Tests.Core.Scoring.Fuzz;

/// <summary>Breaks a file as disks and hands do: bits, bytes, ends and pieces.</summary>
internal static class ByteFuzz
{
    private static readonly byte[] Odd = [0, 1, 0x7F, 0x80, 0xFF];

    /// <summary>Breaks the first of two files, perhaps with a piece of the second.</summary>
    public static byte[] Break(byte[] one, byte[] other, Random random) => random.Next(6) switch
    {
        0 => one[..random.Next(one.Length)],
        1 => [.. one[..random.Next(one.Length)], .. other[random.Next(other.Length)..]],
        2 => Moved(one, random),
        3 => Written(one, random, at => Odd[random.Next(Odd.Length)]),
        4 => Written(one, random, at => (byte)random.Next(256)),
        _ => Written(one, random, at => (byte)(one[at] ^ 1 << random.Next(8))),
    };

    private static byte[] Written(byte[] bytes, Random random, Func<int, byte> value)
    {
        byte[] changed = [.. bytes];
        for (int i = random.Next(1, 5); i > 0; i--)
        {
            int at = random.Next(changed.Length);
            changed[at] = value(at);
        }

        return changed;
    }

    // A piece is taken out, or stands twice.
    private static byte[] Moved(byte[] bytes, Random random)
    {
        int first = random.Next(bytes.Length), end = Math.Min(bytes.Length, first + random.Next(1, 64));
        return random.Next(2) == 0 ? [.. bytes[..first], .. bytes[end..]] : [.. bytes[..end], .. bytes[first..]];
    }
}
