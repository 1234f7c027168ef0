using Microsoft.Playwright;
using OrleansCommerce.Browser.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace OrleansCommerce.Browser.Tests.Console;

/// <summary>Staff see what each compartment is doing, and do what its state allows. Each test has a bank of its own.</summary>
[Collection(InOneShop.Name)]
public sealed class LockerTests(RunningShop shop)
{
    [Fact]
    public async Task A_compartment_breaks_its_parcel_is_taken_out_and_it_works_again()
    {
        var bank = await shop.GivenBankAsync();
        var compartment = await shop.GivenParcelAsync(bank);
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate");
        await window.Page.GetByLabel("Pages").GetByRole(AriaRole.Link, new() { Name = "Lockers" }).ClickAsync();
        await Expect(window.Page.Locator("#banks")).ToContainTextAsync("King's Cross");
        await window.PictureAsync("console-lockers");
        await window.AssertUsableAsync();
        await window.Link($"Bank {bank}").ClickAsync();

        await Door(window, $"{compartment}, size S: holds a parcel").ClickAsync();
        await Expect(Compartment(window)).ToContainTextAsync("Ready for pickup");
        await Expect(Compartment(window).GetByRole(AriaRole.Button)).ToHaveCountAsync(1);
        await Expect(window.Page.Locator("#waiting")).ToContainTextAsync("Nothing to take out");
        await window.PictureAsync("console-locker-bank");
        await window.AssertUsableAsync();

        await Compartment(window).GetByRole(AriaRole.Button, new() { Name = "Out of order" }).ClickAsync();
        await Dialog(window).GetByLabel("Reason").FillAsync("hinge");
        await Expect(Dialog(window)).ToContainTextAsync("it is to be taken out");
        await window.AssertUsableAsync();
        await ConfirmAsync(window, "It is out of order");
        await Expect(window.Page.Locator("#waiting tbody tr")).ToHaveCountAsync(1);

        await window.Page.Locator("#waiting").GetByRole(AriaRole.Button, new() { Name = "Open to take out" }).ClickAsync();
        await ConfirmAsync(window, "Open the door");
        await Expect(Compartment(window)).ToContainTextAsync("opened for a courier");
        await window.PictureAsync("console-locker-retrieval");
        await window.AssertUsableAsync();
        await window.Page.Locator("#waiting").GetByRole(AriaRole.Button, new() { Name = "It is taken out" }).ClickAsync();
        await ConfirmAsync(window, "I have it");
        await Expect(window.Page.Locator("#waiting")).ToContainTextAsync("Nothing to take out");
        await Expect(Door(window, $"{compartment}, size S: out of order")).ToBeVisibleAsync();

        await window.Link("Overview").ClickAsync();
        await window.Page.Locator("#alerts").GetByRole(AriaRole.Link, new() { Name = $"Compartment {compartment} is out of order, Bank {bank}" }).ClickAsync();
        await Door(window, $"{compartment}, size S: out of order").ClickAsync();
        await Compartment(window).GetByRole(AriaRole.Button, new() { Name = "Works again" }).ClickAsync();
        await Dialog(window).GetByLabel("What was done").FillAsync("new hinge");
        await ConfirmAsync(window, "It works");
        await Expect(Door(window, $"{compartment}, size S: free")).ToBeVisibleAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task A_parcel_whose_time_is_over_is_to_be_taken_out_and_the_door_shows_it()
    {
        var bank = await shop.GivenBankAsync();
        var compartment = await shop.GivenParcelAsync(bank);
        await using var window = await shop.OpenConsoleAsync();

        // Three days are not waited for: the answer says that they are over.
        await window.Page.RouteAsync("**/graphql", async route =>
        {
            var answer = await route.FetchAsync();
            await route.FulfillAsync(new()
            {
                Response = answer,
                Body = (await answer.TextAsync()).Replace("\"parcelStatus\":\"READY_FOR_PICKUP\"", "\"parcelStatus\":\"EXPIRED\"", StringComparison.Ordinal),
            });
        });
        await window.SignInAsync("Associate", $"/#/lockers/{bank}");

        await Expect(Door(window, $"{compartment}, size S: to be taken out")).ToBeVisibleAsync();
        await Expect(window.Page.Locator("#waiting tbody tr")).ToContainTextAsync("Not fetched in time");
        await Expect(window.Page.Locator("#waiting").GetByRole(AriaRole.Button)).ToHaveTextAsync("Open to take out");
        await window.PictureAsync("console-locker-expired");
        await window.AssertUsableAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task A_lock_out_is_told_and_ended_and_what_the_hardware_is_heard_of()
    {
        var bank = await shop.GivenBankAsync();
        for (var guess = 0; guess < 5; guess++)
        {
            await shop.AskAsync(
                "mutation ($bank: ID!, $op: ID!) { openForPickup(input: { operationId: $op, lockerBankId: $bank, code: \"000000\" }) { errors { __typename } } }",
                new { bank, op = $"guess-{guess}" });
        }

        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync(path: $"/#/lockers/{bank}");
        await Expect(window.Page.Locator(".notice")).ToContainTextAsync("Too many wrong codes");
        await Expect(window.Page.Locator("#hardware")).ToContainTextAsync("Reach not known");
        await window.PictureAsync("console-locker-locked");
        await window.AssertUsableAsync();
        await window.Button("Take codes again").ClickAsync();
        await ConfirmAsync(window, "Take codes again");
        await Expect(window.Page.Locator(".notice")).ToHaveCountAsync(0);

        // From now on its hardware signs; and it is silent.
        await shop.AskAsync(
            "mutation ($bank: ID!) { rotateLockerSecret(input: { operationId: \"first\", lockerBankId: $bank }) { errors { __typename } } }", new { bank });
        await Expect(window.Page.Locator("#hardware")).ToContainTextAsync("Silent");
        await window.Link("Overview").ClickAsync();
        await Expect(window.Page.Locator("#alerts")).ToContainTextAsync($"The hardware at Bank {bank} is silent");
        window.AssertQuiet();
    }

    [Fact]
    public async Task A_bank_that_does_not_exist_and_a_lost_connection_are_told()
    {
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate", "/#/lockers/nowhere");
        await Expect(window.Page.Locator("#doors")).ToContainTextAsync("There is no locker bank nowhere");
        window.AssertQuiet();

        await window.SetOfflineAsync(true);
        await Expect(window.Page.Locator(".banner")).ToContainTextAsync("cannot be reached");
        await window.SetOfflineAsync(false);
        await Expect(window.Page.Locator(".banner")).ToBeHiddenAsync();
    }

    private static ILocator Door(ConsoleWindow window, string name) => window.Page.Locator("#doors").GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Compartment(ConsoleWindow window) => window.Page.Locator("#compartment");

    private static ILocator Dialog(ConsoleWindow window) => window.Page.GetByRole(AriaRole.Dialog);

    private static Task ConfirmAsync(ConsoleWindow window, string name) => Dialog(window).GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
}
