using static OrleansCommerce.Replay.Tests.InvoiceCsv;

namespace OrleansCommerce.Replay.Tests;

public class PathSharesTests
{
    [Fact]
    public void The_way_of_an_invoice_depends_on_its_number_alone()
    {
        var many = Parse([.. Enumerable.Range(1, 500).Select(number => Row($"{number}", "A", 1, 1m))]).Invoices;
        var last = Parse(Row("500", "X", 7, 3m, customer: "1", country: "Spain")).Invoices;

        Assert.Equal(new PathShares(25, 25, 0, 25).Of(many)[499], new PathShares(25, 25, 0, 25).Of(last)[0]);
    }

    [Fact]
    public void Shares_are_met_within_a_few_of_a_hundred()
    {
        var invoices = Parse(
            [.. Enumerable.Range(536_000, 1_000).SelectMany(number => new[] { Row($"{number}", "A", 1, 1m), Row($"{number}", "B", 1, 1m) })]).Invoices;

        var counts = new PathShares(30, 20, 10, 15).Of(invoices).CountBy(path => path).ToDictionary();

        foreach (var (path, percent) in new[]
        {
            (SalesPath.Collected, 30), (SalesPath.Locker, 20), (SalesPath.TwoParcels, 10), (SalesPath.Till, 15), (SalesPath.Shipped, 25),
        })
        {
            Assert.InRange(counts[path] / 10.0, percent - 5, percent + 5);
        }
    }

    [Fact]
    public void Without_a_customer_it_is_a_till_and_goods_of_one_depot_alone_leave_in_one_parcel()
    {
        var invoices = Parse(Row("1", "A", 1, 1m, customer: ""), Row("2", "A", 1, 1m), Row("3", "A", 1, 1m), Row("3", "B", 1, 1m), Row("4", "POST", 1, 1m)).Invoices;

        Assert.NotEqual(Depots.HomeOf("A"), Depots.HomeOf("B"));
        Assert.Equal(
            [SalesPath.Till, SalesPath.Shipped, SalesPath.TwoParcels, SalesPath.Shipped], new PathShares(0, 0, 100, 0).Of(invoices));
    }

    [Theory]
    [InlineData("--collect", "101")]
    [InlineData("--lockers", "-1")]
    [InlineData("--two-parcels", "half")]
    [InlineData("--till", "1.5")]
    public void A_share_that_is_none_is_refused_with_its_name(string option, string value)
    {
        var (exitCode, errors) = Run(option, value);

        Assert.Equal(1, exitCode);
        Assert.Contains($"{option} must be a whole number from 0 to 100, was '{value}'.", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Shares_of_more_than_all_are_refused()
    {
        var (exitCode, errors) = Run("--collect", "50", "--lockers", "41");

        Assert.Equal(1, exitCode);
        Assert.Contains("--collect, --lockers, --two-parcels and --till add up to 111 of 100 invoices.", errors, StringComparison.Ordinal);
    }

    /// <summary>The command line itself; it ends before it reads a file.</summary>
    private static (int ExitCode, string Errors) Run(params string[] options)
    {
        var (error, output) = (Console.Error, Console.Out);
        using var written = new StringWriter();
        try
        {
            Console.SetError(written);
            Console.SetOut(TextWriter.Null);
            string[] arguments = ["--data", "none.csv", "--url", "http://127.0.0.1:1", .. options];
            return ((int)typeof(ReplayOptions).Assembly.EntryPoint!.Invoke(null, [arguments])!, written.ToString());
        }
        finally
        {
            Console.SetError(error);
            Console.SetOut(output);
        }
    }
}
