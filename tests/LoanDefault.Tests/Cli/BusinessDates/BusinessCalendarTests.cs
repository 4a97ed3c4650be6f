using System.Globalization;
using LoanDefault.Cli.BusinessDates;

namespace LoanDefault.Tests.Cli.BusinessDates;

[TestFixture]
internal sealed class BusinessCalendarTests
{
    [TestCase("2026-11-27T22:59:00Z", "2026-11-27", TestName = "A start at 23:59")]
    [TestCase("2026-11-27T23:30:00Z", "2026-11-27", TestName = "A retry at 00:30")]
    [TestCase("2026-11-28T10:59:59Z", "2026-11-27", TestName = "The last second of a day")]
    [TestCase("2026-11-28T11:00:00Z", "2026-11-28", TestName = "The first second of the next")]
    public void A_night_is_one_day_when_days_begin_at_noon(string now, string expected) =>
        Assert.That(Day("Europe/Berlin", "12:00", now), Is.EqualTo(Date(expected)));

    // Clocks go from 3:00 back to 2:00 at 01:00 UTC, so 02:30 comes twice: the day begins once, when it comes first.
    [TestCase("2026-10-25T00:29:59Z", "2026-10-24")]
    [TestCase("2026-10-25T00:30:00Z", "2026-10-25")]
    [TestCase("2026-10-25T01:10:00Z", "2026-10-25")]
    [TestCase("2026-10-25T01:30:00Z", "2026-10-25")]
    public void A_day_does_not_begin_twice_when_clocks_are_put_back(string now, string expected) =>
        Assert.That(Day("Europe/Berlin", "02:30", now), Is.EqualTo(Date(expected)));

    // Clocks go from 2:00 to 3:00 at 01:00 UTC, so there is no 02:30.
    [TestCase("2026-03-29T00:59:59Z", "2026-03-28")]
    [TestCase("2026-03-29T01:00:00Z", "2026-03-29")]
    public void A_day_whose_start_is_left_out_begins_after_the_gap(string now, string expected) =>
        Assert.That(Day("Europe/Berlin", "02:30", now), Is.EqualTo(Date(expected)));

    // In Havana 1:00 is followed by 0:00 of the same date at 05:00 UTC.
    [TestCase("2026-11-01T04:30:00Z")]
    [TestCase("2026-11-01T05:30:00Z")]
    public void Midnight_that_comes_twice_begins_one_day(string now) =>
        Assert.That(Day("America/Havana", "00:00", now), Is.EqualTo(Date("2026-11-01")));

    [TestCase("Europe/Berlin", "02:30")]
    [TestCase("America/Havana", "00:00")]
    [TestCase("Australia/Lord_Howe", "01:45")]
    [TestCase("Pacific/Apia", "00:00")]
    public void Days_follow_each_other_through_all_of_a_year(string zone, string dayStarts)
    {
        DateTimeOffset now = Moment("2026-01-01T00:00:00Z");
        DateOnly before = Day(zone, dayStarts, now);
        for (int i = 0; i < 366 * 96; i++)
        {
            now = now.AddMinutes(15);
            DateOnly day = Day(zone, dayStarts, now);
            Assert.That(day.DayNumber - before.DayNumber, Is.InRange(0, 1), $"{now:O}");
            before = day;
        }
    }

    private static DateOnly Day(string zone, string dayStarts, string now) => Day(zone, dayStarts, Moment(now));

    private static DateOnly Day(string zone, string dayStarts, DateTimeOffset now) =>
        new BusinessCalendar(TimeZoneInfo.FindSystemTimeZoneById(zone), TimeOnly.Parse(dayStarts, CultureInfo.InvariantCulture)).DayOf(now);

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static DateOnly Date(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
