using System.Diagnostics;

namespace OrleansCommerce.Replay;

/// <summary>How to replay.</summary>
/// <param name="Server">Its address, with or without <c>/graphql</c>.</param>
/// <param name="Token">Bearer token; none when null.</param>
/// <param name="Concurrency">Requests at once.</param>
/// <param name="Patience">How long the server may be away.</param>
/// <param name="Run">Tells replays of one file on one server apart; the file's hash when null.</param>
/// <param name="Shares">Which invoices go which way.</param>
internal sealed record ReplayOptions(Uri Server, string? Token, int Concurrency, TimeSpan Patience, string? Run, PathShares Shares);

/// <summary>The whole replay: catalogue, stock, tills' reservations, tills and lockers, invoices, check.</summary>
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

        var paths = options.Shares.Of(file.Invoices);
        var returns = ReturnMatching.Of(file.Invoices);
        var plan = StockPlan.Of(file.Invoices, paths);
        var sender = new Sender(client, _tally);
        var orders = new OrderBook();
        var lockers = new LockerBanks(sender, _ids, _tally);
        var tills = new Tills(sender, _ids, _tally);
        await StockUpAsync(client, plan, cancellationToken);
        await EachAsync("Setting up lockers", plan.Places(LocationKind.LockerBank), bank => lockers.SetUpAsync(bank.Id, cancellationToken));
        await EachAsync("Opening tills", plan.Tills, till => tills.OpenAsync(till, cancellationToken));

        var ordering = new Ordering(sender, _ids, _tally);
        var player = new InvoicePlayer(sender, _ids, _tally, orders, paths, ordering, new HandingOver(sender, _ids, lockers));
        await PlayAsync(player, returns, cancellationToken);
        var pace = (Stopwatch.GetElapsedTime(started), file.Invoices.Count, client.LatenciesMs);

        var drawers = new List<string?>();
        await EachAsync("Closing tills", plan.Tills, async till => drawers.Add(await tills.CloseAsync(till, cancellationToken)));
        var expected = ExpectedOrder.Of(file.Invoices, paths, returns);
        var ends = await new OrderCheck(client, orders, observer, options.Concurrency).RunAsync(expected, cancellationToken);
        var skus = plan.Products.Where(product => product.StockTracked).Select(product => product.Sku).ToList();
        var stock = await new StockCheck(client, observer, options.Concurrency).RunAsync(skus, _tally.ExpectedOnHand, cancellationToken);
        return Report.Of(_tally, client, pace, PathFigures.Of(ends, returns, _tally), new Mismatches(
            [.. from end in ends where end.Mismatch is not null orderby end.Expected.Invoice.Index select $"{end.Expected.Invoice.Name}: {end.Mismatch}"],
            [.. drawers.OfType<string>()],
            [.. stock.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}: {entry.Value}")]));
    }

    private async Task StockUpAsync(GraphQLClient client, StockPlan plan, CancellationToken cancellationToken)
    {
        await SendAllAsync(client, "Locations", Mutation.UpsertLocation, plan.Locations, location => new
        {
            id = location.Id,
            name = location.Name,
            kind = location.Kind,
            country = location.Country,
            handlingCost = location.HandlingCost,
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
            _tally.Received(receipt.Sku, receipt.Location, receipt.Quantity);
        }

        await SendAllAsync(client, "Keeping for the app", Mutation.SetChannelBuffer, [.. plan.Buffers.Index()], buffer => new
        {
            operationId = _ids.Buffer(buffer.Index + 1),
            sku = buffer.Item.Sku,
            locationId = buffer.Item.Location,
            channel = Ordering.Web,
            quantity = InvoiceFile.QuantityMax,
        }, cancellationToken);
        await SendAllAsync(client, "Putting aside for tills", Mutation.ReserveStock, plan.Reservations, reservation => new
        {
            reservationId = _ids.Line(reservation.Invoice, reservation.Sold.First),
            sku = reservation.Sold.Article.Sku,
            locationId = reservation.Location,
            quantity = reservation.Sold.Quantity,
            expiresInSeconds = ReservationSeconds,
            channel = "POS",
        }, cancellationToken);
    }

    private async Task PlayAsync(InvoicePlayer player, IReadOnlyList<PlannedReturn> returns, CancellationToken cancellationToken)
    {
        var schedule = new InvoiceSchedule(file.Invoices);
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

    // One after the other: there is one of these for each country.
    private async Task EachAsync<T>(string phase, IReadOnlyList<T> items, Func<T, Task> act)
    {
        observer.PhaseStarted(phase, items.Count);
        foreach (var item in items)
        {
            await act(item);
            observer.StepDone();
        }
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
