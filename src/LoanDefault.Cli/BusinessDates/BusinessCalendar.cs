namespace LoanDefault.Cli.BusinessDates;

/// <summary>
/// Business days of a lender: each begins at one time of day in one time zone, so that a night's run and its retries after
/// midnight are of one day. Days follow each other without gap or overlap, in nights of a clock change too.
/// </summary>
/// <param name="Zone">The time zone of <paramref name="DayStarts"/>.</param>
/// <param name="DayStarts">When the day of a date begins, on that date.</param>
internal sealed record BusinessCalendar(TimeZoneInfo Zone, TimeOnly DayStarts)
{
    /// <summary>The business day that is under way.</summary>
    /// <param name="now">The moment.</param>
    public DateOnly DayOf(DateTimeOffset now)
    {
        // Where clocks are put back over midnight, the local date is not the later one of the two that are possible.
        DateOnly date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Zone).DateTime).AddDays(1);
        while (StartOf(date) > now)
            date = date.AddDays(-1);
        return date;
    }

    /// <summary>The moment at which the business day of a date begins.</summary>
    /// <param name="date">The date.</param>
    public DateTimeOffset StartOf(DateOnly date)
    {
        var local = date.ToDateTime(DayStarts, DateTimeKind.Unspecified);
        // A time that the clocks leave out begins when they have been put forward.
        while (Zone.IsInvalidTime(local))
            local = local.AddMinutes(1);
        // A time that comes twice begins a day when it comes first: at its larger offset.
        TimeSpan offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }
}
