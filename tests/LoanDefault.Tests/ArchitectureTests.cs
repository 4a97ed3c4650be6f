using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using LoanDefault.Core.Errors;

namespace LoanDefault.Tests;

/// <summary>The rooms of docs/architecture.md and what each may use. Nothing points the other way.</summary>
public sealed class ArchitectureTests
{
    // Each room with those that it may name in its project file.
    private static readonly Dictionary<string, string[]> Rooms = new()
    {
        ["Microsoft.ML.OnnxRuntime"] = [],
        ["LoanDefault.Arrow"] = [],
        ["LoanDefault.Onnx"] = [],
        ["LoanDefault.Core"] = ["LoanDefault.Onnx", "Microsoft.ML.OnnxRuntime"],
        ["LoanDefault.Tables"] = ["LoanDefault.Core"],
        ["LoanDefault.Embedded"] = ["LoanDefault.Tables"],
        ["LoanDefault.Modeling"] = ["LoanDefault.Embedded"],
        ["LoanDefault.Spark"] = ["LoanDefault.Tables", "LoanDefault.Arrow"],
        ["LoanDefault.Worker"] = ["LoanDefault.Spark"],
        ["LoanDefault.Cli"] = ["LoanDefault.Modeling", "LoanDefault.Spark"],
    };

    // Packages that would carry an engine, a file format or a user interface into a room where it does not belong.
    private static readonly Dictionary<string, string[]> Packages = new()
    {
        ["LoanDefault.Onnx"] = ["Google.Protobuf", "Grpc.Tools"],
        ["LoanDefault.Core"] = ["Serilog", "System.IO.Hashing"],
    };

    [Test]
    public void The_rooms_are_those_of_the_architecture()
    {
        IEnumerable<string> projects = Directory.GetFiles(Path.Combine(RepositoryFiles.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path));
        Assert.That(projects, Is.EquivalentTo(Rooms.Keys));

        string architecture = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs/architecture.md"));
        IEnumerable<string> documented = Regex.Matches(architecture, @"^\| `([\w.]+)` \|", RegexOptions.Multiline).Select(m => m.Groups[1].Value);
        Assert.That(documented, Is.EquivalentTo(Rooms.Keys));
    }

    [TestCaseSource(nameof(RoomNames))]
    public void A_room_uses_only_the_rooms_that_it_may(string room)
    {
        IEnumerable<string> references = Project(room).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(((string)r.Attribute("Include")!).Replace('\\', '/')));
        Assert.That(references, Is.SubsetOf(Rooms[room]));
    }

    [TestCaseSource(nameof(RoomNames))]
    public void Compiled_a_room_refers_to_no_room_above_it(string room)
    {
        string[] allowed = [.. Below(room)];
        IEnumerable<string> references = AssemblyOf(room).GetReferencedAssemblies()
            .Select(name => name.Name!).Where(name => name == "loandefault" || Rooms.ContainsKey(name));
        Assert.That(references, Is.SubsetOf(allowed));
    }

    [Test]
    public void Core_and_Onnx_carry_no_engine()
    {
        foreach ((string room, string[] packages) in Packages)
        {
            IEnumerable<string> references = Project(room).Descendants("PackageReference").Select(r => (string)r.Attribute("Include")!);
            Assert.That(references, Is.SubsetOf(packages), room);
        }
    }

    [Test]
    public void Only_native_methods_files_call_native_libraries()
    {
        foreach (string file in SourceFiles())
        {
            string text = File.ReadAllText(file);
            if (text.Contains("[LibraryImport", StringComparison.Ordinal) || text.Contains("[DllImport", StringComparison.Ordinal))
                Assert.That(file, Does.Match(@"/Native/NativeMethods\.\w+\.cs$"));
        }
    }

    [Test]
    public void Every_failure_that_is_named_has_one_root()
    {
        IEnumerable<Type> exceptions = Rooms.Keys.Where(room => room.StartsWith("LoanDefault.", StringComparison.Ordinal))
            .SelectMany(room => AssemblyOf(room).GetTypes())
            .Where(type => type.IsAssignableTo(typeof(Exception)));
        // LoanDefault.Arrow depends on nothing, so its one error stands alone.
        Assert.That(exceptions.Where(type => !type.IsAssignableTo(typeof(LoanDefaultException))), Is.EqualTo(new[] { typeof(LoanDefault.Arrow.ArrowFormatException) }));
    }

    // Programs are named as they are called.
    private static Assembly AssemblyOf(string room) => Assembly.Load(room switch
    {
        "LoanDefault.Cli" => "loandefault",
        "LoanDefault.Worker" => "loandefault-worker",
        _ => room,
    });

    [Test]
    public void A_file_has_at_most_400_lines()
    {
        foreach (string file in SourceFiles())
            Assert.That(File.ReadLines(file).Count(), Is.LessThanOrEqualTo(400), file);
    }

    private static IEnumerable<string> RoomNames => Rooms.Keys;

    private static IEnumerable<string> Below(string room) => Rooms[room].SelectMany(below => Below(below).Append(below)).Distinct();

    private static XDocument Project(string room) =>
        XDocument.Load(Path.Combine(RepositoryFiles.Root, "src", room, room + ".csproj"));

    private static IEnumerable<string> SourceFiles() =>
        Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));
}
