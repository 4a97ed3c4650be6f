namespace LoanDefault.Spark.Sql;

public static partial class Functions
{
    /// <summary>The date on which the query began, in the session's time zone.</summary>
    public static Column CurrentDate() => Call("current_date");

    /// <summary>When the query began.</summary>
    public static Column CurrentTimestamp() => Call("current_timestamp");

    /// <summary>A text like 2020-02-29, or a timestamp, as a date.</summary>
    public static Column ToDate(Column column) => Call("to_date", column);

    /// <summary>A text as a date, by a pattern of Spark such as <c>dd.MM.yyyy</c>.</summary>
    public static Column ToDate(Column column, string format) => Call("to_date", column, format);

    /// <summary>A text as a timestamp.</summary>
    public static Column ToTimestamp(Column column) => Call("to_timestamp", column);

    /// <summary>A text as a timestamp, by a pattern of Spark.</summary>
    public static Column ToTimestamp(Column column, string format) => Call("to_timestamp", column, format);

    /// <summary>A date or timestamp as a text, by a pattern of Spark.</summary>
    public static Column DateFormat(Column column, string format) => Call("date_format", column, format);

    /// <summary>A date some days later.</summary>
    public static Column DateAdd(Column start, int days) => Call("date_add", start, days);

    /// <summary>A date some days earlier.</summary>
    public static Column DateSub(Column start, int days) => Call("date_sub", start, days);

    /// <summary>How many days lie between two dates.</summary>
    public static Column DateDiff(Column end, Column start) => Call("datediff", end, start);

    /// <summary>A date some months later; at a shorter month's end its last day.</summary>
    public static Column AddMonths(Column startDate, int numMonths) => Call("add_months", startDate, numMonths);

    /// <summary>How many months lie between two dates, with a fraction.</summary>
    public static Column MonthsBetween(Column end, Column start) => Call("months_between", end, start);

    /// <summary>The year.</summary>
    public static Column Year(Column column) => Call("year", column);

    /// <summary>The quarter, 1 to 4.</summary>
    public static Column Quarter(Column column) => Call("quarter", column);

    /// <summary>The month, 1 to 12.</summary>
    public static Column Month(Column column) => Call("month", column);

    /// <summary>The day of the month, 1 to 31.</summary>
    public static Column DayOfMonth(Column column) => Call("dayofmonth", column);

    /// <summary>The day of the week, 1 for Sunday to 7 for Saturday.</summary>
    public static Column DayOfWeek(Column column) => Call("dayofweek", column);

    /// <summary>The hour, in the session's time zone.</summary>
    public static Column Hour(Column column) => Call("hour", column);

    /// <summary>The minute.</summary>
    public static Column Minute(Column column) => Call("minute", column);

    /// <summary>The last day of the date's month.</summary>
    public static Column LastDay(Column column) => Call("last_day", column);

    /// <summary>The first day of the date's <c>year</c>, <c>quarter</c>, <c>month</c> or <c>week</c>.</summary>
    public static Column Trunc(Column column, string format) => Call("trunc", column, format);
}
