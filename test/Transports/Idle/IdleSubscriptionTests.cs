using System.Diagnostics;
using System.Globalization;
using OrleansCommerce.EndToEnd.Tests.Servers;
using OrleansCommerce.Transports.Tests.Clients;
using OrleansCommerce.Transports.Tests.Hosts;
using Xunit.Abstractions;

namespace OrleansCommerce.Transports.Tests.Idle;

/// <summary>What 1,000 subscriptions to which nothing happens cost the host, measured as the memory of its process.</summary>
[Collection(OnSharedHost.Name)]
public sealed class IdleSubscriptionTests(ITestOutputHelper output)
{
    private const int Many = 1_000;
    private const int Few = 100;
    private const long Megabyte = 1024 * 1024;
    private const long CostMax = 50 * Megabyte;

    /// <summary>
    /// What is left behind until the next collection is no subscription's: the process collects often, and gives back what is free.
    /// </summary>
    private static readonly string[] CollectingOften = ["env", "DOTNET_gcServer=0", "DOTNET_GCgen0size=0x400000", "DOTNET_GCConserveMemory=5"];

    [Theory]
    [InlineData("sse", 1)]
    [InlineData("ws", 1)]
    [InlineData("ws", 50)]
    public async Task A_thousand_idle_subscriptions_cost_less_than_50_MB(string how, int perConnection)
    {
        var folder = Directory.CreateTempSubdirectory("idle-");
        try
        {
            using var silo = await SiloProcess.StartAsync(
                CollectingOften, "http://127.0.0.1:0", $"Data Source={Path.Combine(folder.FullName, "journal.db")}", arguments: []);
            var url = new Uri(silo.Address, "/graphql").ToString();

            // What the first ones cost is code being compiled, and buffers that all share.
            await using (await NodeScript.HoldAsync("idle.mjs", url, how, Number(Few), Number(perConnection)))
            {
            }

            var before = await SettledAsync(silo.ProcessId);
            await using var subscriptions = await NodeScript.HoldAsync("idle.mjs", url, how, Number(Many), Number(perConnection));
            var cost = await SettledAsync(silo.ProcessId) - before;

            output.WriteLine($"{Many} idle subscriptions over {how}, {perConnection} on a connection: {cost / (double)Megabyte:F1} MB");
            Assert.InRange(cost, long.MinValue, CostMax - 1);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The resident memory of the process once it has not grown for a while.</summary>
    private static async Task<long> SettledAsync(int processId)
    {
        const int QuietLooks = 8;
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        var (most, quiet) = (0L, 0);
        while (quiet < QuietLooks && await look.WaitForNextTickAsync())
        {
            using var process = Process.GetProcessById(processId);
            quiet = process.WorkingSet64 > most + Megabyte ? 0 : quiet + 1;
            most = Math.Max(most, process.WorkingSet64);
        }

        using var settled = Process.GetProcessById(processId);
        return settled.WorkingSet64;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
