using System.Collections.Concurrent;
using static OrleansCommerce.Replay.Tests.InvoiceCsv;

namespace OrleansCommerce.Replay.Tests;

public class InvoiceScheduleTests
{
    [Fact]
    public async Task Customers_are_played_at_once_and_each_in_order()
    {
        var schedule = new InvoiceSchedule(Parse(
            [.. Enumerable.Range(0, 60).Select(number => Row($"{number}", "A", 1, 1m, customer: $"{number % 3}"))]).Invoices);
        var played = new ConcurrentQueue<Invoice>();
        var everyCustomerIsIn = new CountdownEvent(3);
        var meet = new TaskCompletionSource();

        await schedule.RunAsync(
            8,
            async (invoice, _) =>
            {
                played.Enqueue(invoice);
                if (invoice.Index < 3 && everyCustomerIsIn.Signal())
                {
                    meet.SetResult();
                }

                await meet.Task;
            },
            CancellationToken.None);

        Assert.Equal(60, played.Count);
        Assert.All(played.GroupBy(invoice => invoice.Customer), invoices => Assert.Equal(invoices.OrderBy(invoice => invoice.Index), invoices));
    }

    [Fact]
    public async Task The_first_fault_stops_all()
    {
        var schedule = new InvoiceSchedule(Parse(Row("1", "A", 1, 1m, customer: "1"), Row("2", "A", 1, 1m, customer: "2")).Invoices);

        await Assert.ThrowsAsync<InvalidOperationException>(() => schedule.RunAsync(
            2,
            (invoice, stop) => invoice.Index == 0 ? throw new InvalidOperationException() : Task.Delay(Timeout.Infinite, stop),
            CancellationToken.None));
    }

    [Theory]
    [InlineData(50, 50)]
    [InlineData(99, 99)]
    [InlineData(100, 100)]
    public void A_percentile_is_the_nearest_rank(int percent, double expected) =>
        Assert.Equal(expected, Report.Percentile([.. Enumerable.Range(1, 100).Select(number => (double)number)], percent));
}
