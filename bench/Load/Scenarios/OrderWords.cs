using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Journal;
using OrleansCommerce.Load.Measurement;
using OrleansCommerce.Load.Servers;
using OrleansCommerce.Orders;
using OrleansCommerce.Search;
using OrleansCommerce.Views;

namespace OrleansCommerce.Load.Scenarios;

/// <summary>
/// Questions to the list of 300,000 orders by words, one asker, at the search itself: no HTTP, and the orders that are found are not loaded.
/// The orders are events of the journal, which the real host's views follow as any others.
/// </summary>
internal static class OrderWords
{
    private const int Orders = 300_000;
    private const int Together = 512;
    private const int Skus = 20_000;
    private const int LinesMax = 6;
    private const double RareMsMax = 50;

    private static readonly string[] Kinds = ["white", "red", "blue", "vintage", "retro", "large", "small", "heart", "ceramic", "wooden", "metal", "paper", "garden", "kitchen", "gold"];
    private static readonly string[] Things = ["mug", "bag", "lantern", "holder", "frame", "clock", "stand", "bowl", "plate", "doormat", "cushion", "lamp", "basket", "candle", "vase"];
    private static readonly DateTimeOffset First = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task<Measured> RunAsync(Bench bench)
    {
        await using var server = await ShopServer.StartAsync(bench.Database);
        var orders = bench.Sized(Orders);
        await PlaceAsync(server.Services, orders);
        var search = server.Services.GetRequiredService<IOrderSearch>();

        // (what, the words, other filters, whether few orders have them)
        (string Name, Func<string> Words, OrderFilter Filter, bool IsRare)[] questions =
        [
            ("an order's number", () => Number(Random.Shared.Next(orders)), new OrderFilter(), true),
            ("a part of an id", () => Id(Random.Shared.Next(orders))[..13], new OrderFilter(), true),
            ("a customer and a word", () => $"{Customer(Random.Shared.Next(orders / 4))} mug", new OrderFilter(), true),
            ("no order has it", () => "zeppelin", new OrderFilter(), true),
            ("a word of every fifth order", () => "lantern", new OrderFilter(), false),
            ("the same, of one month", () => "lantern", new OrderFilter(From: First.AddDays(30), To: First.AddDays(60)), false),
            ("two letters", () => "ug", new OrderFilter(), false),
        ];
        foreach (var (name, words, filter, isRare) in questions)
        {
            await Callers.RunAsync(1, TimeSpan.FromSeconds(1), _ => AskAsync(words, filter));
            for (var round = 1; round <= Bench.Rounds; round++)
            {
                await bench.MeasureAsync(round, name, 1, _ => AskAsync(words, filter));
            }

            if (isRare)
            {
                bench.LimitLatency(name, "p99", static slice => slice.P99, RareMsMax);
            }
        }

        bench.Note($"{orders:N0} orders of 1 to {LinesMax} lines; each answer is a page of 50 with the count of all.");
        return bench.Result;

        Task AskAsync(Func<string> words, OrderFilter filter) =>
            search.FindOrdersAsync(filter with { Search = words() }, OrderSort.Newest, new PageRequest(50, null), CancellationToken.None);
    }

    private static async Task PlaceAsync(IServiceProvider services, int orders)
    {
        Bench.Progress($"placing {orders:N0} orders");
        var journal = services.GetRequiredService<IJournal>();
        await Parallel.ForEachAsync(Enumerable.Range(0, orders), new ParallelOptions { MaxDegreeOfParallelism = Together }, async (number, token) =>
        {
            var placed = Order.Codec.Write(Placed(number));
            await journal.AppendAsync(new Append($"order/{Id(number)}", 0, [placed], EventMetadata.None, First), token);
        });

        Bench.Progress("waiting for the list");
        var views = services.GetRequiredService<IViewStatus>();
        while ((await views.ReadAsync()).Any(static view => view.Lag > TimeSpan.Zero))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }
    }

    private static Order.Event.Placed Placed(int number)
    {
        var random = new Random(number);
        var lines = Enumerable.Range(1, random.Next(1, LinesMax + 1)).Select(line =>
        {
            var sku = random.Next(Skus);
            var name = $"{Kinds[sku % Kinds.Length]} {Things[sku / Kinds.Length % Things.Length]} {sku}";
            return new Order.Line($"{line}", Reservations.Sku(sku), name, StockTracked: true, Quantity: 1, UnitPrice: 9.99m, Total: 9.99m);
        });
        var customer = Customer(random.Next(Orders / 4));
        return new Order.Event.Placed(
            new Operation("place", "print"), Number(number), "cart", customer, customer, Channel.Web, "GBP", new Delivery(DeliveryMethod.Ship, null, null),
            [.. lines], First.AddSeconds(number * 25), First);
    }

    private static string Number(int number) => string.Create(CultureInfo.InvariantCulture, $"C-202601-{number:D7}");

    private static string Customer(int number) => string.Create(CultureInfo.InvariantCulture, $"customer-{number:D6}");

    private static string Id(int number)
    {
        Span<byte> bytes = stackalloc byte[16];
        new Random(number + 1).NextBytes(bytes);
        return new Guid(bytes).ToString();
    }
}
