namespace OrleansCommerce.Silo.Operations;

/// <summary>Which reminders somebody wants to see: by each of their columns, whatever page they are on.</summary>
internal sealed record ReminderFilter
{
    // Periods are told in seconds, and kept in ticks.
    private const double PeriodTolerance = 0.001;

    /// <summary>A part of the grain's id; any when left out.</summary>
    public string? Grain { get; init; }

    /// <summary>A part of the name; any when left out.</summary>
    public string? Name { get; init; }

    /// <summary>First due at this time or later; at any when left out.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>First due before this time; at any when left out.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>With this period, in seconds; with any when left out.</summary>
    public double? Period { get; init; }

    /// <summary>What a query asks for.</summary>
    /// <exception cref="RefusedException">A value cannot be read.</exception>
    public static ReminderFilter Of(IQueryCollection query) => new()
    {
        Grain = query["grain"],
        Name = query["name"],
        From = query.Time("from"),
        To = query.Time("to"),
        Period = query.Number("period"),
    };

    /// <summary>Whether it is one of them.</summary>
    public bool Takes(ReminderStatus reminder) =>
        reminder.Grain.Contains(Grain ?? string.Empty, StringComparison.OrdinalIgnoreCase)
        && reminder.Name.Contains(Name ?? string.Empty, StringComparison.OrdinalIgnoreCase)
        && !(reminder.StartAt < From)
        && !(reminder.StartAt >= To)
        && (Period is not { } wanted || Math.Abs(reminder.PeriodSeconds - wanted) < PeriodTolerance);
}
