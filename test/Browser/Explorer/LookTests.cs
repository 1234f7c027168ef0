using Microsoft.Playwright;
using OrleansCommerce.Browser.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace OrleansCommerce.Browser.Tests.Explorer;

/// <summary>That everybody can use the page: in light and dark, on a desk and on a phone, by keyboard, and by ear.</summary>
[Collection(InOneShop.Name)]
public sealed class LookTests(RunningShop shop)
{
    // The contrast of each piece of text with what is behind it (WCAG 2.2, 1.4.3), as "text: ratio" where it is below 4.5.
    private const string Faint =
        """
        () => {
          const numbers = (color) => {
            const parts = color.match(/[\d.]+/g).map(Number);
            return color.startsWith('color(') ? [...parts.slice(0, 3).map((part) => part * 255), parts[3] ?? 1] : [...parts.slice(0, 3), parts[3] ?? 1];
          };
          const luminance = (color) => {
            const [r, g, b] = color.slice(0, 3).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const ground = (element) => {
            for (let at = element; at !== null; at = at.parentElement) {
              const color = numbers(getComputedStyle(at).backgroundColor);
              if (color[3] === 1) return color;
            }
            return [255, 255, 255, 1];
          };
          const faint = [];
          for (const element of document.querySelectorAll('body *')) {
            const text = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data.trim()).join(' ').trim();
            if (text === '' || !element.checkVisibility() || element.tagName === 'TEXTAREA') continue;
            const [one, other] = [luminance(numbers(getComputedStyle(element).color)), luminance(ground(element))].sort((a, b) => b - a);
            const ratio = (one + 0.05) / (other + 0.05);
            if (ratio < 4.5) faint.push(`${text.slice(0, 40)}: ${ratio.toFixed(2)}`);
          }
          return faint;
        }
        """;

    [Theory]
    [InlineData("light", ColorScheme.Light)]
    [InlineData("dark", ColorScheme.Dark)]
    public async Task Every_text_stands_out_from_its_ground(string name, ColorScheme scheme)
    {
        await using var window = await shop.OpenWindowAsync(scheme: scheme);
        await window.PictureAsync($"explorer-{name}");
        Assert.Empty(await window.Page.EvaluateAsync<string[]>(Faint));

        await window.WriteAsync("query Q($sku: String = \"A\") { product(sku: $sku) { name: nam @skip(if: false) } } # 1\nmutation M { __typename }", "{ \"sku\": 1, \"b\": [true] }");
        await window.Document.FocusAsync();
        await window.PressAsync("Control+Enter");
        await Expect(window.Answer).ToContainTextAsync("errors");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Query", Exact = true }).ClickAsync();
        Assert.Empty(await window.Page.EvaluateAsync<string[]>(Faint));

        await window.Page.GetByRole(AriaRole.Tab, new() { Name = "History" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Tab, new() { Name = "Headers" }).ClickAsync();
        Assert.Empty(await window.Page.EvaluateAsync<string[]>(Faint));

        await window.Document.FocusAsync();
        await window.PressAsync("Control+Home");
        await window.PressAsync("Control+Space");
        await Expect(window.Suggestions).ToBeVisibleAsync();
        Assert.Empty(await window.Page.EvaluateAsync<string[]>(Faint));
    }

    [Fact]
    public async Task On_a_phone_one_part_is_seen_at_a_time_and_nothing_sticks_out()
    {
        await using var window = await shop.OpenWindowAsync(390, 844, isPhone: true);
        await window.PictureAsync("explorer-phone-edit");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Run" }).ClickAsync();
        await Expect(window.Answer).ToContainTextAsync("Day pack, 20 litres");
        await Expect(window.Document).ToBeHiddenAsync();
        await window.PictureAsync("explorer-phone-response");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Docs", Exact = true }).ClickAsync();
        await Expect(window.Page.GetByLabel("Search the schema")).ToBeVisibleAsync();
        await Expect(window.Answer).ToBeHiddenAsync();
        await window.PictureAsync("explorer-phone-docs");
        Assert.Equal(390, await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        window.AssertQuiet();
    }

    [Fact]
    public async Task Every_control_has_a_name_and_is_reached_by_Tab()
    {
        await using var window = await shop.OpenWindowAsync();
        var nameless = await window.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('button, input, select, textarea, a, [role=region], [role=listbox]')]
              .filter((control) => ![control.textContent.trim(), control.getAttribute('aria-label'), control.labels?.[0]?.textContent].some((name) => name))
              .map((control) => control.outerHTML)
            """);
        Assert.Empty(nameless);

        const int Enough = 60;
        var reached = new HashSet<string>(StringComparer.Ordinal);
        for (var press = 0; press < Enough; press++)
        {
            await window.PressAsync("Tab");
            reached.Add(await window.Page.EvaluateAsync<string>("document.activeElement.id"));
        }

        Assert.Superset(
            new HashSet<string>(["operation", "run", "prettify", "transport", "side-toggle", "query", "tab-variables", "variables-json", "copy", "response", "tab-docs", "docs-search"], StringComparer.Ordinal),
            reached);
        window.AssertQuiet();
    }

    [Fact]
    public async Task The_side_panel_goes_away_and_stays_away()
    {
        await using var window = await shop.OpenWindowAsync();
        var toggle = window.Page.GetByRole(AriaRole.Button, new() { Name = "Docs & history" });
        await toggle.ClickAsync();
        await Expect(window.Page.GetByLabel("Search the schema")).ToBeHiddenAsync();

        await window.LoadAsync();
        await Expect(toggle).ToHaveAttributeAsync("aria-expanded", "false");
        await Expect(window.Page.GetByLabel("Search the schema")).ToBeHiddenAsync();
        window.AssertQuiet();
    }
}
