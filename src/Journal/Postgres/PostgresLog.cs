using Microsoft.Extensions.Logging;

namespace OrleansCommerce.Journal.Postgres;

internal static partial class PostgresLog
{
    [LoggerMessage(1, LogLevel.Warning, "The journal's connection was lost; the batch goes again in {Pause}: {Reason}")]
    public static partial void ConnectionLost(ILogger logger, TimeSpan pause, string reason);

    [LoggerMessage(2, LogLevel.Error, "The journal gave up a batch of {Appends} appends (outcome uncertain: {Uncertain})")]
    public static partial void GaveUp(ILogger logger, int appends, bool uncertain, Exception cause);

    [LoggerMessage(3, LogLevel.Error, "PostgreSQL refused a batch of the journal: {SqlState} {Reason}")]
    public static partial void Refused(ILogger logger, string sqlState, string reason);
}
