using LoanDefault.Core.Errors;
using LoanDefault.Modeling.XGBoost;

namespace LoanDefault.Tests.Modeling.XGBoost;

public sealed class XGBoostLibraryTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("loandefault-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void What_configuration_names_comes_first()
    {
        var configured = Touch("mine/libxgboost.so");
        Touch("program/training/libxgboost.so");
        Assert.That(XGBoostLibrary.Find(configured, Path.Combine(_folder, "program")), Is.EqualTo(configured));
    }

    [Test]
    public void The_folder_beside_the_program_comes_before_the_fetched_one_above_it()
    {
        var beside = Touch("a/program/training/libxgboost.so");
        Touch("a/.native/training/libxgboost.so");
        Assert.That(XGBoostLibrary.Find(null, Path.Combine(_folder, "a/program")), Is.EqualTo(beside));
    }

    [Test]
    public void The_fetched_one_is_found_in_any_folder_above_the_program()
    {
        var fetched = Touch(".native/training/libxgboost.so");
        Assert.That(XGBoostLibrary.Find("", Path.Combine(_folder, "tests/bin/Release/")), Is.EqualTo(fetched));
    }

    [Test]
    public void A_missing_library_is_one_line_that_says_what_to_do()
    {
        var failure = Assert.Throws<WrongUseException>(() => XGBoostLibrary.Find(null, _folder));
        Assert.That(failure!.Message, Does.Contain("./build.sh --target=FetchTraining").And.Contain("LOANDEFAULT_XGBOOST"));
        Assert.That(failure.Message, Does.Not.Contain("\n"));
    }

    [Test]
    public void A_configured_file_that_does_not_exist_is_named()
    {
        Assert.That(
            () => XGBoostLibrary.Find("/no/such/libxgboost.so", _folder),
            Throws.InstanceOf<WrongUseException>().With.Message.Contains("/no/such/libxgboost.so"));
    }

    [Test]
    public void The_fetched_library_loads_and_says_its_version()
    {
        Assert.That(XGBoostLibrary.Load(), Is.EqualTo("1.7.4"));
    }

    private string Touch(string name)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
        return path;
    }
}
