using System.Text;
using LoanDefault.Spark.Gateway;

namespace LoanDefault.Tests.Spark.Gateway;

public sealed class JavaGatewayTests
{
    private const string SomeClass = "java.lang.Some";

    [Test]
    public void Arguments_go_out_with_their_types_and_escaped()
    {
        using var fake = FakeGateway.Saying("!yro1", "!yv");
        using JavaGateway gateway = JavaGateway.Connect(fake.Address);
        JavaObject target = gateway.New("java.util.ArrayList", 16);
        target.Call("all", null, true, 1, -2L, 0.1, double.NaN, double.NegativeInfinity, 12.30m, "a\\b\nc\rü😀", new byte[] { 1, 2 }, target);

        Assert.That(fake.Requests, Is.EqualTo(new[]
        {
            "i|java.util.ArrayList|i16",
            "c|o1|all|n|btrue|i1|L-2|d0.1|dNaN|d-Infinity|D12.30|sa\\\\b\\nc\\rü😀|jAQI=|ro1",
        }));
    }

    [TestCase("!yi-5", -5)]
    [TestCase("!yL9223372036854775807", long.MaxValue)]
    [TestCase("!yd1.0E-10", 1e-10)]
    [TestCase("!ydNaN", double.NaN)]
    [TestCase("!yd-Infinity", double.NegativeInfinity)]
    [TestCase("!ybtrue", true)]
    [TestCase("!ybfalse", false)]
    [TestCase("!ys", "")]
    [TestCase("!ysa\\\\b\\nc\\r \u00fc", "a\\b\nc\r \u00fc")]
    [TestCase("!yn", null)]
    [TestCase("!yv", null)]
    public void A_value_comes_back_as_its_type(string line, object? expected) => Assert.That(Returned(line), Is.EqualTo(expected));

    [Test]
    public void Bytes_and_decimals_come_back_as_their_types()
    {
        Assert.That(Returned("!yjAQID"), Is.EqualTo(new byte[] { 1, 2, 3 }));
        Assert.That(Returned("!yj"), Is.EqualTo(Array.Empty<byte>()));
        Assert.That(Returned("!yD12.340"), Is.EqualTo(12.340m));
    }

    [TestCase('r')]
    [TestCase('l')]
    [TestCase('a')]
    [TestCase('h')]
    [TestCase('t')]
    [TestCase('g')]
    public void An_object_comes_back_as_a_handle(char type) =>
        Assert.That(((JavaObject)Returned($"!y{type}o17")!).Id, Is.EqualTo("o17"));

    [TestCase('o')]
    [TestCase('p')]
    [TestCase('c')]
    [TestCase('m')]
    public void What_is_no_value_comes_back_as_a_name(char kind) =>
        Assert.That(Returned($"!y{kind}java.lang"), Is.EqualTo(new JavaName(kind, "java.lang")));

    [TestCase("")]
    [TestCase("!")]
    [TestCase("!y")]
    [TestCase("yi1")]
    [TestCase("!q")]
    [TestCase("!yi")]
    [TestCase("!yi1.5")]
    [TestCase("!yi99999999999")]
    [TestCase("!ybmaybe")]
    [TestCase("!ydone")]
    [TestCase("!yr")]
    [TestCase("!yj*")]
    [TestCase("!yjA")]
    [TestCase("!ysa\\")]
    [TestCase("!ysa\\x")]
    [TestCase("!y?1")]
    [TestCase("!xr")]
    [TestCase("HTTP/1.1 400 Bad Request")]
    public void A_malformed_line_is_one_typed_error(string line) =>
        Assert.That(() => Returned(line), Throws.InstanceOf<GatewayException>().With.Property(nameof(GatewayException.IsLost)).False);

    [Test]
    public void A_line_that_is_not_UTF8_is_one_typed_error()
    {
        using var fake = new FakeGateway(_ => [(byte)'!', (byte)'y', (byte)'s', 0xFF, (byte)'\n']);
        using JavaGateway gateway = JavaGateway.Connect(fake.Address);
        Assert.That(() => gateway.CallStatic<object?>(SomeClass, "method"), Throws.InstanceOf<GatewayException>());
    }

    [Test]
    public void A_long_reply_is_read_whole()
    {
        string text = new('x', 100_000);
        using var fake = FakeGateway.Saying("!ys" + text, "!yi1");
        using JavaGateway gateway = JavaGateway.Connect(fake.Address);
        Assert.That(gateway.CallStatic<string>(SomeClass, "method"), Is.EqualTo(text));
        Assert.That(gateway.CallStatic<int>(SomeClass, "method"), Is.EqualTo(1));
    }

    [Test]
    public void An_end_at_any_byte_says_that_Spark_has_gone([Range(0, 6)] int sent)
    {
        byte[] reply = "!ysabc\n"u8[..sent].ToArray();
        using var fake = new FakeGateway(_ => sent == 0 ? null : reply);
        using JavaGateway gateway = JavaGateway.Connect(fake.Address);
        Assert.That(() => gateway.CallStatic<string>(SomeClass, "method"), Throws.InstanceOf<GatewayException>().With.Property(nameof(GatewayException.IsLost)).True);
        Assert.That(gateway.IsLost, Is.True);
        Assert.That(() => gateway.CallStatic<string>(SomeClass, "method"), Throws.InstanceOf<GatewayException>().With.Property(nameof(GatewayException.IsLost)).True);
    }

