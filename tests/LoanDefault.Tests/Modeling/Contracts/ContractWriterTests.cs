using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Modeling.Contracts;

namespace LoanDefault.Tests.Modeling.Contracts;

internal sealed class ContractWriterTests
{
    private static readonly ApplicationContract Contract = ContractFile.Load(RepositoryFiles.ReferenceContract);

    private SampleFiles _files = null!;

    [SetUp]
    public void MakeFolder() => _files = new SampleFiles();

    [TearDown]
    public void RemoveFolder() => _files.Dispose();

    [Test]
    public void A_contract_and_its_schema_are_written_into_a_new_folder()
    {
        string path = _files.Path("new/contract.json");

        ContractWriter.Write(Contract, path, overwrite: false);

        Assert.Multiple(() =>
        {
            Assert.That(ContractFile.Hash(ContractFile.Load(path)), Is.EqualTo(ContractFile.Hash(Contract)));
            Assert.That(File.ReadAllBytes(_files.Path("new/contract.schema.json")), Is.EqualTo(File.ReadAllBytes(RepositoryFiles.ContractSchema)));
            Assert.That(Directory.GetFiles(_files.Path("new")), Has.Length.EqualTo(2));
        });
    }

    [Test]
    public void A_contract_that_is_there_is_kept_unless_told_otherwise()
    {
        string path = _files.WriteText("contract.json", "mine");

        Assert.That(
            () => ContractWriter.Write(Contract, path, overwrite: false),
            Throws.TypeOf<BadInputException>().With.Message.Contains("exists already"));
        ContractWriter.Write(Contract, path, overwrite: true);
        Assert.That(ContractFile.Load(path).Name, Is.EqualTo("lending-club"));
    }

    [Test]
    public void A_folder_that_cannot_be_made_is_named()
    {
        string path = Path.Combine(_files.WriteText("file", ""), "contract.json");

        Assert.That(
            () => ContractWriter.Write(Contract, path, overwrite: false),
            Throws.TypeOf<BadInputException>().With.Message.StartsWith(path));
    }
}
