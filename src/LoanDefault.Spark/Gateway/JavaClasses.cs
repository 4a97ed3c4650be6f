namespace LoanDefault.Spark.Gateway;

/// <summary>The Java classes that are called by name.</summary>
internal static class JavaClasses
{
    public const string DataType = "org.apache.spark.sql.types.DataType";
    public const string Functions = "org.apache.spark.sql.functions";
    public const string JavaSparkContext = "org.apache.spark.api.java.JavaSparkContext";
    public const string PythonRdd = "org.apache.spark.api.python.PythonRDD";
    public const string SimplePythonFunction = "org.apache.spark.api.python.SimplePythonFunction";
    public const string SparkSession = "org.apache.spark.sql.SparkSession";
    public const string StorageLevel = "org.apache.spark.storage.StorageLevel";
    public const string String = "java.lang.String";
    public const string UserDefinedPythonFunction = "org.apache.spark.sql.execution.python.UserDefinedPythonFunction";
    public const string Window = "org.apache.spark.sql.expressions.Window";
}
