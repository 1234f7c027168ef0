using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansCommerce.Browser.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace OrleansCommerce.Browser.Tests.Console;

/// <summary>Pages about one silo: its counters, one that is none, and one that does not answer; the same on both engines.</summary>
[Collection(InOneShop.Name)]
[Trait("Engine", "Both")]
public sealed class SiloQuestionTests(RunningShop shop)
{
    private const string Other = "S10.0.0.2:11111:1";

    private static readonly Regex Counted = new("[1-9]", RegexOptions.None, TimeSpan.FromSeconds(1));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Counters_of_a_silo_are_chosen_with_their_unit_and_change_and_one_that_is_gone_is_told(bool answersToTheLast)
    {
        var isThere = true;
        await using var window = await shop.OpenConsoleAsync();
        await window.Page.RouteAsync("**/console/system/counters*", async route =>
        {
            // What the other silo would tell is this one's own under another name. Once it is gone, the host says what it says of one that is none, or
            // an answer that was on its way does not name it any more.
            var (isOther, isKnown) = (route.Request.Url.Contains("silo=", StringComparison.Ordinal), isThere);
            var answer = await route.FetchAsync(new() { Url = isOther && (isKnown || answersToTheLast) ? new Uri(shop.Address, "/console/system/counters").ToString() : route.Request.Url });
            var body = (await answer.TextAsync()).Replace("\"silos\":[", isKnown ? $"\"silos\":[\"{Other}\"," : "\"silos\":[", StringComparison.Ordinal);
            await route.FulfillAsync(new() { Response = answer, Body = isOther ? body.Replace("dotnet.gc.heap.total_allocated", "heap.of.the.other", StringComparison.Ordinal) : body });
        });
        await window.SignInAsync(path: "/#/system/counters");
        var (own, other) = (Counter(window, "dotnet.gc.heap.total_allocated"), Counter(window, "heap.of.the.other"));
        await Expect(own.Locator("td").Nth(2)).ToHaveTextAsync("By");

        await window.Page.GetByLabel("Counters of").SelectOptionAsync(Other);
        await Expect(own).ToHaveCountAsync(0);
        await Expect(other.Locator("td").Nth(2)).ToHaveTextAsync("By");
        await Expect(other.Locator("td").Nth(3)).ToContainTextAsync("+");
        await window.PictureAsync("console-system-counters-of");
        await window.AssertUsableAsync();
        await window.AssertFitsAsync();
        window.AssertQuiet();

        // This is said, and the page goes back to what answers.
        isThere = false;
        await Expect(window.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = $"There is no silo {Other} now" })).ToBeVisibleAsync();
        await Expect(window.Page.GetByLabel("Counters of")).ToHaveValueAsync("");
        await Expect(own).ToHaveCountAsync(1);
        await window.AssertUsableAsync();
    }

    [Fact]
    public async Task A_silo_that_is_none_is_said_to_be_none()
    {
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync(path: "/#/system/silos/nowhere");
        await Expect(window.Page.Locator("main")).ToContainTextAsync("There is no silo nowhere now");
        await window.AssertUsableAsync();
    }

    [Theory]
    [InlineData("system")]
    [InlineData("system/types/stockitem")]
    [InlineData("system/silos")]
    public async Task A_silo_that_does_not_answer_is_named_and_the_numbers_of_the_others_stay(string page)
    {
        await shop.ReserveAsync(await shop.GivenProductAsync(), quantity: 1);
        await using var window = await shop.OpenConsoleAsync();
        await window.Page.RouteAsync("**/console/system/overview*", async route =>
        {
            // As if there were another one: the rest of the answer is the host's own.
            var answer = await route.FetchAsync();
            await route.FulfillAsync(new() { Response = answer, Body = (await answer.TextAsync()).Replace("\"silent\":[]", $"\"silent\":[\"{Other}\"]", StringComparison.Ordinal) });
        });
        await window.SignInAsync(path: $"/#/{page}");
        await Expect(window.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = $"Without silos that do not answer: {Other}." })).ToBeVisibleAsync();
        await Expect(window.Page.Locator(page == "system/silos" ? "#silos tbody" : "#tile-activations .count")).ToHaveTextAsync(Counted);
        await window.PictureAsync($"console-silent-{page.Replace('/', '-')}");
        await window.AssertUsableAsync();
        await window.AssertFitsAsync();
        window.AssertQuiet();
    }

    private static ILocator Counter(ConsoleWindow window, string name) => window.Page.Locator("#counters tbody tr").Filter(new() { HasText = name });
}
