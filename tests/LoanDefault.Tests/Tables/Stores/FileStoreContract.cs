using System.Text;
using LoanDefault.Tables.Errors;
using LoanDefault.Tables.Stores;

namespace LoanDefault.Tests.Tables.Stores;

/// <summary>What the publish protocol relies on, whatever the store.</summary>
internal abstract class FileStoreContract
{
    private static readonly byte[] Ours = Encoding.UTF8.GetBytes("ours");
    private static readonly byte[] Theirs = Encoding.UTF8.GetBytes("theirs");

    /// <summary>A store whose root is empty, or does not exist; another for each test.</summary>
    protected abstract IFileStore Store { get; }

    [Test]
    public void What_is_put_is_read_back_and_listed()
    {
        Store.CreateFolder("t/log");
        Store.PutIfAbsent("t/log/a", Ours);

        Assert.That(Store.TryRead("t/log/a"), Is.EqualTo(Ours));
        Assert.That(Store.Exists("t/log/a"), Is.True);
        Assert.That(Store.Exists("t/log"), Is.True);
        Assert.That(Store.List("t/log").Single(), Has.Property("Name").EqualTo("a").And.Property("ByteLength").EqualTo(4));
        Assert.That(Store.List("t").Single().IsFolder, Is.True);
    }

    [Test]
    public void What_is_not_there_is_null_empty_or_deleted_already()
    {
        Assert.That(Store.TryRead("no/file"), Is.Null);
        Assert.That(Store.List("no/folder"), Is.Empty);
        Assert.That(Store.Exists("no/file"), Is.False);
        Assert.That(() => Store.Delete("no/file"), Throws.Nothing);
        Assert.That(() => Store.DeleteFolder("no"), Throws.Nothing);
    }

    [TestCase("../outside")]
    [TestCase("a/../../outside")]
    [TestCase("/etc/passwd")]
    [TestCase("a//b")]
    public void A_path_outside_the_root_is_misuse(string path) =>
        Assert.That(() => Store.TryRead(path), Throws.ArgumentException);

    [Test]
    public void A_name_is_taken_as_it_is()
    {
        Store.CreateFolder("a b%20ü[1]");
        Store.PutIfAbsent("a b%20ü[1]/c*{d}", Ours);

        Assert.That(Store.List("a b%20ü[1]").Single().Name, Is.EqualTo("c*{d}"));
        Assert.That(Store.TryRead("a b%20ü[1]/c*{d}"), Is.EqualTo(Ours));
    }

    [Test]
    public void A_folder_is_deleted_with_what_is_in_it()
    {
        Store.CreateFolder("t/log");
        Store.PutIfAbsent("t/log/a", Ours);

        Store.DeleteFolder("t");

        Assert.That(Store.Exists("t/log/a"), Is.False);
        Assert.That(Store.List("t"), Is.Empty);
    }

    [Test]
    public void A_move_leaves_one_name()
    {
        Store.CreateFolder("t");
        Store.PutIfAbsent("t/a", Ours);
        Store.Move("t/a", "t/b");

        Assert.That(Store.TryRead("t/b"), Is.EqualTo(Ours));
        Assert.That(Store.Exists("t/a"), Is.False);
    }

    [Test]
    public void A_move_never_replaces_a_file()
    {
        Store.CreateFolder("t");
        Store.PutIfAbsent("t/a", Ours);
        Store.PutIfAbsent("t/b", Theirs);

        Assert.That(() => Store.Move("t/a", "t/b"), Throws.TypeOf<StoreException>());
        Assert.That(Store.TryRead("t/b"), Is.EqualTo(Theirs));
        Assert.That(Store.TryRead("t/a"), Is.EqualTo(Ours));
    }

    [Test]
    public void A_folder_where_a_file_is_fails_by_name()
    {
        Store.CreateFolder("t");
        Store.PutIfAbsent("t/a", Ours);

        Assert.That(
            () => Store.CreateFolder("t/a/b"),
            Throws.TypeOf<StoreException>().With.Message.Contains(Store.Location).And.Property("Operation").EqualTo("create the folder"));
    }

    [Test]
    public void Of_two_the_first_creates_and_the_second_is_told()
    {
        Store.CreateFolder("t");

        Assert.That(Store.PutIfAbsent("t/a", Ours), Is.EqualTo(PutOutcome.Created));
        Assert.That(Store.PutIfAbsent("t/a", Theirs), Is.EqualTo(PutOutcome.AlreadyThere));
        Assert.That(Store.TryRead("t/a"), Is.EqualTo(Ours));
        Assert.That(Store.List("t").Select(item => item.Name), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void It_is_suitable_and_trying_it_out_leaves_nothing()
    {
        Store.CreateFolder("t");

        Assert.That(Store.Probe().Problem, Is.Null);
        Assert.That(Store.List("").Select(item => item.Name), Is.EqualTo(new[] { "t" }));
    }

    [Test]
    public void A_lock_is_given_to_one_at_a_time()
    {
        Store.CreateFolder("t");
        using (IDisposable? held = Store.TryLock("t/lock"))
        {
            Assert.That(held, Is.Not.Null);
            Assert.That(Store.TryLock("t/lock"), Is.Null);
        }

        using IDisposable? next = Store.TryLock("t/lock");
        Assert.That(next, Is.Not.Null);
    }
}
