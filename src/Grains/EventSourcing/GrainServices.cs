using Microsoft.Extensions.Logging;
using OrleansCommerce.Grains.Receipts;
using OrleansCommerce.Grains.Tills;
using OrleansCommerce.Journal;

namespace OrleansCommerce.Grains.EventSourcing;

/// <summary>What every event-sourced grain needs from its host.</summary>
public sealed record GrainServices(IJournal Journal, TimeProvider Time, ILoggerFactory Loggers)
{
    /// <summary>Makes ids that nobody can guess and that sort by time; replaced where a run must be repeatable.</summary>
    public Func<DateTimeOffset, string> NewId { get; init; } = static now => Guid.CreateVersion7(now).ToString("N");

    /// <summary>VAT rates and calendars.</summary>
    public TaxTable Taxes { get; init; } = TaxTable.Default;

    /// <summary>What the settings say of tills.</summary>
    public TillRules Tills { get; init; } = TillRules.Default;
}
