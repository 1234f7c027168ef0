using System.Data.Common;
using System.Globalization;
using Dapper;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Search;
using OrleansCommerce.Webhooks;

namespace OrleansCommerce.Integration.Webhooks;

/// <summary>What administrators see of webhooks, page by page.</summary>
internal sealed class WebhookLists(IDatabase database, TimeProvider time)
{
    private const string Details =
        """
        select s.id, s.url, s.types, s.description, s.disabled_reason as DisabledReason, s.created_at as CreatedAt,
            s.old_secret_until as OldSecretUntil, s.failing_since as FailingSince,
            (select count(*) from webhook_retries r where r.subscription_id = s.id) as Waiting,
            (select count(*) from webhook_dead_letters d where d.subscription_id = s.id) as Dead
        from webhook_subscriptions s
        """;

    private const string SubscriptionMark = "ws";
    private const string DeliveryMark = "wd";
    private const string DeadLetterMark = "wl";

    /// <summary>Reads the number of a row; false when it is none.</summary>
    public static bool TryParseNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    /// <summary>One subscription; null when there is none.</summary>
    public async Task<WebhookDetails?> FindAsync(DbConnection connection, DbTransaction transaction, string id) =>
        await connection.QuerySingleOrDefaultAsync<DetailsRow>($"{Details} where s.id = @Id", new { Id = id }, transaction) is { } row
            ? DetailsOf(row)
            : null;

    /// <summary>The subscriptions, oldest first.</summary>
    public async Task<Page<WebhookDetails>> ListAsync(PageRequest page, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = (await connection.QueryAsync<DetailsRow>(new CommandDefinition(
            $"{Details} where s.id > @After order by s.id limit @Limit",
            new { After = page.After is { } cursor ? Cursor.Parts(cursor, SubscriptionMark, 1)[0] : string.Empty, Limit = page.First + 1 },
            cancellationToken: cancellationToken))).AsList();
        var total = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "select count(*) from webhook_subscriptions", cancellationToken: cancellationToken));
        return PageOf(rows, page.First, total, DetailsOf, static row => Cursor.Of(SubscriptionMark, row.Id));
    }

    /// <summary>The last attempts, newest first.</summary>
    public async Task<Page<WebhookDelivery>> ListDeliveriesAsync(string id, PageRequest page, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = (await connection.QueryAsync<DeliveryRow>(new CommandDefinition(
            """
            select number, event_id as EventId, type, stream, attempt, at, duration_ms as DurationMs,
                outcome, status, error
            from webhook_attempts where subscription_id = @Id and number < @Before order by number desc limit @Limit
            """,
            new { Id = id, Before = ReadNumber(page.After, DeliveryMark) ?? long.MaxValue, Limit = page.First + 1 },
            cancellationToken: cancellationToken))).AsList();
        var total = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "select count(*) from webhook_attempts where subscription_id = @Id", new { Id = id }, cancellationToken: cancellationToken));
        return PageOf(
            rows,
            page.First,
            total,
            static row => new WebhookDelivery(
                NumberOf(row.Number),
                row.EventId,
                row.Type,
                row.Stream,
                (int)row.Attempt,
                StoredTicks.Read(row.At),
                (int)row.DurationMs,
                Enum.Parse<WebhookOutcome>(row.Outcome),
                (int?)row.Status,
                row.Error),
            static row => Cursor.Of(DeliveryMark, NumberOf(row.Number)));
    }

    /// <summary>What was given up, oldest first.</summary>
    public async Task<Page<WebhookDeadLetter>> ListDeadLettersAsync(string id, PageRequest page, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = (await connection.QueryAsync<DeadLetterRow>(new CommandDefinition(
            """
            select number, event_id as EventId, type, stream, attempts, at, status, error
            from webhook_dead_letters where subscription_id = @Id and number > @After order by number limit @Limit
            """,
            new { Id = id, After = ReadNumber(page.After, DeadLetterMark) ?? 0, Limit = page.First + 1 },
            cancellationToken: cancellationToken))).AsList();
        var total = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "select count(*) from webhook_dead_letters where subscription_id = @Id", new { Id = id }, cancellationToken: cancellationToken));
        return PageOf(
            rows,
            page.First,
            total,
            static row => new WebhookDeadLetter(
                NumberOf(row.Number),
                row.EventId,
                row.Type,
                row.Stream,
                (int)row.Attempts,
                StoredTicks.Read(row.At),
                (int?)row.Status,
                row.Error),
            static row => Cursor.Of(DeadLetterMark, NumberOf(row.Number)));
    }

    private static Page<TNode> PageOf<TRow, TNode>(List<TRow> rows, int first, long total, Func<TRow, TNode> node, Func<TRow, string> cursor)
    {
        var shown = rows.Take(first).ToList();
        return new Page<TNode>([.. shown.Select(node)], [.. shown.Select(cursor)], rows.Count > first, (int)total);
    }

    private static string NumberOf(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long? ReadNumber(string? cursor, string mark) => cursor is null
        ? null
        : TryParseNumber(Cursor.Parts(cursor, mark, 1)[0], out var number) ? number : throw new InvalidCursorException(cursor);

    private WebhookDetails DetailsOf(DetailsRow row)
    {
        var until = StoredTicks.Read(row.OldSecretUntil);
        return new WebhookDetails(
            row.Id,
            row.Url,
            [.. SubscribedTypes.Parse(row.Types)],
            row.Description,
            row.DisabledReason is { } reason ? Enum.Parse<WebhookDisabledReason>(reason) : null,
            StoredTicks.Read(row.CreatedAt),
            until > time.GetUtcNow() ? until : null,
            StoredTicks.Read(row.FailingSince),
            (int)row.Waiting,
            (int)row.Dead);
    }

    /// <summary>With properties: of an empty answer SQLite does not say what type a count has.</summary>
    private sealed record DetailsRow
    {
        public required string Id { get; init; }

        public required string Url { get; init; }

        public required string Types { get; init; }

        public required string Description { get; init; }

        public string? DisabledReason { get; init; }

        public long CreatedAt { get; init; }

        public long? OldSecretUntil { get; init; }

        public long? FailingSince { get; init; }

        public long Waiting { get; init; }

        public long Dead { get; init; }
    }

    private sealed record DeliveryRow(
        long Number,
        string EventId,
        string Type,
        string Stream,
        long Attempt,
        long At,
        long DurationMs,
        string Outcome,
        long? Status,
        string? Error);

    private sealed record DeadLetterRow(
        long Number, string EventId, string Type, string Stream, long Attempts, long At, long? Status, string? Error);
}
