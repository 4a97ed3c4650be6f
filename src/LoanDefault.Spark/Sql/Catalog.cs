using LoanDefault.Spark.Gateway;

namespace LoanDefault.Spark.Sql;

/// <summary>Databases, tables and views by name. <see cref="SparkSession.Catalog"/> is one.</summary>
public sealed class Catalog
{
    private readonly SparkSession _session;
    private readonly JavaObject _catalog;

    internal Catalog(SparkSession session, JavaObject catalog)
    {
        _session = session;
        _catalog = catalog;
    }

    /// <summary>The database in which names without one are looked up.</summary>
    public string CurrentDatabase() => _catalog.Call<string>("currentDatabase");

    /// <summary>Sets the database in which names without one are looked up.</summary>
    public void SetCurrentDatabase(string dbName) => _catalog.Call("setCurrentDatabase", dbName);

    /// <summary>The databases: name, catalog, description, locationUri.</summary>
    public DataFrame ListDatabases() => Listing("listDatabases");

    /// <summary>The tables and views of the current database: name, catalog, namespace, description, tableType, isTemporary.</summary>
    public DataFrame ListTables() => Listing("listTables");

    /// <summary>The columns of a table or view: name, description, dataType, nullable, isPartition, isBucket.</summary>
    /// <exception cref="SparkException">There is no such table.</exception>
    public DataFrame ListColumns(string tableName) => Listing("listColumns", tableName);

    /// <summary>True when there is such a database.</summary>
    public bool DatabaseExists(string dbName) => _catalog.Call<bool>("databaseExists", dbName);

    /// <summary>True when there is such a table or view.</summary>
    public bool TableExists(string tableName) => _catalog.Call<bool>("tableExists", tableName);

    /// <summary>Forgets a view of this session.</summary>
    /// <returns>False when there was none.</returns>
    public bool DropTempView(string viewName) => _catalog.Call<bool>("dropTempView", viewName);

    /// <summary>Keeps a table's rows in memory once they have been read.</summary>
    public void CacheTable(string tableName) => _catalog.Call("cacheTable", tableName);

    /// <summary>Forgets a table's rows.</summary>
    public void UncacheTable(string tableName) => _catalog.Call("uncacheTable", tableName);

    /// <summary>True when a table's rows are kept.</summary>
    public bool IsCached(string tableName) => _catalog.Call<bool>("isCached", tableName);

    /// <summary>Forgets all rows that are kept.</summary>
    public void ClearCache() => _catalog.Call("clearCache");

    /// <summary>Looks again at the files of a table.</summary>
    public void RefreshTable(string tableName) => _catalog.Call("refreshTable", tableName);

    /// <summary>Looks again at the files below a path.</summary>
    public void RefreshByPath(string path) => _catalog.Call("refreshByPath", path);

    private DataFrame Listing(string method, params ReadOnlySpan<object?> arguments)
    {
        using JavaObject listing = _catalog.Call<JavaObject>(method, arguments);
        return _session.Wrap(listing.Call<JavaObject>("toDF"));
    }
}
