namespace LoanDefault.Spark.Sql;

public static partial class Functions
{
    /// <summary>The number without its sign.</summary>
    public static Column Abs(Column column) => Call("abs", column);

    /// <summary>Rounded to digits behind the point, halves away from zero.</summary>
    public static Column Round(Column column, int scale = 0) => Call("round", column, scale);

    /// <summary>Rounded to digits behind the point, halves to the even digit.</summary>
    public static Column Bround(Column column, int scale = 0) => Call("bround", column, scale);

    /// <summary>The greatest integer that is not above.</summary>
    public static Column Floor(Column column) => Call("floor", column);

    /// <summary>The least integer that is not below.</summary>
    public static Column Ceil(Column column) => Call("ceil", column);

    /// <summary>The square root.</summary>
    public static Column Sqrt(Column column) => Call("sqrt", column);

    /// <summary>e to the power of the column.</summary>
    public static Column Exp(Column column) => Call("exp", column);

    /// <summary>The natural logarithm; null for zero and below.</summary>
    public static Column Log(Column column) => Call("log", column);

    /// <summary>The logarithm to base 10; null for zero and below.</summary>
    public static Column Log10(Column column) => Call("log10", column);

    /// <summary>The natural logarithm of one plus the column.</summary>
    public static Column Log1P(Column column) => Call("log1p", column);

    /// <summary>The first to the power of the second.</summary>
    public static Column Pow(Column left, Column right) => Call("pow", left, right);

    /// <summary>The column to a power.</summary>
    public static Column Pow(Column left, double right) => Pow(left, Lit(right));

    /// <summary>-1, 0 or 1, by the sign.</summary>
    public static Column Signum(Column column) => Call("signum", column);

    /// <summary>A number from 0 up to 1; the same for the same seed and partitioning.</summary>
    public static Column Rand(long seed) => Call("rand", seed);

    /// <summary>A number that is different in every row and grows within a partition; not without gaps.</summary>
    public static Column MonotonicallyIncreasingId() => Call("monotonically_increasing_id");

    /// <summary>The number of the row's partition.</summary>
    public static Column SparkPartitionId() => Call("spark_partition_id");

    /// <summary>A hash of 32 bits (Murmur 3) over the columns; nulls are passed over.</summary>
    public static Column Hash(params Column[] columns) => Call("hash", [columns]);

    /// <summary>A hash of 64 bits (xxHash) over the columns; nulls are passed over.</summary>
    public static Column XXHash64(params Column[] columns) => Call("xxhash64", [columns]);

    /// <summary>The MD5 of bytes or text, as 32 hexadecimal digits.</summary>
    public static Column Md5(Column column) => Call("md5", column);

    /// <summary>The SHA-2 of bytes or text, as hexadecimal digits; 224, 256, 384 or 512 bits.</summary>
    public static Column Sha2(Column column, int numBits) => Call("sha2", column, numBits);
}
