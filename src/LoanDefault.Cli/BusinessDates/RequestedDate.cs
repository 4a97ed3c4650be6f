using System.Globalization;
using LoanDefault.Core.Errors;

namespace LoanDefault.Cli.BusinessDates;

/// <summary>A business date as it is asked for: a date, or a day counted back from the one that is under way.</summary>
/// <param name="Date">The date; null for a day that is counted back.</param>
/// <param name="DaysBack">0 for the day that is under way, 1 for the one before.</param>
internal readonly record struct RequestedDate(DateOnly? Date, int DaysBack)
{
    private const string Today = "today";
    private const string Yesterday = "yesterday";

    /// <summary>What stands for the business date in a path.</summary>
    public const string Placeholder = "{business-date}";

    /// <summary>Reads a date.</summary>
    /// <param name="text"><c>YYYY-MM-DD</c>, <c>today</c> or <c>yesterday</c>.</param>
    /// <returns>Null: it is none of them.</returns>
    public static RequestedDate? TryParse(string text) => text switch
    {
        Today => new RequestedDate(null, 0),
        Yesterday => new RequestedDate(null, 1),
        _ => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? new RequestedDate(date, 0) : null,
    };

    /// <summary>Finds the date.</summary>
    /// <param name="calendar">The lender's business days; null when they were not given.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="WrongUseException">A day is counted back, but nobody said when days begin.</exception>
    public DateOnly Resolve(BusinessCalendar? calendar, TimeProvider time)
    {
        if (Date is { } date)
            return date;
        // Any default would be the wrong midnight for somebody, and would show only in the night when a run starts late.
        if (calendar is null)
        {
            throw new WrongUseException(
                $"--business-date {this} needs --time-zone (such as Europe/Berlin) and --day-starts (such as 12:00, a time at which no run is under way): they decide which day a retry after midnight belongs to");
        }

        return calendar.DayOf(time.GetUtcNow()).AddDays(-DaysBack);
    }

    /// <summary>A path with the business date in it.</summary>
    /// <param name="path">A path that may contain <see cref="Placeholder"/>; null stays null.</param>
    /// <param name="date">The date, written as YYYY-MM-DD.</param>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(path))]
    public static string? FillIn(string? path, DateOnly date) =>
        path?.Replace(Placeholder, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <inheritdoc />
    public override string ToString() =>
        Date is { } date ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : DaysBack == 0 ? Today : Yesterday;
}
