using LoanDefault.Arrow.Types;

namespace LoanDefault.Tests.Arrow.Types;

public sealed class TypeTests
{
    private static Field X(ArrowType type, bool nullable = true) => new("x", type, nullable);

    [Test]
    public void Types_with_equal_parts_are_equal()
    {
        Assert.That(Made(() => new TimestampType(TimeUnit.Second, "UTC")), Is.True);
        Assert.That(Made(() => new Decimal128Type(10, 2)), Is.True);
        Assert.That(Made(() => new StructType([X(Int8Type.Default)])), Is.True);
        Assert.That(Made(() => new ListType(X(Int8Type.Default))), Is.True);
        Assert.That(Made(() => new DictionaryType(Int8Type.Default, StringType.Default)), Is.True);
        Assert.That(new TimestampType(TimeUnit.Second, "UTC"), Is.Not.EqualTo(new TimestampType(TimeUnit.Second, null)));
        Assert.That(new StructType([X(Int8Type.Default)]), Is.Not.EqualTo(new StructType([X(Int8Type.Default, nullable: false)])));
        Assert.That(new ListType(X(Int8Type.Default)), Is.Not.EqualTo(new ListType(X(Int16Type.Default))));
        Assert.That(new DictionaryType(Int8Type.Default, StringType.Default), Is.Not.EqualTo(new DictionaryType(Int16Type.Default, StringType.Default)));
    }

    // Whether two that are made alike are equal and have one hash.
    private static bool Made(Func<ArrowType> make) => make().Equals(make()) && make().GetHashCode() == make().GetHashCode();

    [Test]
    public void Types_are_named_as_people_write_them()
    {
        Assert.That($"{new TimestampType(TimeUnit.Microsecond, "UTC")}", Is.EqualTo("timestamp[us, tz=UTC]"));
        Assert.That($"{new TimestampType(TimeUnit.Nanosecond, null)}", Is.EqualTo("timestamp[ns]"));
        Assert.That($"{new Decimal128Type(10, -2)}", Is.EqualTo("decimal128(10, -2)"));
        Assert.That($"{new StructType([X(new ListType(X(UInt8Type.Default)))])}", Is.EqualTo("struct<x: list<x: uint8>>"));
        Assert.That($"{new DictionaryType(Int32Type.Default, StringType.Default)}", Is.EqualTo("dictionary<string, int32>"));
        Assert.That($"{new Schema([X(DoubleType.Default, nullable: false), X(Date32Type.Default)])}", Is.EqualTo("x: double not null, x: date32"));
    }

    [TestCase(0)]
    [TestCase(39)]
    public void A_decimal_has_1_to_38_digits(int precision) =>
        Assert.That(() => new Decimal128Type(precision, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void A_dictionary_has_integer_positions_and_plain_values()
    {
        Assert.That(() => new DictionaryType(DoubleType.Default, StringType.Default), Throws.ArgumentException);
        Assert.That(() => new DictionaryType(Int8Type.Default, new StructType([])), Throws.ArgumentException);
        Assert.That(() => new DictionaryType(Int8Type.Default, new DictionaryType(Int8Type.Default, StringType.Default)), Throws.ArgumentException);
    }

    [Test]
    public void A_schema_finds_the_first_field_of_a_name()
    {
        var schema = new Schema([X(Int8Type.Default), new Field("y", Int16Type.Default, nullable: true), X(Int32Type.Default)]);
        Assert.That(schema.GetFieldIndex("x"), Is.Zero);
        Assert.That(schema.GetFieldIndex("X"), Is.EqualTo(-1));
        Assert.That(schema.GetFieldByName("y")!.DataType, Is.EqualTo(Int16Type.Default));
        Assert.That(schema.GetFieldByName("z"), Is.Null);
    }

    [Test]
    public void Schemas_are_equal_whatever_their_metadata()
    {
        var one = new Schema([X(Int8Type.Default)], new Dictionary<string, string> { ["a"] = "b" });
        Assert.That(one, Is.EqualTo(new Schema([X(Int8Type.Default)])));
        Assert.That(one, Is.Not.EqualTo(new Schema([X(Int8Type.Default, nullable: false)])));
        Assert.That(one.GetHashCode(), Is.EqualTo(new Schema([X(Int8Type.Default)]).GetHashCode()));
    }
}
