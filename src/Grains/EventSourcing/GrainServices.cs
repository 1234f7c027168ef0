using Microsoft.Extensions.Logging;
using OrleansCommerce.Journal;

namespace OrleansCommerce.Grains.EventSourcing;

/// <summary>What every event-sourced grain needs from its host.</summary>
public sealed record GrainServices(IJournal Journal, TimeProvider Time, ILoggerFactory Loggers);
