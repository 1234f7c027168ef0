using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using OrleansCommerce.Browser.Tests.Hosting;
using OrleansCommerce.Silo;
using static Microsoft.Playwright.Assertions;

namespace OrleansCommerce.Browser.Tests.Console;

/// <summary>An operator sees how a process started, how it would stop, and how the one before it stopped: the same on both engines.</summary>
[Collection(InOneShop.Name)]
[Trait("Engine", "Both")]
public sealed class LifecycleTests(RunningShop shop)
{
    private static readonly Regex Time = new(@"^[\d.,\s]+ (?:µs|ms|s)$", RegexOptions.None, TimeSpan.FromSeconds(1));

    [Fact]
    public async Task Start_and_stop_have_those_who_do_something_and_what_has_not_happened_has_no_time()
    {
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync(path: "/#/system");
        await window.Page.GetByLabel("System").GetByRole(AriaRole.Link, new() { Name = "Lifecycle", Exact = true }).ClickAsync();
        var (starts, stops) = (Table(window, "#starts", "Services, as they start"), Table(window, "#stops", "Services at the stop"));
        await Expect(starts.Filter(new() { HasText = "GenericWebHostService" }).Locator("td").Last).ToHaveTextAsync(Time);
        await Expect(stops.First).ToContainTextAsync("Drain");
        await Expect(stops.First).ToContainTextAsync("hears that the stop is near");
        await Expect(stops.Nth(1)).ToContainTextAsync("GenericWebHostService");
        await Expect(stops.Filter(new() { HasText = "SchemaMigration" })).ToHaveCountAsync(1);
        Assert.All(await stops.Locator("td:last-child").AllInnerTextsAsync(), static took => Assert.Equal("– not yet", took));
        await Expect(window.Page.Locator("#stops")).ToContainTextAsync("It runs. This is what a stop does; what has not happened has no time.");
        await Expect(window.Page.Locator("#recorded")).ToContainTextAsync("No stop was recorded");
        if (RunningShop.Engine == "Orleans")
        {
            await Expect(window.Page.Locator("#starts")).ToContainTextAsync("BecomeActive");
            await Expect(window.Page.Locator("#starts .observers li")).Not.ToHaveCountAsync(0);
            var stages = Table(window, "#stops", "Stages of the silo at the stop, when its own service stops");
            await Expect(stages.Filter(new() { HasText = "BecomeActive" })).ToContainTextAsync("– not yet");
            var names = await stages.Locator("th").AllInnerTextsAsync();
            Assert.InRange(names.ToList().IndexOf("BecomeActive"), 0, names.ToList().IndexOf("RuntimeInitialize") - 1);
        }
        else
        {
            await Expect(window.Page.Locator("#starts .observers, #stops .observers")).ToHaveCountAsync(0);
        }

        await window.PictureAsync("console-system-lifecycle");
        await window.AssertUsableAsync();
        await window.AssertFitsAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task How_the_process_before_stopped_is_read_with_what_each_step_took_in_French_too()
    {
        var folder = Directory.CreateTempSubdirectory("orleanscommerce-");
        try
        {
            await using (var before = await StartAsync(folder))
            {
                await before.StopAsync();
            }

            await using var app = await StartAsync(folder);
            await using (var window = await shop.OpenConsoleAsync(locale: "fr-FR", host: new Uri(app.Urls.First())))
            {
                await window.SignInAsync("Administrateur", "/#/system/lifecycle");
                var steps = Table(window, "#recorded", "Services à l'arrêt");
                await Expect(steps.First).ToContainTextAsync("Drain");
                Assert.All(await steps.Locator("td:last-child").AllInnerTextsAsync(), static took => Assert.Matches(Time, took));
                await Expect(window.Page.Locator("#recorded .badge").Filter(new() { HasNotText = "fini" })).ToHaveCountAsync(0);

                // By keyboard, it is put away and shown again.
                var summary = window.Page.Locator("#recorded summary");
                await summary.FocusAsync();
                await window.Page.Keyboard.PressAsync("Enter");
                await Expect(steps.First).ToBeHiddenAsync();
                await window.Page.Keyboard.PressAsync("Enter");
                await Expect(steps.First).ToBeVisibleAsync();
                await window.PictureAsync("console-system-recorded");
                await window.AssertUsableAsync();
                await window.AssertFitsAsync();
                window.AssertQuiet();
            }

            await app.StopAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ILocator Table(ConsoleWindow window, string card, string name) =>
        window.Page.Locator(card).GetByRole(AriaRole.Region, new() { Name = name, Exact = true }).Locator("tbody tr");

    private static async Task<WebApplication> StartAsync(DirectoryInfo folder)
    {
        var app = SiloApplication.Create(
        [
            "--environment=Development",
            "--urls=http://127.0.0.1:0",
            $"--ConnectionStrings:Journal=Data Source={System.IO.Path.Combine(folder.FullName, "journal.db")}",
            "--Logging:LogLevel:Default=Warning",
            "--no-sample",
        ]);
        await app.StartAsync();
        return app;
    }
}
