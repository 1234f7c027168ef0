using System.Collections.Immutable;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using OrleansCommerce.Integration.Events;
using OrleansCommerce.Integration.Feed;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Search;
using OrleansCommerce.Webhooks;

namespace OrleansCommerce.Integration.Webhooks;

/// <summary>The subscriptions, in their table.</summary>
internal sealed class WebhookAdministration(
    IDatabase database, FeedEnd end, WebhookTarget target, WebhookSecrets secrets, WebhookLists lists, TimeProvider time) : IWebhooks
{
    private const string Thing = "webhook subscription";

    /// <inheritdoc/>
    public async Task<Result<WebhookSecretAnswer>> CreateAsync(CreateWebhook command, CancellationToken cancellationToken)
    {
        if (CheckOperation(command.OperationId) is { } wrong)
        {
            return wrong;
        }

        if ((target.Check(command.Url) ?? CheckTypes(command.Types) ?? CheckDescription(command.Description)) is { } invalid)
        {
            return invalid;
        }

        var id = $"wh_{Guid.CreateVersion7(time.GetUtcNow()):N}";
        var secret = WebhookSecrets.Create();
        var kept = await secrets.ProtectAsync(id, secret, cancellationToken);
        var from = await end.ReadAsync(cancellationToken);
        var input = InputOf(command);
        return await database.WriteAsync<Result<WebhookSecretAnswer>>(
            async (connection, transaction, _) =>
            {
                if (await FindEarlierAsync(connection, transaction, command.OperationId, input) is { } known)
                {
                    return known;
                }

                var count = await connection.ExecuteScalarAsync<long>("select count(*) from webhook_subscriptions", transaction: transaction);
                if (count >= WebhookLimits.Subscriptions)
                {
                    return new InvalidState("FULL", $"There are {count} webhook subscriptions, and there can be no more: delete one.");
                }

                var made = await connection.ExecuteAsync(
                    """
                    insert into webhook_subscriptions
                        (id, url, types, description, created_at, created_by, created_operation, created_input, secret, xid, seq)
                    values (@Id, @Url, @Types, @Description, @At, @Subject, @OperationId, @Input, @Secret, @Xid, @Seq)
                    on conflict (created_operation) do nothing
                    """,
                    new
                    {
                        Id = id,
                        command.Url,
                        Types = SubscribedTypes.Format(command.Types),
                        command.Description,
                        At = time.GetUtcNow().UtcTicks,
                        command.Subject,
                        command.OperationId,
                        Input = input,
                        Secret = kept,
                        Xid = (long)from.Transaction,
                        Seq = from.Sequence,
                    },
                    transaction);

                // The same request came twice at once.
                return made == 0
                    ? (await FindEarlierAsync(connection, transaction, command.OperationId, input))!.Value
                    : new WebhookSecretAnswer((await lists.FindAsync(connection, transaction, id))!, WebhookSecrets.Show(secret));
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Result<WebhookDetails>> UpdateAsync(UpdateWebhook command, CancellationToken cancellationToken)
    {
        var invalid = (command.Url is { } url ? target.Check(url) : null)
            ?? (command.Types is { } types ? CheckTypes(types) : null)
            ?? (command.Description is { } description ? CheckDescription(description) : null);
        return invalid is not null
            ? Task.FromResult<Result<WebhookDetails>>(invalid)
            : ChangeAsync(
                command.Id,
                async (connection, transaction) =>
                {
                    await connection.ExecuteAsync(
                        """
                        update webhook_subscriptions set
                            url = coalesce(@Url, url), types = coalesce(@Types, types), description = coalesce(@Description, description)
                        where id = @Id
                        """,
                        new
                        {
                            command.Id,
                            command.Url,
                            Types = command.Types is { } all ? SubscribedTypes.Format(all) : null,
                            command.Description,
                        },
                        transaction);
                    if (command.Enabled is { } enabled)
                    {
                        await (enabled ? EnableAsync(connection, transaction, command.Id) : DisableAsync(connection, transaction, command.Id));
                    }
                },
                cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<Result<WebhookSecretAnswer>> RotateSecretAsync(RotateWebhookSecret command, CancellationToken cancellationToken)
    {
        if (CheckOperation(command.OperationId) is { } wrong)
        {
            return wrong;
        }

        var secret = WebhookSecrets.Create();
        var kept = await secrets.ProtectAsync(command.Id, secret, cancellationToken);
        var rotated = false;
        var answer = await ChangeAsync(
            command.Id,
            async (connection, transaction) => rotated = await connection.ExecuteAsync(
                """
                update webhook_subscriptions set
                    old_secret = secret, old_secret_until = @Until, secret = @Secret, rotated_operation = @OperationId
                where id = @Id and (rotated_operation is null or rotated_operation <> @OperationId)
                """,
                new
                {
                    command.Id,
                    command.OperationId,
                    Secret = kept,
                    Until = (time.GetUtcNow() + WebhookLimits.OldSecret).UtcTicks,
                },
                transaction) > 0,
            cancellationToken);
        return answer.Succeeded ? new WebhookSecretAnswer(answer.Value, rotated ? WebhookSecrets.Show(secret) : null) : answer.Failure;
    }

    /// <inheritdoc/>
    public Task<Result<WebhookDetails>> DeleteAsync(string id, CancellationToken cancellationToken) =>
        database.WriteAsync<Result<WebhookDetails>>(
            async (connection, transaction, _) =>
            {
                if (await lists.FindAsync(connection, transaction, id) is not { } found)
                {
                    return new NotFound(Thing, id);
                }

                await connection.ExecuteAsync(
                    """
                    delete from webhook_subscriptions where id = @Id;
                    delete from webhook_retries where subscription_id = @Id;
                    delete from webhook_dead_letters where subscription_id = @Id;
                    delete from webhook_attempts where subscription_id = @Id;
                    """,
                    new { Id = id },
                    transaction);
                return found;
            },
            cancellationToken);

    /// <inheritdoc/>
    public async Task<Result<WebhookReplayAnswer>> ReplayAsync(ReplayDeadLetters command, CancellationToken cancellationToken)
    {
        List<long>? numbers = null;
        if (command.DeadLetterIds is { } ids)
        {
            numbers = [];
            foreach (var id in ids)
            {
                if (!WebhookLists.TryParseNumber(id, out var number))
                {
                    return new NotFound("dead letter", id);
                }

                numbers.Add(number);
            }
        }

        var replayed = 0;
        var answer = await ChangeAsync(
            command.SubscriptionId,
            async (connection, transaction) =>
                replayed = await DeadLetters.ReplayAsync(
                    database.Kind, connection, transaction, command.SubscriptionId, numbers?.ToArray()),
            cancellationToken);
        return answer.Succeeded ? new WebhookReplayAnswer(answer.Value, replayed) : answer.Failure;
    }

    /// <inheritdoc/>
    public Task<Page<WebhookDetails>> ListAsync(PageRequest page, CancellationToken cancellationToken) => lists.ListAsync(page, cancellationToken);

    /// <inheritdoc/>
    public Task<Page<WebhookDelivery>> ListDeliveriesAsync(string subscriptionId, PageRequest page, CancellationToken cancellationToken) =>
        lists.ListDeliveriesAsync(subscriptionId, page, cancellationToken);

    /// <inheritdoc/>
    public Task<Page<WebhookDeadLetter>> ListDeadLettersAsync(string subscriptionId, PageRequest page, CancellationToken cancellationToken) =>
        lists.ListDeadLettersAsync(subscriptionId, page, cancellationToken);

    private static async Task EnableAsync(DbConnection connection, DbTransaction transaction, string id)
    {
        var enabled = await connection.ExecuteAsync(
            "update webhook_subscriptions set disabled_reason = null, failing_since = null where id = @Id and disabled_reason is not null",
            new { Id = id },
            transaction);
        if (enabled > 0)
        {
            await connection.ExecuteAsync(
                "update webhook_retries set attempts = 0, due = 0 where subscription_id = @Id", new { Id = id }, transaction);
        }
    }

    private static Task<int> DisableAsync(DbConnection connection, DbTransaction transaction, string id) => connection.ExecuteAsync(
        "update webhook_subscriptions set disabled_reason = @Reason where id = @Id and disabled_reason is null",
        new { Id = id, Reason = nameof(WebhookDisabledReason.Administrator) },
        transaction);

    private static InvalidInput? CheckOperation(string operationId) => operationId.Length is >= 1 and <= WebhookLimits.OperationId
        ? null
        : new InvalidInput("operationId", $"must have 1 to {WebhookLimits.OperationId} characters.");

    private static InvalidInput? CheckDescription(string description) => description.Length <= WebhookLimits.Description
        ? null
        : new InvalidInput("description", $"must have 0 to {WebhookLimits.Description} characters.");

    private static InvalidInput? CheckTypes(ImmutableArray<string> types) =>
        types.FirstOrDefault(static type => !PublicEvents.Types.Contains(type, StringComparer.Ordinal)) is { } unknown
            ? new InvalidInput("types", $"there is no type '{unknown}'; there are {string.Join(", ", PublicEvents.Types)}.")
            : null;

    private static string InputOf(CreateWebhook command) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        JsonSerializer.Serialize(new[] { command.Url, SubscribedTypes.Format(command.Types), command.Description }))));

    /// <summary>The answer to a request that was answered before, without the secret; null when it was not.</summary>
    private async Task<Result<WebhookSecretAnswer>?> FindEarlierAsync(
        DbConnection connection, DbTransaction transaction, string operationId, string input)
    {
        var earlier = await connection.QuerySingleOrDefaultAsync<(string Id, string Input)>(
            "select id, created_input from webhook_subscriptions where created_operation = @OperationId",
            new { OperationId = operationId },
            transaction);
        if (earlier.Id is null)
        {
            return null;
        }

        return earlier.Input == input
            ? (Result<WebhookSecretAnswer>)new WebhookSecretAnswer((await lists.FindAsync(connection, transaction, earlier.Id))!, null)
            : new OperationIdReused(operationId);
    }

    private Task<Result<WebhookDetails>> ChangeAsync(
        string id, Func<DbConnection, DbTransaction, Task> changeAsync, CancellationToken cancellationToken) =>
        database.WriteAsync<Result<WebhookDetails>>(
            async (connection, transaction, _) =>
            {
                await changeAsync(connection, transaction);
                return await lists.FindAsync(connection, transaction, id) is { } found ? found : new NotFound(Thing, id);
            },
            cancellationToken);
}
