using System.Text.Json;

namespace OrleansCommerce.Replay;

/// <summary>One till in each store: its session is opened before the first sale, and closed after the last with what must lie in the drawer.</summary>
internal sealed class Tills(Sender sender, OperationIds ids, Tally tally)
{
    private const decimal Float = 100m;

    /// <summary>An order tells its till what changed hands after it is durable.</summary>
    private static readonly TimeSpan SettlesWithin = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    /// <summary>Opens a session.</summary>
    public Task OpenAsync(Till till, CancellationToken cancellationToken) => sender.SendAsync<SessionPayload>(
        till.Id,
        Mutation.OpenTillSession,
        [new { operationId = ids.Of("open", till.Id), tillId = till.Id, locationId = till.StoreId, openingFloat = Cash(Float) }],
        cancellationToken);

    /// <summary>Counts and closes.</summary>
    /// <returns>What is wrong; null when the till expects what was sold and given back in cash, to the penny.</returns>
    public async Task<string?> CloseAsync(Till till, CancellationToken cancellationToken)
    {
        var counted = Float + tally.CashOf(till.Id);
        var deadline = TimeProvider.System.GetUtcNow() + SettlesWithin;
        while (await SessionAsync(till, cancellationToken) is { } session && session.ExpectedCash.Amount != counted && TimeProvider.System.GetUtcNow() < deadline)
        {
            await Task.Delay(BetweenLooks, cancellationToken);
        }

        var input = new { operationId = ids.Of("close", till.Id), tillId = till.Id, counted = Cash(counted), reason = "Replay" };
        return await sender.SendAsync<SessionPayload>(till.Id, Mutation.CloseTillSession, [input], cancellationToken) is [{ Session: { } closed }]
            && closed.Variance?.Amount != 0
                ? $"{till.Id}: expects {closed.ExpectedCash.Amount:N2} in its drawer, where {counted:N2} must be"
                : null;
    }

    private async Task<SessionAnswer?> SessionAsync(Till till, CancellationToken cancellationToken)
    {
        var data = await sender.Client.SendAsync(Mutation.SessionQuery, new { id = till.Id }, cancellationToken);
        return data.GetProperty("session").Deserialize<SessionAnswer>(GraphQLClient.Json);
    }

    private static object Cash(decimal amount) => new { currency = InvoiceFile.Currency, amount };
}

/// <summary>A till to open.</summary>
internal sealed record Till(string Id, string StoreId);
