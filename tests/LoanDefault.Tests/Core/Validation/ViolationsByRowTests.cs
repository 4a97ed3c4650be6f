using LoanDefault.Core.Validation;

namespace LoanDefault.Tests.Core.Validation;

public sealed class ViolationsByRowTests
{
    [Test]
    public void Violations_are_ordered_by_row_then_column_then_as_they_came()
    {
        var random = new Random(3);
        for (int run = 0; run < 200; run++)
        {
            int columns = random.Next(1, 6), rows = random.Next(1, 2049);
            var violations = new ViolationsByRow(columns);
            Violation[] added = [.. Enumerable.Range(0, random.Next(300)).Select(i =>
                new Violation(random.Next(rows), random.Next(-1, columns), ValidationRules.Missing, $"{i}"))];
            violations.All.AddRange(added);
            violations.Sort();

            Assert.That(violations.All, Is.EqualTo(added.OrderBy(v => v.Row).ThenBy(v => v.Column)));
            foreach (int row in added.Select(v => v.Row).Append(0).Append(2047))
                Assert.That(violations.Of(row).ToArray(), Is.EqualTo(added.Where(v => v.Row == row).OrderBy(v => v.Column)));
        }
    }
}
