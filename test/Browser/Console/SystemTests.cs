using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansCommerce.Browser.Tests.Hosting;
using OrleansCommerce.Silo.Tests;
using static Microsoft.Playwright.Assertions;

namespace OrleansCommerce.Browser.Tests.Console;

/// <summary>An operator sees what runs, finds a grain without waking it, and ends its activation: the same on both engines.</summary>
[Collection(InOneShop.Name)]
[Trait("Engine", "Both")]
public sealed class SystemTests(RunningShop shop)
{
    private static readonly Regex Spoken = new("^IStockItemGrain.ReserveAsync: Calls .*Failed: 0", RegexOptions.None, TimeSpan.FromSeconds(1));

    [Fact]
    public async Task Every_page_is_reached_by_its_tab_and_so_is_the_dashboard_of_Orleans_where_there_is_one()
    {
        await shop.ReserveAsync(await shop.GivenProductAsync(), quantity: 1);
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync();
        await window.Link("System").ClickAsync();
        foreach (var tab in (string[])["Grains", "Journal", "Invariants", "Wake-ups", "Silos", "Lifecycle", "Counters", "Log", "Audit", "Overview"])
        {
            await window.Page.GetByLabel("System").GetByRole(AriaRole.Link, new() { Name = tab, Exact = true }).ClickAsync();
            await Expect(window.Page.Locator(".tabs [aria-current]")).ToHaveTextAsync(tab);
            await Expect(window.Page.Locator(".loading, .failed")).ToHaveCountAsync(0);
        }

        await Expect(window.Page.Locator("#types")).ToContainTextAsync("stockitem");
        await Expect(window.Page.Locator("main")).ToContainTextAsync(RunningShop.Engine);
        window.AssertQuiet();
        if (RunningShop.Engine == "Orleans")
        {
            var answer = await window.Page.RunAndWaitForResponseAsync(
                () => window.Link("Dashboard of Orleans").ClickAsync(), response => new Uri(response.Url).AbsolutePath.Contains("DashboardCounters", StringComparison.OrdinalIgnoreCase));
            Assert.Equal(200, answer.Status);
            await window.PictureAsync("orleans-dashboard");
        }
        else
        {
            await Expect(window.Link("Dashboard of Orleans")).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task What_is_called_is_counted_and_leads_to_its_type()
    {
        var sku = await shop.GivenProductAsync();
        await shop.ReserveAsync(sku, quantity: 1);
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync();
        await window.Page.GetByLabel("Pages").GetByRole(AriaRole.Link, new() { Name = "System" }).ClickAsync();
        await window.Page.GetByLabel("Last").SelectOptionAsync("300");
        await Expect(window.Page.Locator("#types")).ToContainTextAsync("stockitem");
        await Expect(window.Page.Locator("#methods tbody tr")).Not.ToHaveCountAsync(0);
        foreach (var tile in (string[])["mean", "p95", "recent"])
        {
            await Expect(window.Page.Locator($"#tile-{tile} .count")).Not.ToHaveTextAsync("–");
        }

        // What was just reserved was used lately; over which time, it says.
        await Expect(window.Page.Locator("#tile-recent meter")).ToHaveAttributeAsync("value", new Regex("^[1-9]", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(window.Page.Locator("#tile-recent small")).ToContainTextAsync(RunningShop.Engine == "Orleans" ? "at most 20 s" : "at most 120 s");
        await Expect(window.Page.Locator("#methods thead")).ToContainTextAsync("Average");
        await Expect(window.Page.Locator("#latency .line-p95")).ToBeAttachedAsync();
        await window.PictureAsync("console-system");
        await window.AssertUsableAsync();

        await window.Page.Locator("#types").GetByRole(AriaRole.Link, new() { Name = "stockitem" }).ClickAsync();
        await Expect(window.Page.Locator("#methods")).ToContainTextAsync("IStockItemGrain.ReserveAsync");
        await Expect(window.Page.Locator("#places tbody tr")).ToHaveCountAsync(1);
        var method = window.Page.Locator("#method-plots .method").Filter(new() { HasText = "IStockItemGrain.ReserveAsync" });
        await Expect(method.Locator(".bar-calls")).Not.ToHaveCountAsync(0);
        foreach (var percentile in (string[])["p50", "p95", "p99"])
        {
            await Expect(method.Locator($".line-{percentile}")).ToBeAttachedAsync();
        }

        // Who listens hears what it is about.
        await Expect(method.GetByRole(AriaRole.Img).First).ToHaveAttributeAsync("aria-label", Spoken);
        await window.PictureAsync("console-system-type");
        await method.ScrollIntoViewIfNeededAsync();
        await window.PictureAsync("console-system-methods");
        await window.AssertUsableAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task A_grain_is_found_its_past_is_shown_and_its_activation_is_ended_with_a_reason()
    {
        var sku = await shop.GivenProductAsync();
        await shop.ReserveAsync(sku, quantity: 3);
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync(path: "/#/system/grains");
        await window.Page.GetByRole(AriaRole.Searchbox).FillAsync($"stock/store-london/{sku}");
        await Expect(window.Page.Locator("#found tbody tr")).ToContainTextAsync("active");
        await window.PictureAsync("console-system-grains");
        await window.AssertUsableAsync();

        await window.Page.Locator("#found").GetByRole(AriaRole.Link).ClickAsync();
        await Expect(window.Page.Locator("#state .json")).ToContainTextAsync("\"reserved\": 3");
        await window.Page.Locator("#journal summary").Last.ClickAsync();
        await window.Button("State at 1").ClickAsync();
        await Expect(window.Page.Locator("#state")).ToContainTextAsync("Version 1 of 2");
        await Expect(window.Page.Locator("#state .json")).ToContainTextAsync("\"reserved\": 0");
        await window.PictureAsync("console-system-grain");
        await window.AssertUsableAsync();

        await window.Button("Deactivate").ClickAsync();
        var dialog = window.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Reason").FillAsync("looked stuck");
        await window.AssertUsableAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Deactivate" }).ClickAsync();

        // The directory of a cluster is not told at once.
        await Expect(window.Page.Locator("#about")).ToContainTextAsync(RunningShop.Engine == "Orleans" ? "Its activation has ended" : "not in memory");

        await window.Page.GetByLabel("System").GetByRole(AriaRole.Link, new() { Name = "Audit" }).ClickAsync();
        var entry = window.Page.Locator("#audit tbody tr").Filter(new() { HasText = sku });
        await Expect(entry).ToContainTextAsync("demo-admin");
        await Expect(entry).ToContainTextAsync("looked stuck");
        await window.PictureAsync("console-system-audit");
        window.AssertQuiet();
    }

    [Theory]
    [InlineData("journal", "Events per batch")]
    [InlineData("checks", "No stream has a gap")]
    [InlineData("reminders", "Overdue")]
    [InlineData("silos", "Working set")]
    [InlineData("counters", "orleanscommerce.journal")]
    [InlineData("log", "every request without a token acts as the administrator")]
    public async Task Each_page_shows_what_it_is_for(string page, string words)
    {
        var sku = await shop.GivenProductAsync();
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync(path: $"/#/system/{page}");
        await Expect(window.Page.Locator("main")).ToContainTextAsync(page == "counters" ? "count since" : "Overview");

        // Counters begin when they are looked at first.
        await shop.ReserveAsync(sku, quantity: 1);
        await Expect(window.Page.Locator("main")).ToContainTextAsync(words);
        await window.PictureAsync($"console-system-{page}");
        await window.AssertUsableAsync();
        await window.AssertFitsAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task The_log_is_filtered_by_an_expression_and_by_who_wrote()
    {
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync(path: "/#/system/log");
        var lines = window.Page.Locator("#log .log > li");
        await Expect(lines).Not.ToHaveCountAsync(0);
        await Expect(window.Page.Locator("#categories .category")).Not.ToHaveCountAsync(0);

        await window.Page.GetByLabel("regular expression").CheckAsync();
        await window.Page.GetByRole(AriaRole.Searchbox).FillAsync("acts as the admin\\w+");
        await Expect(lines).ToHaveCountAsync(1);
        await window.Page.GetByRole(AriaRole.Searchbox).FillAsync("(");
        await Expect(window.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "no regular expression" })).ToBeVisibleAsync();
        await window.AssertUsableAsync();

        await window.Page.GetByRole(AriaRole.Searchbox).FillAsync("");
        var category = window.Page.Locator("#categories .category").Last;
        var name = (await category.GetAttributeAsync("title"))!;
        await category.ClickAsync();
        await Expect(category).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(lines.Filter(new() { HasNotText = name })).ToHaveCountAsync(0);
        await Expect(lines).Not.ToHaveCountAsync(0);
        await window.PictureAsync("console-system-log-filtered");
        await window.AssertUsableAsync();
        await window.Button("Show all").ClickAsync();
        await Expect(category).ToHaveAttributeAsync("aria-pressed", "false");
        window.AssertQuiet();
    }

    [Fact]
    public async Task A_silo_shows_what_it_holds_and_how_that_changed()
    {
        await shop.ReserveAsync(await shop.GivenProductAsync(), quantity: 1);
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync(path: "/#/system/silos");
        await window.Page.Locator("#silos tbody").GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(window.Page.Locator("#types")).ToContainTextAsync("stockitem");
        await Expect(window.Page.Locator("#history .line-activations")).ToBeAttachedAsync();
        await Expect(window.Page.Locator("#history")).ToContainTextAsync("every 5 s");
        await Expect(window.Page.Locator("#tile-recent meter")).ToBeAttachedAsync();
        await Expect(window.Page.Locator("#metadata")).ToContainTextAsync(".NET 10");
        await Expect(window.Page.Locator("#metadata")).ToContainTextAsync("Development");
        await Expect(window.Page.Locator("#metadata")).ToContainTextAsync(RunningShop.Engine);
        await window.PictureAsync("console-system-silo");
        await window.AssertUsableAsync();
        await window.AssertFitsAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task Calls_that_wait_and_run_are_seen_by_type_and_by_silo_until_they_end()
    {
        await shop.AskAsync("""mutation { upsertLocation(input: { id: "waiting-room", name: "Waiting room", kind: STORE }) { errors { __typename } } }""");
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync(path: "/#/system/types/location");
        await Expect(window.Page.Locator("#tile-waiting .count")).ToHaveTextAsync("0");
        Task[] renamed;
        await using (await HeldWriter.HoldAsync(shop.Services))
        {
            // Nothing is committed now: the first call stays where it is, and the others behind it.
            renamed = [.. Enumerable.Range(1, 3).Select(number => shop.AskAsync(
                """mutation ($name: String!) { upsertLocation(input: { id: "waiting-room", name: $name, kind: STORE }) { errors { __typename } } }""", new { name = $"Room {number}" }))];
            await Expect(window.Page.Locator("#tile-waiting .count")).ToHaveTextAsync("2");
            await Expect(window.Page.Locator("#tile-running .count")).ToHaveTextAsync("1");
            var place = window.Page.Locator("#places tbody tr");
            await Expect(place).ToHaveCountAsync(1);
            await Expect(place.Locator("td").Nth(2)).ToHaveTextAsync("2");
            await Expect(place.Locator("td").Nth(3)).ToHaveTextAsync("1");
            await Expect(window.Page.Locator("#places thead")).ToContainTextAsync(RunningShop.Engine == "Orleans" ? "Used in 20 s" : "Used in 120 s");
            await Expect(window.Page.Locator("#places")).ToContainTextAsync("Waiting: calls that reached their grain and have not begun");
            await window.Page.Locator("#places").ScrollIntoViewIfNeededAsync();
            await window.PictureAsync("console-system-waiting");
            await window.AssertUsableAsync();
            await window.AssertFitsAsync();

            await window.Page.GetByLabel("System").GetByRole(AriaRole.Link, new() { Name = "Overview", Exact = true }).ClickAsync();
            var type = window.Page.Locator("#types tbody tr").Filter(new() { Has = window.Page.GetByRole(AriaRole.Link, new() { Name = "location", Exact = true }) });
            await Expect(type.Locator("td").Nth(1)).ToHaveTextAsync(new Regex("^[1-9]", RegexOptions.None, TimeSpan.FromSeconds(1)));
            await Expect(type.Locator("td").Nth(2)).ToHaveTextAsync("2");
            await Expect(type.Locator("td").Nth(3)).ToHaveTextAsync("1");
            await window.Page.Locator("#types").ScrollIntoViewIfNeededAsync();
            await window.PictureAsync("console-system-types");
            await window.AssertUsableAsync();
            await window.Page.GoBackAsync();
        }

        await Task.WhenAll(renamed);
        await Expect(window.Page.Locator("#tile-waiting .count")).ToHaveTextAsync("0");
        await Expect(window.Page.Locator("#tile-running .count")).ToHaveTextAsync("0");
        await Expect(window.Page.Locator("#tile-recent .count")).ToHaveTextAsync(new Regex("^[1-9]", RegexOptions.None, TimeSpan.FromSeconds(1)));
        window.AssertQuiet();
    }

    [Fact]
    public async Task Wake_ups_are_filtered_by_their_columns()
    {
        var (sku, other) = (await shop.GivenProductAsync(), await shop.GivenProductAsync());
        await shop.ReserveAsync(sku, quantity: 1);
        await shop.ReserveAsync(other, quantity: 1);
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync(path: "/#/system/reminders");
        var (rows, filters) = (window.Page.Locator("#due tbody tr"), window.Page.Locator("#due .filters"));
        await Expect(rows.Filter(new() { HasText = sku })).ToHaveCountAsync(1);
        await filters.GetByLabel("Grain").FillAsync(sku.ToLowerInvariant());
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(rows).ToContainTextAsync(sku);
        await window.PictureAsync("console-system-due-filtered");
        await window.AssertUsableAsync();
        await filters.GetByLabel("Due on").FillAsync("2020-01-01");
        await Expect(window.Page.Locator("#due")).ToContainTextAsync("None is like that");
        await filters.GetByLabel("Due on").FillAsync("");
        await filters.GetByLabel("Failed at least").FillAsync("1");
        await Expect(window.Page.Locator("#due")).ToContainTextAsync("None is like that");
        await filters.GetByLabel("Failed at least").FillAsync("0");
        await Expect(rows).ToHaveCountAsync(1);

        // Reminders have filters of their own.
        foreach (var label in (string[])["Grain", "Name", "First due on", "Period in seconds"])
        {
            await Expect(window.Page.Locator("#reminders .filters").GetByLabel(label)).ToBeVisibleAsync();
        }

        await window.AssertFitsAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task Types_are_sorted_by_a_column_and_the_keyboard_stays_where_it_is_while_numbers_change()
    {
        await shop.ReserveAsync(await shop.GivenProductAsync(), quantity: 1);
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync(path: "/#/system");
        var sort = window.Page.Locator("#types").GetByRole(AriaRole.Button, new() { Name = "In memory", Exact = true });
        await sort.FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.Locator("#types th[aria-sort=descending]")).ToHaveTextAsync("In memory");
        var counts = await window.Page.Locator("#types tbody tr td:nth-child(2)").AllInnerTextsAsync();
        Assert.Equal(counts.OrderByDescending(static count => int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)), counts);

        // The next reading makes the table anew.
        await window.Page.EvaluateAsync("document.querySelector('#types table').dataset.old = 'yes'");
        await Expect(window.Page.Locator("#types table[data-old]")).ToHaveCountAsync(0);
        await Expect(sort).ToBeFocusedAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.Locator("#types th[aria-sort=ascending]")).ToHaveTextAsync("In memory");
        window.AssertQuiet();
    }

    [Fact]
    public async Task An_associate_is_not_offered_the_system_and_is_told_why_when_coming_by_address()
    {
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate", "/#/system");
        await Expect(window.Page.GetByLabel("Pages").GetByRole(AriaRole.Link, new() { Name = "System" })).ToHaveCountAsync(0);
        await Expect(window.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Your role may not see or do this." })).ToBeVisibleAsync();
    }
}
