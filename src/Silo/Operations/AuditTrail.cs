using Dapper;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Silo.Storage;

namespace OrleansCommerce.Silo.Operations;

/// <summary>What operators did, beside the journal. An entry is durable before its action begins.</summary>
internal sealed class AuditTrail(IDatabase database, TimeProvider time) : ISchema
{
    /// <summary>Entries of a page.</summary>
    public const int PageMax = 50;

    private const string Begun = "begun";

    /// <inheritdoc/>
    public Task MigrateAsync(CancellationToken cancellationToken) => database.MigrateAsync(
        "operations",
        [
            new Migration(1, "audit trail of operators", Table("integer primary key", "text"), Table("bigint generated always as identity primary key", "text collate \"C\"")),
        ],
        cancellationToken);

    /// <summary>Notes who does what, and why; does it; notes what became of it.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="action">Such as <c>deactivate</c>.</param>
    /// <param name="target">To what.</param>
    /// <param name="reason">In the operator's words.</param>
    /// <param name="act">Gives what became of it, in a word or two.</param>
    /// <param name="cancellationToken">Ends the wait for the entry; not the action.</param>
    public async Task<string> DoAsync(Caller caller, string action, string target, string reason, Func<Task<string>> act, CancellationToken cancellationToken)
    {
        var id = await database.WriteAsync(
            (connection, transaction, _) => connection.ExecuteScalarAsync<long>(
                """
                insert into operator_audit (at, subject, role, action, target, reason, outcome)
                values (@At, @Subject, @Role, @Action, @Target, @Reason, @Outcome) returning id
                """,
                new
                {
                    At = time.GetUtcNow().UtcTicks,
                    caller.Subject,
                    Role = caller.Role.ToString(),
                    Action = action,
                    Target = target,
                    Reason = reason,
                    Outcome = Begun,
                },
                transaction),
            cancellationToken);
        var outcome = "failed";
        try
        {
            return outcome = await act();
        }
        finally
        {
            await database.WriteAsync(
                (connection, transaction, _) => connection.ExecuteAsync(
                    "update operator_audit set outcome = @Outcome where id = @Id", new { Outcome = outcome, Id = id }, transaction),
                CancellationToken.None);
        }
    }

    /// <summary>A page of entries, newest first.</summary>
    /// <param name="before">Only older ones than this id.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<AuditEntry>> ReadAsync(long before, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<(long Id, long At, string Subject, string Role, string Action, string Target, string Reason, string Outcome)>(
            new CommandDefinition(
                "select id, at, subject, role, action, target, reason, outcome from operator_audit where id < @Before order by id desc limit @Limit",
                new { Before = before, Limit = PageMax },
                cancellationToken: cancellationToken));
        return [.. rows.Select(static row => new AuditEntry(
            row.Id, new DateTimeOffset(row.At, TimeSpan.Zero), row.Subject, row.Role, row.Action, row.Target, row.Reason, row.Outcome))];
    }

    private static string Table(string id, string text) =>
        $"""
        create table operator_audit (
            id      {id},
            at      bigint not null,
            subject {text} not null,
            role    {text} not null,
            action  {text} not null,
            target  {text} not null,
            reason  {text} not null,
            outcome {text} not null
        );
        """;
}

/// <summary>What an operator did.</summary>
/// <param name="Id">Grows from entry to entry.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Subject">Who: an opaque id.</param>
/// <param name="Role">With what right.</param>
/// <param name="Action">What.</param>
/// <param name="Target">To what.</param>
/// <param name="Reason">In the operator's words.</param>
/// <param name="Outcome">What became of it; <c>begun</c> when the process died in it.</param>
internal sealed record AuditEntry(
    long Id, DateTimeOffset At, string Subject, string Role, string Action, string Target, string Reason, string Outcome);
