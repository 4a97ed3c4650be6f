using System.Buffers;
using System.Text.Json;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Pipeline;
using LoanDefault.Core.Validation;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Pipeline;

public sealed class QuarantineLineTests
{
    private static readonly ApplicationContract Contract = Contracts.Of(Contracts.Id(), Contracts.Number("income"));

    [Test]
    public void A_row_is_one_line_of_JSON()
    {
        using JsonDocument line = JsonDocument.Parse(Write("a\n\"1\"", ValidationRules.DuplicateId));

        JsonElement row = line.RootElement;
        Assert.That(row.GetProperty("id").GetString(), Is.EqualTo("a\n\"1\""));
        Assert.That(row.GetProperty("rule").GetString(), Is.EqualTo("duplicate_id"));
        Assert.That(row.GetProperty("version").GetInt32(), Is.EqualTo(1));
        Assert.That(row.TryGetProperty("column", out _), Is.False, "the row as a whole");
        Assert.That(row.GetProperty("rules")[0].GetString(), Is.EqualTo("duplicate_id"));
        Assert.That(row.GetProperty("file").GetString(), Is.EqualTo("x/a.csv"));
        Assert.That(row.GetProperty("row").GetInt64(), Is.EqualTo(41));
        Assert.That(JsonDocument.Parse(row.GetProperty("values").GetString()!).RootElement.GetProperty("income").GetDouble(), Is.EqualTo(7));
    }

    [Test]
    public void A_long_id_is_cut_and_so_is_the_line()
    {
        byte[] line = Write(new string('x', 3_000_000), ValidationRules.IdTooLong);

        Assert.That(JsonDocument.Parse(line).RootElement.GetProperty("id").GetString(), Is.EqualTo(new string('x', 1024)));
        Assert.That(line, Has.Length.LessThan(2_000));
    }

    [Test]
    public void A_missing_id_is_left_out() =>
        Assert.That(JsonDocument.Parse(Write(null, ValidationRules.IdMissing)).RootElement.TryGetProperty("id", out _), Is.False);

    private static byte[] Write(string? id, ValidationRule rule)
    {
        using ApplicationBatch batch = Batches.Of(Contract, [[id, 7]]);
        using var record = new QuarantineRecord(Contract);
        record.Fill(batch, [new Violation(0, -1, rule)], 0);
        var output = new ArrayBufferWriter<byte>();
        using var line = new QuarantineLine(output);
        line.Write(record, batch.Ids[0], "x/a.csv"u8, 41);
        Assert.That(output.WrittenSpan.Contains((byte)'\n'), Is.False);
        return output.WrittenSpan.ToArray();
    }
}
