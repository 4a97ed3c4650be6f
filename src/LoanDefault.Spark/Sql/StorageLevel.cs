namespace LoanDefault.Spark.Sql;

/// <summary>Where rows are kept that are needed again.</summary>
public enum StorageLevel
{
    /// <summary>In memory as objects; what does not fit is computed again.</summary>
    MemoryOnly,

    /// <summary>In memory as objects; what does not fit is on disk.</summary>
    MemoryAndDisk,

    /// <summary>In memory as bytes; what does not fit is on disk.</summary>
    MemoryAndDiskSer,

    /// <summary>On disk.</summary>
    DiskOnly,
}

/// <summary>Spark's names of the levels.</summary>
internal static class StorageLevels
{
    public static string ToJavaName(this StorageLevel level) => level switch
    {
        StorageLevel.MemoryOnly => "MEMORY_ONLY",
        StorageLevel.MemoryAndDisk => "MEMORY_AND_DISK",
        StorageLevel.MemoryAndDiskSer => "MEMORY_AND_DISK_SER",
        StorageLevel.DiskOnly => "DISK_ONLY",
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };
}
