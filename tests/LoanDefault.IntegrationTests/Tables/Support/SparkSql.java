// Spark with Delta Lake as a peer: takes a SQL statement a line on standard input, answers each with one line on
// standard output: "ROWS [..]", the result's rows as JSON, or "ERROR message". Argument: a folder for scratch files.
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.SparkSession;

public final class SparkSql {
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        SparkSession spark = SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "1")
            .config("spark.databricks.delta.snapshotPartitions", "1")
            .config("spark.local.dir", arguments[0])
            .config("spark.sql.warehouse.dir", arguments[0] + "/warehouse")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
        BufferedReader statements = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String statement = statements.readLine(); statement != null; statement = statements.readLine()) {
            answers.println(answer(spark, statement).replace('\n', ' '));
        }
        spark.stop();
    }

    private static String answer(SparkSession spark, String statement) {
        try {
            return "ROWS [" + String.join(",", spark.sql(statement).toJSON().collectAsList()) + "]";
        } catch (Exception error) {
            return "ERROR " + error;
        }
    }
}
