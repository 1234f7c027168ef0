using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansCommerce.Browser.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace OrleansCommerce.Browser.Tests.Console;

/// <summary>One customer on three devices: the phone, the till, the locker.</summary>
[Collection(InOneShop.Name)]
public sealed class DemoTests(RunningShop shop)
{
    private static readonly Regex Code = new(@"Code (?<digits>\d{6})", RegexOptions.None, TimeSpan.FromSeconds(1));

    [Fact]
    public async Task What_is_put_into_the_cart_on_the_phone_is_on_the_till_and_its_parcel_comes_out_of_the_locker()
    {
        await using var window = await shop.OpenConsoleAsync();
        await window.Page.GotoAsync(new Uri(shop.Address, "/demo").ToString());
        var (phone, till, locker) = (Device(window, "shop"), Device(window, "till"), Device(window, "locker"));
        await Expect(till).ToContainTextAsync("No cart yet");
        await Expect(locker.Locator(".door").First).ToBeVisibleAsync();
        await window.AssertUsableAsync();

        await phone.GetByRole(AriaRole.Button, new() { Name = "Add Wool socks" }).ClickAsync();
        await Expect(till.Locator(".cart-lines")).ToContainTextAsync("1 × Wool socks, pair");
        await Expect(till.Locator(".cart-lines")).ToContainTextAsync("from App");
        await till.GetByRole(AriaRole.Button, new() { Name = "Add Steel flask" }).ClickAsync();
        await Expect(phone.Locator(".cart-lines")).ToContainTextAsync("from Till");
        await Expect(phone.Locator(".cart-total")).ToContainTextAsync("£37.40");
        await phone.GetByRole(AriaRole.Button, new() { Name = "One Steel flask" }).ClickAsync();
        await Expect(till.Locator(".cart-total")).ToContainTextAsync("£12.90");
        await window.PictureAsync("demo-cart");
        await window.AssertUsableAsync();

        await till.GetByRole(AriaRole.Button, new() { Name = "Order to the locker and pay £12.90" }).ClickAsync();
        await Expect(phone.Locator(".order-state")).ToContainTextAsync("Confirmed");
        await locker.GetByRole(AriaRole.Button, new() { Name = "Put the parcel in" }).ClickAsync();
        await Expect(phone.Locator(".message")).ToContainTextAsync(Code);
        await Expect(phone.Locator(".order-state")).ToContainTextAsync("Ready for pickup");
        var pickupCode = Code.Match(await phone.Locator(".message").InnerTextAsync()).Groups["digits"].Value;

        await locker.GetByLabel("Pickup code").FillAsync(pickupCode == "000000" ? "111111" : "000000");
        await locker.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        await Expect(locker.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await locker.GetByLabel("Pickup code").FillAsync(pickupCode);
        await locker.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        await Expect(locker.Locator(".door.is-open")).ToHaveCountAsync(1);
        await window.PictureAsync("demo-locker-open");
        await window.AssertUsableAsync();
        await locker.GetByRole(AriaRole.Button, new() { Name = "The parcel is taken" }).ClickAsync();

        await Expect(phone.Locator(".order-state")).ToContainTextAsync("Fulfilled");
        await Expect(till.Locator(".order-state")).ToContainTextAsync("Collected");
        await Expect(phone.Locator(".message")).ToContainTextAsync("Fetched");
        window.AssertQuiet();
    }

    [Fact]
    public async Task On_a_phone_the_devices_are_under_one_another()
    {
        await using var window = await shop.OpenConsoleAsync(390, 844, isPhone: true);
        await window.Page.GotoAsync(new Uri(shop.Address, "/demo").ToString());
        await Expect(Device(window, "locker").Locator(".door").First).ToBeVisibleAsync();
        await window.PictureAsync("demo-phone");
        await window.AssertFitsAsync();
        await window.AssertUsableAsync();
        window.AssertQuiet();
    }

    private static ILocator Device(ConsoleWindow window, string name) => window.Page.Locator($"#device-{name}");
}
