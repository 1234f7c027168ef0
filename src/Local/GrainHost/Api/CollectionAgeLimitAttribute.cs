using System.Globalization;

namespace Orleans;

/// <summary>How long an activation of the class may be idle before it is collected, instead of the host's collection age.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CollectionAgeLimitAttribute : Attribute
{
    private readonly TimeSpan? _period;

    /// <summary>Set <see cref="Days"/>, <see cref="Hours"/> and <see cref="Minutes"/>, which add up, or <see cref="AlwaysActive"/>.</summary>
    public CollectionAgeLimitAttribute()
    {
    }

    /// <summary>Sets the limit as one text.</summary>
    /// <param name="inactivityPeriod">As <see cref="TimeSpan.Parse(string)"/> reads it.</param>
    public CollectionAgeLimitAttribute(string inactivityPeriod) =>
        _period = TimeSpan.Parse(inactivityPeriod, CultureInfo.InvariantCulture);

    /// <summary>Days of inactivity.</summary>
    public double Days { get; init; }

    /// <summary>Hours of inactivity.</summary>
    public double Hours { get; init; }

    /// <summary>Minutes of inactivity.</summary>
    public double Minutes { get; init; }

    /// <summary>Never collect for idleness.</summary>
    public bool AlwaysActive { get; init; }

    /// <summary>The limit that the properties amount to.</summary>
    public TimeSpan AgeLimit => AlwaysActive
        ? TimeSpan.MaxValue
        : _period ?? TimeSpan.FromDays(Days) + TimeSpan.FromHours(Hours) + TimeSpan.FromMinutes(Minutes);
}
