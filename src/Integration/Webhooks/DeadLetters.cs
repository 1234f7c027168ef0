using System.Data.Common;
using Dapper;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Integration.Webhooks;

/// <summary>The events that were given up.</summary>
internal static class DeadLetters
{
    /// <summary>Adds those of <paramref name="attempts"/> that were the last.</summary>
    public static Task WriteAsync(DbConnection connection, DbTransaction transaction, string id, IReadOnlyList<Attempt> attempts) =>
        connection.ExecuteAsync(
            """
            insert into webhook_dead_letters (subscription_id, stream, version, event_id, type, attempts, at, status, error)
            values (@Id, @Stream, @Version, @EventId, @Type, @Number, @At, @Status, @Error) on conflict do nothing
            """,
            attempts.Where(static attempt => attempt.IsDead).Select(attempt => new
            {
                Id = id,
                attempt.Stream,
                attempt.Version,
                attempt.EventId,
                attempt.Type,
                attempt.Number,
                At = attempt.Result.At.UtcTicks,
                attempt.Result.Status,
                attempt.Result.Error,
            }),
            transaction);

    /// <summary>How many a subscription has.</summary>
    public static Task<long> CountAsync(DbConnection connection, DbTransaction transaction, string id) =>
        connection.ExecuteScalarAsync<long>(
            "select count(*) from webhook_dead_letters where subscription_id = @Id", new { Id = id }, transaction);

    /// <summary>Puts dead letters back among those that are tried, as if they had never been; answers how many.</summary>
    /// <param name="kind">Which SQL.</param>
    /// <param name="connection">Where they are.</param>
    /// <param name="transaction">Committed by the caller.</param>
    /// <param name="id">Of the subscription.</param>
    /// <param name="numbers">Which; all when it is null.</param>
    public static async Task<int> ReplayAsync(
        DatabaseKind kind, DbConnection connection, DbTransaction transaction, string id, long[]? numbers)
    {
        var which = numbers is null ? "subscription_id = @Id" : $"subscription_id = @Id and number {SqlCondition.IsOneOf(kind, "Numbers")}";
        var parameters = new { Id = id, Numbers = numbers };
        await connection.ExecuteAsync(
            $"""
            insert into webhook_retries (subscription_id, stream, version, event_id, type, attempts, due)
            select subscription_id, stream, version, event_id, type, 0, 0 from webhook_dead_letters where {which} on conflict do nothing
            """,
            parameters,
            transaction);
        return await connection.ExecuteAsync($"delete from webhook_dead_letters where {which}", parameters, transaction);
    }
}
