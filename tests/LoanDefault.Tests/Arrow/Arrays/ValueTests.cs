using LoanDefault.Arrow;
using LoanDefault.Arrow.Types;

namespace LoanDefault.Tests.Arrow.Arrays;

/// <summary>What arrays give as .NET's own types.</summary>
public sealed class ValueTests
{
    [TestCase("0", 0, "0")]
    [TestCase("-1", 2, "-0.01")]
    [TestCase("79228162514264337593543950335", 0, "79228162514264337593543950335")]
    [TestCase("-79228162514264337593543950335", 28, "-7.9228162514264337593543950335")]
    public void A_decimal_keeps_its_digits(string unscaled, int scale, string expected)
    {
        Decimal128Array array = new Decimal128Array.Builder(new Decimal128Type(38, scale)).Append(Int128.Parse(unscaled, null)).Build();
        Assert.That(array.GetDecimal(0), Is.EqualTo(decimal.Parse(expected, null)));
        Assert.That(array.GetDecimal(0)!.Value.Scale, Is.EqualTo(scale));
    }

    [TestCase("79228162514264337593543950336", 0)]
    [TestCase("-170141183460469231731687303715884105728", 0)]
    [TestCase("1", 29)]
    [TestCase("1", -1)]
    public void A_decimal_that_does_not_fit_is_refused(string unscaled, int scale)
    {
        Decimal128Array array = new Decimal128Array.Builder(new Decimal128Type(38, scale)).Append(Int128.Parse(unscaled, null)).Build();
        Assert.That(() => array.GetDecimal(0), Throws.TypeOf<OverflowException>());
    }

    [Test]
    public void Dates_count_days_since_1970()
    {
        Date32Array array = new Date32Array.Builder().Append(0).Append(new DateOnly(1, 1, 1)).Append(new DateOnly(9999, 12, 31)).AppendNull().Append(int.MaxValue).Append(int.MinValue).Build();
        Assert.That(Enumerable.Range(0, 4).Select(array.GetDate), Is.EqualTo(new DateOnly?[] { new(1970, 1, 1), DateOnly.MinValue, DateOnly.MaxValue, null }));
        Assert.That(() => array.GetDate(4), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => array.GetDate(5), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase(TimeUnit.Second, -1L, -10_000_000L)]
    [TestCase(TimeUnit.Millisecond, 1L, 10_000L)]
    [TestCase(TimeUnit.Microsecond, 1L, 10L)]
    [TestCase(TimeUnit.Nanosecond, 199L, 1L)]
    [TestCase(TimeUnit.Nanosecond, -1L, -1L)]
    public void Timestamps_count_their_unit_since_1970(TimeUnit unit, long value, long ticks)
    {
        DateTime? time = new TimestampArray.Builder(new TimestampType(unit, "UTC")).Append(value).Build().GetDateTime(0);
        Assert.That(time, Is.EqualTo(DateTime.UnixEpoch.AddTicks(ticks)));
        Assert.That(time!.Value.Kind, Is.EqualTo(DateTimeKind.Utc));
    }

    [Test]
    public void A_timestamp_without_zone_is_of_no_kind_and_years_beyond_9999_are_refused()
    {
        TimestampArray array = new TimestampArray.Builder(new TimestampType(TimeUnit.Second, null)).Append(0).AppendNull().Append(long.MaxValue).Append(long.MinValue).Build();
        Assert.That(array.GetDateTime(0)!.Value.Kind, Is.EqualTo(DateTimeKind.Unspecified));
        Assert.That(array.GetDateTime(1), Is.Null);
        Assert.That(() => array.GetDateTime(2), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => array.GetDateTime(3), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Texts_are_decoded_and_bytes_that_are_no_UTF8_replaced()
    {
        StringArray array = new StringArray.Builder().Append("\u00fc").Append([0xFF]).Append((string?)null).Build();
        Assert.That(Enumerable.Range(0, 3).Select(array.GetString), Is.EqualTo(new[] { "\u00fc", "\uFFFD", null }));
        Assert.That(array.GetBytes(1).ToArray(), Is.EqualTo(new byte[] { 0xFF }));
    }

    [Test]
    public void A_dictionary_gives_positions_texts_and_its_own_missing_value()
    {
        StringArray values = new StringArray.Builder().Append("a").AppendNull().Build();
        var array = new DictionaryArray(new UInt8Array.Builder().Append(0).AppendNull().Append(1).Build(), values);
        Assert.That(Enumerable.Range(0, 3).Select(array.GetIndex), Is.EqualTo(new[] { 0, -1, 1 }));
        Assert.That(Enumerable.Range(0, 3).Select(array.GetString), Is.EqualTo(new[] { "a", null, null }));
        Assert.That(array.NullCount, Is.EqualTo(1));
        Assert.That(array.GetBytes(0).ToArray(), Is.EqualTo("a"u8.ToArray()));
        Assert.That(array.GetBytes(1).IsEmpty, Is.True);
        Assert.That(() => new DictionaryArray(new Int8Array([0]), new DoubleArray([1])).GetString(0), Throws.InvalidOperationException);
    }

    [Test]
    public void A_struct_wants_columns_of_its_type_and_length()
    {
        var type = new StructType([new Field("x", Int32Type.Default, nullable: true)]);
        Assert.That(new StructArray(type, 2, [new Int32Array([1, 2])]).Fields, Has.Count.EqualTo(1));
        Assert.That(() => new StructArray(type, 1, [new Int32Array([1, 2])]), Throws.ArgumentException);
        Assert.That(() => new StructArray(type, 1, [new Int64Array([1])]), Throws.ArgumentException);
        Assert.That(() => new StructArray(type, 1, []), Throws.ArgumentException);
    }
}
