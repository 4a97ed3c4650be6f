using LoanDefault.Spark.Gateway;

namespace LoanDefault.Spark.Sql;

/// <summary>Settings of a running session.</summary>
public sealed class RuntimeConfig
{
    private readonly JavaObject _config;

    internal RuntimeConfig(JavaObject config)
    {
        _config = config;
    }

    /// <summary>Sets a value.</summary>
    /// <exception cref="SparkException">The setting is unknown or cannot be changed while Spark runs.</exception>
    public void Set(string key, string value) => _config.Call("set", key, value);

    /// <summary>Sets a value.</summary>
    /// <exception cref="SparkException">The setting is unknown or cannot be changed while Spark runs.</exception>
    public void Set(string key, bool value) => Set(key, value ? "true" : "false");

    /// <summary>A value.</summary>
    /// <exception cref="SparkException">The setting has neither a value nor a default.</exception>
    public string Get(string key) => _config.Call<string>("get", key);

    /// <summary>A value, or <paramref name="defaultValue"/> when the setting has none.</summary>
    public string? Get(string key, string? defaultValue) => _config.Call<string?>("get", key, defaultValue);

    /// <summary>Sets a value back to its default.</summary>
    public void Unset(string key) => _config.Call("unset", key);
}
