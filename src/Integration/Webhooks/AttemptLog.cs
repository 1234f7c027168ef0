using System.Data.Common;
using Dapper;
using OrleansCommerce.Webhooks;

namespace OrleansCommerce.Integration.Webhooks;

/// <summary>The last attempts of each subscription, for people who look why something does not arrive.</summary>
internal static class AttemptLog
{
    /// <summary>Adds attempts, and forgets the oldest beyond <see cref="WebhookLimits.Attempts"/>.</summary>
    public static async Task WriteAsync(DbConnection connection, DbTransaction transaction, string id, IReadOnlyList<Attempt> attempts)
    {
        await connection.ExecuteAsync(
            """
            insert into webhook_attempts (subscription_id, stream, event_id, type, attempt, at, duration_ms, outcome, status, error)
            values (@Id, @Stream, @EventId, @Type, @Number, @At, @DurationMs, @Outcome, @Status, @Error)
            """,
            attempts.Select(attempt => new
            {
                Id = id,
                attempt.Stream,
                attempt.EventId,
                attempt.Type,
                attempt.Number,
                At = attempt.Result.At.UtcTicks,
                DurationMs = (int)attempt.Result.Duration.TotalMilliseconds,
                Outcome = OutcomeOf(attempt).ToString(),
                attempt.Result.Status,
                attempt.Result.Error,
            }),
            transaction);
        await connection.ExecuteAsync(
            """
            delete from webhook_attempts where subscription_id = @Id and number < (
                select min(newest.number) from (
                    select number from webhook_attempts where subscription_id = @Id order by number desc limit @Kept) newest)
            """,
            new { Id = id, Kept = WebhookLimits.Attempts },
            transaction);
    }

    private static WebhookOutcome OutcomeOf(Attempt attempt) =>
        attempt.Result.Taken ? WebhookOutcome.Delivered : attempt.IsDead ? WebhookOutcome.Dead : WebhookOutcome.Failed;
}
