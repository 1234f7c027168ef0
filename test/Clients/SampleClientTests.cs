using System.Text.RegularExpressions;
using OrleansCommerce.Clients.Tests.Hosts;

namespace OrleansCommerce.Clients.Tests;

/// <summary>The typed clients of <c>samples/clients</c>: what is generated is up to date, and what is written runs.</summary>
public sealed class SampleClientTests(SampleHost host) : IClassFixture<SampleHost>
{
    private static readonly string[] Expected =
    [
        @"^.+ costs 64\.00 GBP, and is at 4 places\.$",
        @"^Held 2 in store-london: HELD\.$",
        @"^Refused: 1000 asked, [0-9]+ available\.$",
        @"^Gave them back: RELEASED\.$",
        @"^The cart comes to 64\.00 GBP\.$",
        @"^Paid 64\.00 GBP\.$",
        @"^Order [0-9-]+ is CONFIRMED: 1 of BAG-DAY-20; ALLOCATED at [a-z-]+\.$",
    ];

    [Fact]
    public async Task The_generated_files_are_what_the_schema_gives()
    {
        var (exitCode, output) = await Samples.TryAsync("npm", "run", "check");

        Assert.True(exitCode == 0, $"samples/clients is stale; refresh it there with: npm run generate\n{output}");
    }

    [Fact]
    public async Task The_TypeScript_client_compiles_reserves_orders_and_reads()
    {
        await Samples.RunAsync("npm", "run", "build");

        AssertPrinted(await Samples.RunAsync("node", "typescript/dist/main.js", host.Url));
    }

    [Fact]
    public async Task The_CSharp_client_reserves_orders_and_reads() =>
        AssertPrinted(await Samples.RunAsync("dotnet", Samples.PathOf("CSharpClient"), host.Url));

    private static void AssertPrinted(string[] lines)
    {
        Assert.Equal(Expected.Length, lines.Length);
        foreach (var (pattern, line) in Expected.Zip(lines))
        {
            Assert.Matches(new Regex(pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)), line);
        }
    }
}
