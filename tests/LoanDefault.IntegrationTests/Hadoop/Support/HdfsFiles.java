// HDFS for tests: takes a command a line on standard input, its parts separated by tabs, and answers each with one line on
// standard output: "OK", with what was asked for after a blank, or "ERROR message". Settings come from the classpath.
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.SafeModeAction;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;

public final class HdfsFiles {
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        DistributedFileSystem hdfs = (DistributedFileSystem) FileSystem.get(new Configuration());
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            answers.println(answer(hdfs, command.split("\t")).replace('\n', ' '));
        }
    }

    private static String answer(DistributedFileSystem hdfs, String[] command) {
        try {
            return "OK " + run(hdfs, command);
        } catch (Exception error) {
            return "ERROR " + error;
        }
    }

    private static String run(DistributedFileSystem hdfs, String[] command) throws Exception {
        switch (command[0]) {
            case "upload": hdfs.copyFromLocalFile(new Path(command[1]), new Path(command[2])); return "";
            case "download": hdfs.copyToLocalFile(false, new Path(command[1]), new Path(command[2]), true); return "";
            case "create-folder": hdfs.mkdirs(new Path(command[1])); return "";
            case "delete": hdfs.delete(new Path(command[1]), true); return "";
            case "permit": hdfs.setPermission(new Path(command[1]), new FsPermission(command[2])); return "";
            case "age": hdfs.setTimes(new Path(command[1]), Long.parseLong(command[2]), -1); return "";
            case "quota": hdfs.setQuota(new Path(command[1]), HdfsConstants.QUOTA_DONT_SET, Long.parseLong(command[2])); return "";
            case "safe-mode": hdfs.setSafeMode(command[1].equals("on") ? SafeModeAction.ENTER : SafeModeAction.LEAVE); return "";
            case "list": {
                List<String> files = new ArrayList<>();
                Path folder = new Path(command[1]);
                if (hdfs.exists(folder)) {
                    list(hdfs, folder, "", files);
                }
                return String.join("\t", files);
            }
            default: throw new IllegalArgumentException(command[0]);
        }
    }

    private static void list(FileSystem hdfs, Path folder, String prefix, List<String> files) throws Exception {
        for (FileStatus entry : hdfs.listStatus(folder)) {
            String name = prefix + entry.getPath().getName();
            if (entry.isDirectory()) {
                list(hdfs, entry.getPath(), name + "/", files);
            } else {
                files.add(name);
            }
        }
    }
}
