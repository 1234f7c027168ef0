using System.Diagnostics;

namespace OrleansCommerce.Replay;

/// <summary>How to replay.</summary>
/// <param name="Server">Its address, with or without <c>/graphql</c>.</param>
/// <param name="Token">Bearer token; none when null.</param>
/// <param name="Concurrency">Requests at once.</param>
/// <param name="Patience">How long the server may be away.</param>
/// <param name="Run">Tells replays of one file on one server apart; the file's hash when null.</param>
internal sealed record ReplayOptions(Uri Server, string? Token, int Concurrency, TimeSpan Patience, string? Run);

/// <summary>The whole replay: catalogue, stock, tills' reservations, invoices, check.</summary>
internal sealed class Replayer(InvoiceFile file, ReplayOptions options, IReplayObserver observer)
{
    /// <summary>Mutations that go in one request.</summary>
    private const int BatchSize = 25;

    /// <summary>The longest that the API holds goods: the replay must be over within a day.</summary>
    private const int ReservationSeconds = 86_400;

    private readonly Tally _tally = new(observer);
    private readonly OperationIds _ids = new(options.Run ?? file.ContentHash);

    /// <summary>Replays.</summary>
    /// <exception cref="GraphQLFaultException">The server is away for too long, or refuses requests as such.</exception>
    public async Task<Report> RunAsync(CancellationToken cancellationToken = default)
    {
        using var client = new GraphQLClient(options.Server, options.Token, options.Patience, options.Concurrency, observer);
        var started = Stopwatch.GetTimestamp();
        foreach (var line in file.Refused)
        {
            _tally.Refused($"Line {line.Line}: {line.Reason}.");
        }

        var plan = StockPlan.Of(file.Invoices);
        await StockUpAsync(client, plan, cancellationToken);
        await PlayAsync(client, cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(started);
        var latencies = client.LatenciesMs;
        var mismatches = await new StockCheck(client, observer, options.Concurrency).RunAsync(_tally.ExpectedOnHand, cancellationToken);
        return Report.Of(_tally, client.Retries, elapsed, latencies, mismatches);
    }

    private async Task StockUpAsync(GraphQLClient client, StockPlan plan, CancellationToken cancellationToken)
    {
        await SendAllAsync(client, "Locations", Mutation.UpsertLocation, plan.Locations, location => new
        {
            id = location.Id,
            name = location.Name,
            kind = location.IsWarehouse ? "WAREHOUSE" : "STORE",
            country = location.Country,
        }, cancellationToken);
        await SendAllAsync(client, "Products", Mutation.UpsertProduct, plan.Products, product => new
        {
            sku = product.Sku,
            name = product.Name,
            price = new { amount = product.Price, currency = InvoiceFile.Currency },
            stockTracked = product.StockTracked,
        }, cancellationToken);
        await SendAllAsync(client, "Receiving stock", Mutation.ReceiveStock, [.. plan.Receipts.Index()], receipt => new
        {
            operationId = _ids.Receipt(receipt.Index + 1),
            sku = receipt.Item.Sku,
            locationId = receipt.Item.Location,
            quantity = receipt.Item.Quantity,
        }, cancellationToken);
        foreach (var receipt in plan.Receipts)
        {
            _tally.Received(receipt.Sku, receipt.Quantity);
        }

        foreach (var product in plan.Products)
        {
            _tally.Received(product.Sku, 0);
        }

        await SendAllAsync(client, "Putting aside for tills", Mutation.ReserveStock, plan.Reservations, reservation => new
        {
            reservationId = _ids.Line(reservation.Invoice, reservation.Line),
            sku = reservation.Line.Sku,
            locationId = reservation.Location,
            quantity = reservation.Line.Quantity,
            expiresInSeconds = ReservationSeconds,
            channel = "POS",
        }, cancellationToken);
    }

    private async Task PlayAsync(GraphQLClient client, CancellationToken cancellationToken)
    {
        var schedule = new InvoiceSchedule(file.Invoices);
        var returns = ReturnMatching.Of(file.Invoices);
        var player = new InvoicePlayer(client, _ids, _tally, new OrderBook());
        observer.PhaseStarted("Invoices", schedule.Count);
        await schedule.RunAsync(
            options.Concurrency,
            async (invoice, stop) =>
            {
                await player.PlayAsync(invoice, returns[invoice.Index], stop);
                observer.StepDone();
            },
            cancellationToken);
    }

    private async Task SendAllAsync<T>(
        GraphQLClient client, string phase, Mutation mutation, IReadOnlyList<T> items, Func<T, object> input, CancellationToken cancellationToken)
    {
        var batches = items.Chunk(BatchSize).ToList();
        observer.PhaseStarted(phase, batches.Count);
        await Parallel.ForEachAsync(
            batches,
            new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = cancellationToken },
            async (batch, stop) =>
            {
                var payloads = await mutation.SendAsync<Payload>(client, [.. batch.Select(input)], stop);
                _tally.Answered(batch.Length);
                foreach (var error in payloads.Select(payload => payload.Error).OfType<ErrorAnswer>())
                {
                    _tally.Refused($"{phase}: {error.Type}: {error.Message}");
                }

                observer.StepDone();
            });
    }
}
