using LoanDefault.Cli.BusinessDates;
using LoanDefault.Core.Errors;
using LoanDefault.Tests.Cli.Support;

namespace LoanDefault.Tests.Cli.BusinessDates;

[TestFixture]
internal sealed class RequestedDateTests
{
    private static readonly BusinessCalendar Noon = new(TimeZoneInfo.Utc, new TimeOnly(12, 0));

    // The clock shows midnight, 2026-01-31: the day of the 30th is under way.
    [TestCase("today", 30)]
    [TestCase("yesterday", 29)]
    [TestCase("2026-01-05", 5)]
    public void It_is_found_from_the_clock_and_the_calendar(string text, int day) =>
        Assert.That(RequestedDate.TryParse(text)!.Value.Resolve(Noon, new ManualTime()), Is.EqualTo(new DateOnly(2026, 1, day)));

    [TestCase("tomorrow")]
    [TestCase("31.01.2026")]
    [TestCase("2026-02-30")]
    [TestCase("")]
    public void Other_texts_are_none(string text) => Assert.That(RequestedDate.TryParse(text), Is.Null);

    [Test]
    public void A_day_that_is_counted_back_needs_to_know_when_days_begin()
    {
        RequestedDate today = RequestedDate.TryParse("today")!.Value;

        Assert.That(() => today.Resolve(null, new ManualTime()), Throws.TypeOf<WrongUseException>().With.Message.Contains("--day-starts"));
    }

    [Test]
    public void A_date_needs_no_calendar() =>
        Assert.That(RequestedDate.TryParse("2026-01-05")!.Value.Resolve(null, new ManualTime()), Is.EqualTo(new DateOnly(2026, 1, 5)));

    [Test]
    public void It_is_filled_into_paths()
    {
        var date = new DateOnly(2026, 1, 5);

        Assert.That(RequestedDate.FillIn("in/date={business-date}/{a,b}", date), Is.EqualTo("in/date=2026-01-05/{a,b}"));
        Assert.That(RequestedDate.FillIn(null, date), Is.Null);
    }
}
