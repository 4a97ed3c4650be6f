using LoanDefault.Core.Errors;
using LoanDefault.Core.Models;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Models;

public sealed class ModelPackageFilesTests
{
    private string _folder = null!;

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("loandefault-files").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void What_is_written_is_what_is_loaded_and_nothing_else_is_left()
    {
        string directory = Path.Combine(_folder, "model");
        Write(directory);
        Assert.That(Directory.GetFileSystemEntries(_folder), Is.EqualTo([directory]));
        Assert.That(
            Directory.GetFiles(directory).Select(Path.GetFileName),
            Is.EquivalentTo(["manifest.json", "manifest.sha256", "model.onnx", "contract.json", "parity.bin", "metrics.json"]));
        Assert.That(() => ModelPackage.Load(directory), Throws.Nothing);
    }

    [Test]
    public void Writing_twice_gives_the_same_bytes()
    {
        string one = Path.Combine(_folder, "one"), two = Path.Combine(_folder, "two");
        Write(one);
        Write(two + "/");
        foreach (string file in Directory.GetFiles(one))
            Assert.That(File.ReadAllBytes(file), Is.EqualTo(File.ReadAllBytes(Path.Combine(two, Path.GetFileName(file)))));
    }

    [Test]
    public void A_package_is_replaced_only_when_asked()
    {
        string directory = Path.Combine(_folder, "model");
        Write(directory);
        Assert.That(Refused(directory, overwrite: false), Is.EqualTo($"{directory}: the folder is not empty: choose another --output, or --force to replace it"));
        File.WriteAllText(Path.Combine(directory, "old.txt"), "");
        Write(directory, overwrite: true);
        Assert.That(File.Exists(Path.Combine(directory, "old.txt")), Is.False);
    }

    [Test]
    public void A_folder_that_is_no_package_is_never_replaced()
    {
        File.WriteAllText(Path.Combine(_folder, "photo.jpg"), "");
        Assert.That(
            Refused(_folder, overwrite: true),
            Is.EqualTo($"{_folder}: the folder is not empty and is no model package (it has no manifest.json): choose another --output"));
        Assert.That(File.Exists(Path.Combine(_folder, "photo.jpg")));
    }

    [Test]
    public void A_file_in_the_way_is_named()
    {
        string path = Path.Combine(_folder, "model");
        File.WriteAllText(path, "");
        Assert.That(Refused(path, overwrite: true), Does.StartWith($"{path}: is a file; the model package is a folder"));
    }

    [Test]
    public void A_folder_that_cannot_be_written_is_named()
    {
        string path = Path.Combine(_folder, "file", "model");
        File.WriteAllText(Path.Combine(_folder, "file"), "");
        Assert.That(Refused(path, overwrite: false), Does.StartWith($"{path}: the model package cannot be written ("));
    }

    private static void Write(string directory, bool overwrite = false) =>
        ModelPackageFiles.Write(directory, TinyPackage.Manifest, TinyPackage.Files(), overwrite);

    private static string Refused(string directory, bool overwrite) =>
        Assert.Throws<BadInputException>(() => Write(directory, overwrite))!.Message;
}
