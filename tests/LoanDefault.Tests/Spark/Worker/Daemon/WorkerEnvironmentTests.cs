using System.Net;
using LoanDefault.Core.Errors;
using LoanDefault.Spark.Worker.Daemon;

namespace LoanDefault.Tests.Spark.Worker.Daemon;

public sealed class WorkerEnvironmentTests
{
    [Test]
    public void A_daemon_gets_a_secret()
    {
        WorkerEnvironment environment = Read(("PYTHON_WORKER_FACTORY_SECRET", "s"), ("SPARK_AUTH_SOCKET_TIMEOUT", "7"));

        Assert.That(environment, Is.EqualTo(new WorkerEnvironment("s", null, null, null, false, TimeSpan.FromSeconds(7))));
        Assert.That(environment.IsForOneTask, Is.False);
        Assert.That(environment.Loopback, Is.EqualTo(IPAddress.Loopback));
    }

    [Test]
    public void A_process_for_one_task_gets_a_port_too()
    {
        WorkerEnvironment environment = Read(("PYTHON_WORKER_FACTORY_SECRET", "s"), ("PYTHON_WORKER_FACTORY_PORT", "4711"), ("SPARK_PREFER_IPV6", "True"));

        Assert.That(environment.DriverlessPort, Is.EqualTo(4711));
        Assert.That(environment.IsForOneTask);
        Assert.That(environment.Loopback, Is.EqualTo(IPAddress.IPv6Loopback));
    }

    [Test]
    public void Unix_sockets_need_no_secret()
    {
        Assert.That(Read(("PYTHON_UNIX_DOMAIN_ENABLED", "True"), ("PYTHON_WORKER_FACTORY_SOCK_DIR", "/d")).UnixSocketFolder, Is.EqualTo("/d"));
        Assert.That(Read(("PYTHON_UNIX_DOMAIN_ENABLED", "True"), ("PYTHON_WORKER_FACTORY_SOCK_PATH", "/d/s")).IsForOneTask);
    }

    [Test]
    public void A_person_who_starts_the_worker_is_told_so() => Assert.That(() => Read(), Throws.TypeOf<WrongUseException>().With.Message.Contains("people do not"));

    private static WorkerEnvironment Read(params (string Name, string Value)[] variables) =>
        WorkerEnvironment.Read(variables.ToDictionary(variable => variable.Name, variable => variable.Value));
}
