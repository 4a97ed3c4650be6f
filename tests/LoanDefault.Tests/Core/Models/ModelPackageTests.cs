using Google.Protobuf;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Decisions;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Models;
using LoanDefault.Core.Scoring;
using LoanDefault.Onnx.Protos;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Models;

public sealed class ModelPackageTests
{
    private readonly List<string> _directories = [];

    [TearDown]
    public void Remove()
    {
        foreach (string directory in _directories)
            Directory.Delete(Path.GetDirectoryName(directory)!, recursive: true);
        _directories.Clear();
    }

    [Test]
    public void A_sound_package_is_loaded_and_scores()
    {
        ModelPackage package = ModelPackage.Load(Written());
        using ModelScorer scorer = package.CreateScorer();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(package.Manifest.Name, Is.EqualTo("tiny"));
            Assert.That(package.Hash, Has.Length.EqualTo(64));
            Assert.That(package.FeatureSet.Hash, Is.EqualTo(TinyPackage.Features.Hash));
            Assert.That(scorer.FeatureCount, Is.EqualTo(3));
            Assert.That(package.File(ModelPackage.MetricsFile), Is.EqualTo("{}\n"u8.ToArray()));
        }
    }

    [Test]
    public void The_same_contents_have_the_same_hash_and_others_another()
    {
        string hash = ModelPackage.Load(Written()).Hash;
        Assert.That(ModelPackage.Load(Written()).Hash, Is.EqualTo(hash));
        Assert.That(ModelPackage.Load(Written(files: f => f["metrics.json"] = "{ }\n"u8.ToArray())).Hash, Is.Not.EqualTo(hash));
        Assert.That(ModelPackage.Load(Written(m => m with { Version = "2" })).Hash, Is.Not.EqualTo(hash));
    }

    [TestCase(ModelPackage.ModelFile)]
    [TestCase(ModelPackage.ContractFileName)]
    [TestCase(ModelPackage.ParityFile)]
    [TestCase(ModelPackage.MetricsFile)]
    public void A_changed_byte_is_found_in_every_file(string file)
    {
        string directory = Written();
        byte[] bytes = File.ReadAllBytes(Path.Combine(directory, file));
        for (int position = 0; position < bytes.Length; position += Math.Max(1, bytes.Length / 5))
        {
            bytes[position] ^= 1;
            File.WriteAllBytes(Path.Combine(directory, file), bytes);
            Refused(directory, $"{directory}/{file}: the file was changed after the model was made (SHA-256 ");
            bytes[position] ^= 1;
        }
    }

    [Test]
    public void A_changed_manifest_is_refused_and_what_points_are_changed_by_is_named()
    {
        string directory = Written();
        string path = Path.Combine(directory, ModelPackage.ManifestFile);
        string hash = ModelPackage.Load(directory).Hash;
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"approveAtOrAbove\": 580", "\"approveAtOrAbove\": 560"));
        string changed = ModelPackageFiles.Hash(File.ReadAllBytes(path));
        Refused(
            directory,
            $"{path}: the manifest was changed after the model was made (SHA-256 {changed}, manifest.sha256 says {hash}): take the package from its source again; ",
            "points, bands or cut-offs are given by --decisions");
    }

    [TestCase("")]
    [TestCase("not a hash\nat all")]
    [TestCase("0000")]
    public void A_changed_hash_of_the_manifest_is_refused(string text)
    {
        string directory = Written();
        File.WriteAllText(Path.Combine(directory, ModelPackage.ManifestHashFile), text);
        Refused(directory, $"{directory}/manifest.json: the manifest was changed", "manifest.sha256 says something that is no SHA-256");
    }

    [Test]
    public void The_hash_of_the_manifest_is_the_models_as_sha256sum_writes_it()
    {
        string directory = Written();
        Assert.That(
            File.ReadAllText(Path.Combine(directory, ModelPackage.ManifestHashFile)),
            Is.EqualTo($"{ModelPackage.Load(directory).Hash}  manifest.json\n"));
    }

    [Test]
    public void A_model_can_be_pinned_by_its_hash()
    {
        string directory = Written();
        string hash = ModelPackage.Load(directory).Hash;
        Assert.That(ModelPackage.Load(directory, hash).Hash, Is.EqualTo(hash));
        string other = new('0', 64);
        Assert.That(
            Message(() => ModelPackage.Load(directory, other)),
            Is.EqualTo($"{directory}: the model's hash is {hash}, not the {other} that was asked for: name the package that has that hash"));
    }

    [Test]
    public void The_contents_written_elsewhere_are_the_same_package()
    {
        ModelPackage package = ModelPackage.Load(Written());
        string copy = Path.Combine(Directory.CreateTempSubdirectory("loandefault-copy").FullName, "model");
        _directories.Add(copy);
        Directory.CreateDirectory(copy);
        foreach ((string name, byte[] bytes) in package.Contents)
            File.WriteAllBytes(Path.Combine(copy, name), bytes);
        Assert.That(ModelPackage.Load(copy).Hash, Is.EqualTo(package.Hash));
        Assert.That(Directory.GetFiles(copy), Has.Length.EqualTo(Directory.GetFiles(package.Directory).Length));
    }

    [Test]
    public void A_manifest_that_is_no_json_is_refused()
    {
        string directory = Written();
        Rewrite(directory, text => text[1..]);
        Refused(directory, $"{directory}/manifest.json: not a model manifest (");
    }

    [TestCase(ModelPackage.ManifestFile)]
    [TestCase(ModelPackage.ManifestHashFile)]
    [TestCase(ModelPackage.ModelFile)]
    [TestCase(ModelPackage.MetricsFile)]
    public void A_missing_file_is_named(string file)
    {
        string directory = Written();
        File.Delete(Path.Combine(directory, file));
        Refused(directory, $"{directory}/{file}: cannot be read (", $"is {directory} a model package?");
    }

    [Test]
    public void A_folder_that_is_not_there_is_named() =>
        Refused("/no/such/folder", "/no/such/folder/manifest.json: cannot be read (");

    [TestCase(ModelPackage.ManifestFile)]
    [TestCase(ModelPackage.ModelFile)]
    public void A_link_is_refused(string file)
    {
        string directory = Written();
        string path = Path.Combine(directory, file);
        File.Move(path, path + ".real");
        File.CreateSymbolicLink(path, path + ".real");
        Refused(directory, $"{path}: is a link; a model package holds plain files: copy the package with its files");
    }

    [TestCase("../model.onnx")]
    [TestCase("a/b")]
    [TestCase("/etc/passwd")]
    public void A_file_outside_the_folder_is_refused(string name)
    {
        string directory = Written();
        Rewrite(directory, text => text.Replace("\"metrics.json\"", $"\"{name}\""));
        Refused(directory, $"{directory}/manifest.json: file '{name}' is not a plain name: take the package from its source again");
    }

    [TestCase(ModelPackage.ModelFile)]
    [TestCase(ModelPackage.ContractFileName)]
    [TestCase(ModelPackage.ParityFile)]
    public void A_package_that_lists_no_such_file_is_refused(string file)
    {
        string directory = Written(files: f => f.Remove(file));
        Refused(directory, $"{directory}/manifest.json: the package lists no {file}: take the package from its source again");
    }

    [Test]
    public void A_foreign_format_is_refused_whatever_else_it_holds()
    {
        string directory = Written();
        string path = Path.Combine(directory, ModelPackage.ManifestFile);
        Rewrite(directory, _ => """{ "format": 2, "everything": "else" }""");
        Refused(directory, $"{path}: format 2 is not 1: train the model again with this version");
        Rewrite(directory, _ => """{ "name": "a model without a format" }""");
        Refused(directory, $"{path}: format (none) is not 1");
    }

    [Test]
    public void Another_contract_than_the_models_is_refused()
    {
        ModelPackage package = ModelPackage.Load(Written());
        ApplicationContract other = TinyPackage.Contract with { Version = 2 };
        string message = Message(() => package.CheckContract(other, "other.json"));
        Assert.That(message, Is.EqualTo(
            $"other.json: the contract's hash {ContractFile.Hash(other)} differs from the model's {package.Manifest.ContractHash}: "
            + $"change nothing but 'csv' and 'source' in a copy of the model's own ({package.Directory}/contract.json), or train a model with this one"));
        Assert.That(() => package.CheckContract(TinyPackage.Contract with { Description = "new" }, "same.json"), Throws.Nothing);
        ApplicationContract delivered = TinyPackage.Contract with
        {
            Csv = new CsvFormat { Delimiter = ";" },
            Columns = [.. TinyPackage.Contract.Columns.Select(c => c with { Source = c.Name.ToUpperInvariant() })],
        };
        Assert.That(() => package.CheckContract(delivered, "delivered.json"), Throws.Nothing);
    }

    [Test]
    public void A_contract_in_the_package_that_is_not_the_models_is_refused()
    {
        string directory = Written(m => m with { ContractHash = new string('0', 64) });
        Refused(directory, $"{directory}/contract.json: the contract's hash ", "differs from the model's 0000");
    }

    [Test]
    public void A_feature_set_that_this_program_does_not_compute_is_refused()
    {
        string directory = Written(m => m with { FeatureSetHash = new string('0', 64) });
        Refused(directory, $"{directory}/manifest.json: the model was trained with feature set 0000", $"this program computes {TinyPackage.Features.Hash}: train it again with this version");

        directory = Written(m => m with { Features = [.. m.Features.Reverse()] });
        Refused(directory, $"{directory}/manifest.json: the model was trained with feature set ");
    }

    [Test]
    public void Decisions_that_break_a_rule_are_refused()
    {
        string directory = Written(m => m with { Decisions = m.Decisions with { DeclineBelow = 700 } });
        Refused(directory, $"{directory}/manifest.json: 'declineBelow' must not be above 'approveAtOrAbove'");
    }

    [Test]
    public void A_model_that_scores_otherwise_than_when_it_was_made_is_refused()
    {
        string directory = Written(files: f => f[ModelPackage.ModelFile] = TinyModel.Onnx(3, seed: 2));
        string message = Message(() => ModelPackage.Load(directory).CreateScorer());
        Assert.That(message, Does.StartWith($"{directory}/model.onnx: onnxruntime "));
        Assert.That(message, Does.Contain("scores parity row 0 differently from when the model was made"));
    }

    [Test]
    public void One_bit_in_one_margin_is_enough()
    {
        string directory = Written(files: f => f[ModelPackage.ParityFile][^1] ^= 0x80);
        Assert.That(Message(() => ModelPackage.Load(directory).CreateScorer()), Does.Contain("scores parity row 99 differently"));
    }

    [Test]
    public void A_model_of_another_width_is_refused()
    {
        string directory = Written(files: f => f[ModelPackage.ModelFile] = TinyModel.Onnx(4));
        Assert.That(
            Message(() => ModelPackage.Load(directory).CreateScorer()),
            Is.EqualTo($"{directory}/model.onnx: the model takes 4 features, the contract makes 3: train it again"));

        directory = Written(files: f => f[ModelPackage.ParityFile] = new ParityRows(2, [1, 2], [3]).ToBytes());
        Assert.That(
            Message(() => ModelPackage.Load(directory).CreateScorer()),
            Is.EqualTo($"{directory}/parity.bin: the rows have 2 features, the model takes 3: train it again"));
    }

    [Test]
    public void A_model_that_keeps_numbers_in_another_file_is_refused()
    {
        ModelProto model = ModelProto.Parser.ParseFrom(TinyModel.Onnx(3));
        model.Graph.Initializer.Add(new TensorProto { Name = "weights", DataLocation = TensorProto.Types.DataLocation.External });
        string directory = Written(files: f => f[ModelPackage.ModelFile] = model.ToByteArray());
        Assert.That(
            Message(() => ModelPackage.Load(directory).CreateScorer()),
            Is.EqualTo($"{directory}/model.onnx: the model keeps tensor 'weights' in another file: export it as one file"));
    }

    [Test]
    public void Decisions_of_the_package_are_the_runs()
    {
        ModelPackage package = ModelPackage.Load(Written());
        Assert.That(DecisionPolicyFile.Hash(package.Manifest.Decisions), Is.EqualTo(DecisionPolicyFile.Hash(Policies.Standard)));
    }

    private string Written(Func<ModelManifest, ModelManifest>? manifest = null, Action<Dictionary<string, byte[]>>? files = null)
    {
        string directory = TinyPackage.Write(manifest, files);
        _directories.Add(directory);
        return directory;
    }

    // As somebody would who can write every file of the package.
    private static void Rewrite(string directory, Func<string, string> change)
    {
        string path = Path.Combine(directory, ModelPackage.ManifestFile);
        File.WriteAllText(path, change(File.ReadAllText(path)));
        File.WriteAllBytes(
            Path.Combine(directory, ModelPackage.ManifestHashFile), ModelPackageFiles.HashLine(ModelPackageFiles.Hash(File.ReadAllBytes(path))));
    }

    private static void Refused(string directory, params string[] parts)
    {
        string message = Message(() => ModelPackage.Load(directory));
        Assert.That(message, Does.StartWith(parts[0]));
        foreach (string part in parts[1..])
            Assert.That(message, Does.Contain(part));
        Assert.That(message, Does.Not.Contain("\n"));
    }

    private static string Message(Action action) => Assert.Throws<BadInputException>(action)!.Message;
}
