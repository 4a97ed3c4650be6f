using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Native;

namespace LoanDefault.Tests.Embedded.Native;

[NonParallelizable]
public class HandlesTests
{
    [Test]
    public void Every_native_object_is_given_back_on_success_and_on_failure()
    {
        int before = NativeHandle.AliveCount;
        using (var test = new TestDatabase())
        {
            Assert.That(NativeHandle.AliveCount, Is.GreaterThan(before), "the count counts");
            DuckDbType type = DuckDbType.StructOf(
                new DuckDbField("a", DuckDbType.ListOf(DuckDbType.Varchar)), new DuckDbField("b", DuckDbType.EnumOf("x", "y")));
            test.Connection.Register(new ScalarFunction("f", [DuckDbType.BigInt], type, (_, _) => throw new InvalidOperationException("no")));
            test.Connection.Read("select i, [1], {'p': 1} from range(5000) t(i)", r => r.GetInt64(0));
            test.Connection.Query("select [{'p': 'x'}], 1::decimal(5,2)").Dispose();
            Assert.That(() => test.Connection.Execute("select f(i) from range(10) t(i)"), Throws.InvalidOperationException);
            Assert.That(() => test.Connection.Execute("selec"), Throws.InstanceOf<DuckDbException>());
            Assert.That(() => test.Connection.Execute("select $1::integer", default, "x"), Throws.InstanceOf<DuckDbException>());
            using DuckDbResult stream = test.Connection.Stream("select * from range(100000)");
            stream.ReadChunk()?.Dispose();
        }

        Assert.That(NativeHandle.AliveCount, Is.EqualTo(before));
    }
}
