using System.Diagnostics;
using System.Globalization;
using LoanDefault.Arrow;
using LoanDefault.Arrow.Ipc;
using LoanDefault.Tests.Arrow.Support;

namespace LoanDefault.Tests.Arrow.Ipc;

/// <summary>
/// Streams broken at random: the reader refuses them with its one error, or reads them; it never crashes, and allocates no
/// more than their length justifies. LOANDEFAULT_FUZZ_SECONDS and LOANDEFAULT_FUZZ_SEED choose how long and which.
/// </summary>
public sealed class FuzzTests
{
    private const int DefaultSeconds = 30;

    // What a reader has before it reads, and what it may take for each byte: small arrays have objects of their own.
    private const long AllocationAtStart = 256 * 1024;
    private const long AllocationPerByte = 64;
    private const int RowsLookedAt = 200;

    [Test]
    public void Broken_streams_are_refused_with_one_error()
    {
        int seconds = Setting("LOANDEFAULT_FUZZ_SECONDS", DefaultSeconds);
        int seed = Setting("LOANDEFAULT_FUZZ_SEED", 1);
        List<byte[]> seeds = Seeds();
        int cases = 0;
        int refused = 0;
        for (var watch = Stopwatch.StartNew(); watch.Elapsed.TotalSeconds < seconds; cases++)
        {
            var random = new Random(unchecked(seed * 1_000_003 + cases));
            byte[] bytes = new Mutator(random).Mutate(seeds[random.Next(seeds.Count)]);
            refused += IsRefused(bytes, $"seed {seed}, case {cases}") ? 1 : 0;
        }

        TestContext.Out.WriteLine($"{cases} streams, {refused} of them refused");
        Assert.That(refused, Is.GreaterThan(cases / 10));
        Assert.That(cases - refused, Is.GreaterThan(cases / 100), "a fuzzer that breaks everything at once tests little");
    }

    private static IEnumerable<string> Corpus => Streams.CorpusNames;

    [TestCaseSource(nameof(Corpus))]
    public void The_corpus_is_read_or_refused(string name) => IsRefused(Streams.Corpus(name), name);

    private static bool IsRefused(byte[] bytes, string which)
    {
        try
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            bool refused = !TryRead(bytes);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated > AllocationAtStart + AllocationPerByte * bytes.Length)
                Fail(bytes, $"{which}: {allocated} bytes allocated for a stream of {bytes.Length}");
            if (!refused)
                LookAtEverything(bytes);
            return refused;
        }
        catch (Exception error) when (error is not (ArrowFormatException or AssertionException))
        {
            Fail(bytes, $"{which}: {error}");
            throw;
        }
    }

    private static bool TryRead(byte[] bytes)
    {
        try
        {
            using var reader = new ArrowStreamReader(new MemoryStream(bytes));
            while (reader.ReadNextRecordBatch() is not null)
            {
            }
            return true;
        }
        catch (ArrowFormatException)
        {
            return false;
        }
    }

    // What was accepted can be looked at, copied and written.
    private static void LookAtEverything(byte[] bytes)
    {
        using var reader = new ArrowStreamReader(new MemoryStream(bytes));
        var writer = new ArrowStreamWriter(Stream.Null, reader.Schema);
        while (reader.ReadNextRecordBatch() is { } batch)
        {
            writer.WriteRecordBatch(batch);
            RecordBatch some = batch.Slice(batch.Length / 3, Math.Min(batch.Length - batch.Length / 3, RowsLookedAt));
            Assert.That(Plain.Rows(some.Clone(), RowsLookedAt), Is.EqualTo(Plain.Rows(some, RowsLookedAt)));
        }
        writer.WriteEnd();
    }

    private static List<byte[]> Seeds()
    {
        List<byte[]> seeds = [.. Streams.CorpusNames.Where(name => !name.StartsWith("broken-", StringComparison.Ordinal)).Select(Streams.Corpus)];
        var arrays = new RandomArrays(seed: 1);
        foreach (string kind in RandomArrays.Kinds)
        {
            RecordBatch batch = arrays.Batch(20, [kind]);
            seeds.Add(Streams.Write(batch.Schema, batch, batch.Slice(3, 9)));
        }
        RecordBatch all = arrays.Batch(9);
        seeds.Add(Streams.Write(all.Schema, all, all));
        return seeds;
    }

    private static void Fail(byte[] bytes, string message)
    {
        string folder = Path.Combine(RepositoryFiles.Root, "artifacts/fuzz");
        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, $"broken-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))[..12]}.bin");
        File.WriteAllBytes(file, bytes);
        Assert.Fail($"{message}\nthe stream is in {file}: once it is read right, put it into tests/LoanDefault.Tests/Arrow/Corpus");
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
