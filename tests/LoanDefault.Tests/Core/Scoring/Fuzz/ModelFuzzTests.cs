using FsCheck;
using FsCheck.Fluent;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Scoring.Fuzz;

/// <summary>
/// Broken files of every kind: each is refused with a clear error, or is a model after all, which the kernels and ONNX
/// Runtime score alike. A crash or a loop of either ends the test run, which is the point.
/// </summary>
public sealed class ModelFuzzTests
{
    private const int Files = 3000;

    [Test]
    public void The_files_to_start_from_are_good() => Assert.That(
        FuzzCorpus.Models.Select(FuzzOracle.Judge),
        Has.None.EqualTo(FuzzOutcome.Refused).And.None.EqualTo(FuzzOutcome.RefusedByOnnxRuntime).And.Some.EqualTo(FuzzOutcome.Kernel));

    [Test]
    public void Broken_bytes_end_in_an_error_or_in_equal_scores() =>
        Judge((random, one, other) => ByteFuzz.Break(one, other, random));

    [Test]
    public void Broken_attributes_end_in_an_error_or_in_equal_scores() =>
        Judge((random, one, _) => AttributeFuzz.Break(one, random));

    [Test]
    public void Bytes_written_anywhere_end_in_an_error_or_in_equal_scores() => Properties.Hold(
        Prop.ForAll<PositiveInt, (PositiveInt At, byte Value)[]>((model, writes) =>
        {
            byte[] bytes = [.. FuzzCorpus.Models[model.Get % FuzzCorpus.Models.Length]];
            foreach ((PositiveInt at, byte value) in writes)
                bytes[(int)(at.Get * 2_654_435_761L % bytes.Length)] = value;
            FuzzOracle.Judge(bytes);
        }));

    private static void Judge(Func<Random, byte[], byte[], byte[]> breaking)
    {
        byte[][] models = FuzzCorpus.Models;
        var outcomes = new Dictionary<FuzzOutcome, int>();
        for (int seed = 0; seed < Files; seed++)
        {
            var random = new Random(seed);
            byte[] bytes = breaking(random, models[random.Next(models.Length)], models[random.Next(models.Length)]);
            try
            {
                FuzzOutcome outcome = FuzzOracle.Judge(bytes);
                outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed}", e);
            }
        }

        // Else too little got through to be compared, or nothing was broken.
        TestContext.Out.WriteLine(string.Join(", ", outcomes.OrderBy(o => o.Key).Select(o => $"{o.Key}: {o.Value}")));
        Assert.That(outcomes.Keys, Is.SupersetOf(new[] { FuzzOutcome.Refused, FuzzOutcome.OnnxRuntime, FuzzOutcome.Kernel }));
    }
}