    [Test]
    public void A_wrong_secret_is_refused_without_being_named()
    {
        using var fake = FakeGateway.Saying();
        var error = Assert.Throws<GatewayException>(() => JavaGateway.Connect(fake.Address with { Secret = "other-secret" }))!;
        Assert.That(error.Message, Does.Contain("refuses the secret").And.Not.Contains("other-secret").And.Not.Contains(FakeGateway.Secret));
        Assert.That(fake.Address.ToString(), Does.Not.Contain(FakeGateway.Secret));
    }

    [Test]
    public void A_port_where_nobody_listens_says_that_Spark_has_gone()
    {
        GatewayAddress address;
        using (var fake = FakeGateway.Saying())
            address = fake.Address;
        Assert.That(() => JavaGateway.Connect(address), Throws.InstanceOf<GatewayException>().With.Property(nameof(GatewayException.IsLost)).True);
    }

    [Test]
    public void A_refusal_of_the_gateway_names_the_call_and_the_connection_goes_on()
    {
        using var fake = FakeGateway.Saying("!xspy4j.Py4JException: Method nope([]) does not exist\\nat x", "!yi1");
        using JavaGateway gateway = JavaGateway.Connect(fake.Address);
        var error = Assert.Throws<GatewayException>(() => gateway.CallStatic<int>(SomeClass, "nope"))!;
        Assert.That(error.Message, Does.Contain("'nope'").And.Contain("does not exist").And.Not.Contains("\n"));
        Assert.That(gateway.CallStatic<int>(SomeClass, "method"), Is.EqualTo(1));
        Assert.That(fake.ConnectionCount, Is.EqualTo(1));
    }

    [Test]
    public void A_fatal_error_ends_the_connection_and_the_next_call_opens_another()
    {
        using var fake = FakeGateway.Saying("!zscommand not understood", "!yi1");
        using JavaGateway gateway = JavaGateway.Connect(fake.Address);
        Assert.That(() => gateway.CallStatic<int>(SomeClass, "method"), Throws.InstanceOf<GatewayException>().With.Message.Contain("command not understood"));
        Assert.That(gateway.CallStatic<int>(SomeClass, "method"), Is.EqualTo(1));
        Assert.That(fake.ConnectionCount, Is.EqualTo(2));
    }

    [Test]
    public void Each_thread_has_its_own_connection()
    {
        using var fake = new FakeGateway(_ => "!yi1\n"u8.ToArray());
        using JavaGateway gateway = JavaGateway.Connect(fake.Address);
        var other = new Thread(() => gateway.CallStatic<int>(SomeClass, "method"));
        other.Start();
        other.Join();
        gateway.CallStatic<int>(SomeClass, "method");
        Assert.That(fake.ConnectionCount, Is.EqualTo(2));
    }

    [Test]
    public void Objects_are_released_in_batches_before_a_later_call_and_never_twice()
    {
        int made = 0;
        using var fake = new FakeGateway(request => Encoding.UTF8.GetBytes(request.StartsWith('m') ? "!yv\n" : $"!yro{made++}\n"));
        using JavaGateway gateway = JavaGateway.Connect(fake.Address);
        for (int count = 0; count < JavaGateway.ReleaseBatch; count++)
        {
            JavaObject forgotten = gateway.New("java.lang.Object");
            forgotten.Dispose();
            forgotten.Dispose();
        }
        Assert.That(fake.Requests, Has.None.StartsWith("m|d"));

        using JavaObject kept = gateway.New("java.lang.Object");
        Assert.That(fake.Requests.Where(request => request.StartsWith("m|d|", StringComparison.Ordinal)),
            Is.EqualTo(Enumerable.Range(0, JavaGateway.ReleaseBatch).Select(id => $"m|d|o{id}")));
    }

    [Test]
    public void A_call_that_waits_ends_when_the_gateway_is_closed()
    {
        using var asked = new ManualResetEventSlim();
        using var fake = new FakeGateway(_ =>
        {
            asked.Set();
            return [];
        });
        using JavaGateway gateway = JavaGateway.Connect(fake.Address);
        Task<int> call = Task.Run(() => gateway.CallStatic<int>(SomeClass, "method"));
        asked.Wait();
        gateway.Dispose();
        Assert.That(() => call.GetAwaiter().GetResult(), Throws.InstanceOf<GatewayException>().With.Property(nameof(GatewayException.IsLost)).True);
    }

    [Test]
    public void A_result_of_another_type_than_expected_is_a_typed_error()
    {
        Assert.That(JavaGateway.Cast<long>(5, "count"), Is.EqualTo(5));
        Assert.That(JavaGateway.Cast<string?>(null, "get"), Is.Null);
        Assert.That(() => JavaGateway.Cast<string>(5, "version"), Throws.InstanceOf<GatewayException>().With.Message.Contain("'version'"));
        Assert.That(() => JavaGateway.Cast<int>(null, "count"), Throws.InstanceOf<GatewayException>());
    }

    [Test]
    public void A_type_that_the_protocol_lacks_is_misuse_and_leaves_the_connection_clean()
    {
        using var fake = FakeGateway.Saying("!yi1");
        using JavaGateway gateway = JavaGateway.Connect(fake.Address);
        Assert.That(() => gateway.CallStatic<int>(SomeClass, "method", 1.5f), Throws.ArgumentException);
        Assert.That(gateway.CallStatic<int>(SomeClass, "method"), Is.EqualTo(1));
        Assert.That(fake.Requests, Is.EqualTo(new[] { $"c|z:{SomeClass}|method" }));
    }

    private static object? Returned(string line)
    {
        using var fake = FakeGateway.Saying(line);
        using JavaGateway gateway = JavaGateway.Connect(fake.Address);
        return gateway.CallStatic<object?>(SomeClass, "method");
    }
}
