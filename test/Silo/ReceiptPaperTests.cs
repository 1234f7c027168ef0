using System.Text;
using System.Text.RegularExpressions;
using OrleansCommerce.Receipts;
using OrleansCommerce.Silo.Receipts;
using UglyToad.PdfPig;

namespace OrleansCommerce.Silo.Tests;

/// <summary>What a receipt looks like: the page and the PDF of receipts of every kind, without a host.</summary>
public sealed partial class ReceiptPaperTests
{
    private const string ClaimUrl = "https://shop.example/r/store-paris-2026-000042.abcdefghijklmnopqrstuv";
    private static readonly DateTimeOffset Sold = new(2026, 11, 22, 13, 5, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    private static readonly ReceiptSettings Seller = new("Exemple & Fils <SA>", "1 rue de l'Église, 75001 Paris", "FR40303265045", "https://shop.example");

    [Fact]
    public void The_page_says_everything_in_english_and_asks_no_host_for_anything()
    {
        var page = ReceiptPage.Of(Paper(Sale(2), ReceiptWords.English, ClaimUrl), "000042");
        foreach (var text in new[]
        {
            "<html lang=\"en\">", "<h1>Receipt</h1>", "store-paris-2026-000042", "22/11/2026 14:05", "2611-000042-7", "VAT number FR40303265045",
            "1,234.50", "2,469.00&#160;EUR", "20&#160;%", "Exemple &amp; Fils &lt;SA&gt;", "Paris Op&#233;ra", "until 20/02/2027", new string('a', 64),
            "href=\"000042.pdf?lang=en\"", "href=\"?lang=fr\"", "<svg viewBox=",
        })
        {
            Assert.Contains(text, page, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(new Regex("(src|href|url)[=(]\"?https?:", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)), page);
        var style = StyleElement().Match(page).Groups["css"].Value;
        var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        Assert.Contains($"'sha256-{hash}'", ReceiptPage.ContentSecurityPolicy, StringComparison.Ordinal);
        Assert.Contains("@media print", style, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_of_a_credit_note_in_french_says_what_it_refers_to_and_has_no_code()
    {
        var receipt = Sale(1) with { Kind = ReceiptKind.CreditNote, OriginalId = "store-paris-2026-000041", Total = -1234.50m };
        var page = ReceiptPage.Of(Paper(receipt, ReceiptWords.French, claimUrl: null), "000042");
        foreach (var text in new[] { "<html lang=\"fr\">", "<h1>Avoir</h1>", "Se rapporte &#224;", "store-paris-2026-000041", "-1&#160;234,50&#160;EUR", "N&#176; de TVA" })
        {
            Assert.Contains(text, page, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("<svg", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_of_products_cannot_become_part_of_the_page()
    {
        var receipt = Sale(1);
        receipt = receipt with { Lines = [receipt.Lines[0] with { Name = "<img src=x onerror=alert(1)> \"'&", Sku = "</table>" }] };
        var page = ReceiptPage.Of(Paper(receipt, ReceiptWords.English, claimUrl: null), "\"><script>");
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt; &quot;&#39;&amp;", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Receipt", "2,469.00")]
    [InlineData("fr", "Ticket", "2 469,00")]
    public void The_text_of_the_pdf_can_be_searched(string language, string title, string total)
    {
        using var pdf = PdfDocument.Open(ReceiptPdf.Of(Paper(Sale(2), ReceiptWords.Of(language), ClaimUrl)));
        var page = Assert.Single(pdf.GetPages());
        var text = page.Text.Replace('\u00a0', ' ');
        foreach (var part in new[] { title, "store-paris-2026-000042", "22/11/2026 14:05", "Crème brûlée œuf №1 Größe Łódź", "SKU-1", total, "Exemple & Fils <SA>", "FR40303265045" })
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }

        Assert.Equal($"{title} store-paris-2026-000042", pdf.Information.Title);
        Assert.All(page.Letters, letter => Assert.Contains("DejaVu", letter.FontName, StringComparison.Ordinal));
        Assert.All(page.Letters, letter => Assert.InRange(letter.BoundingBox.Right, 0, page.Width));
    }

    [Fact]
    public void The_fonts_of_the_pdf_are_in_it_and_only_their_characters_that_it_uses()
    {
        var file = ReceiptPdf.Of(Paper(Sale(2), ReceiptWords.French, ClaimUrl));
        Assert.InRange(file.Length, 5_000, 200_000);
        var raw = Encoding.Latin1.GetString(file);
        Assert.StartsWith("%PDF-1.", raw, StringComparison.Ordinal);
        Assert.Contains("%%EOF", raw[^32..], StringComparison.Ordinal);
        Assert.Contains("/FontFile2", raw, StringComparison.Ordinal);
        Assert.Contains("/ToUnicode", raw, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_receipt_goes_on_over_pages_and_every_line_and_the_total_are_on_one()
    {
        var receipt = Sale(120);
        using var pdf = PdfDocument.Open(ReceiptPdf.Of(Paper(receipt, ReceiptWords.English, ClaimUrl)));
        Assert.InRange(pdf.NumberOfPages, 4, 12);
        var pages = pdf.GetPages().Select(page => page.Text.Replace('\u00a0', ' ')).ToList();
        for (var i = 1; i <= 120; i++)
        {
            Assert.Contains(pages, page => page.Contains($"SKU-{i}", StringComparison.Ordinal));
        }

        Assert.All(pages.Select((page, i) => (page, i)), numbered => Assert.Contains($"Page {numbered.i + 1} of {pages.Count}", numbered.page, StringComparison.Ordinal));
        Assert.Single(pages, page => page.Contains("148,140.00", StringComparison.Ordinal));
        Assert.All(pdf.GetPages().SelectMany(page => page.Letters), letter => Assert.InRange(letter.BoundingBox.Bottom, 20, 842));
    }

    [Fact]
    public void Names_that_are_longer_than_a_line_or_have_signs_of_no_font_are_printed()
    {
        var receipt = Sale(1);
        var name = new string('W', 200) + " 日本語 🛒 \u0301 end";
        receipt = receipt with { Lines = [receipt.Lines[0] with { Name = name }] };
        using var pdf = PdfDocument.Open(ReceiptPdf.Of(Paper(receipt, ReceiptWords.English, claimUrl: null)));
        var page = Assert.Single(pdf.GetPages());
        Assert.Contains("end", page.Text, StringComparison.Ordinal);
        Assert.Equal(200, page.Letters.Count(letter => letter.Value == "W"));
        Assert.All(page.Letters, letter => Assert.InRange(letter.BoundingBox.Right, 0, page.Width));
    }

    [Fact]
    public void The_code_is_square_with_its_finder_patterns_and_a_quiet_zone_of_four()
    {
        var code = QrModules.Of(ClaimUrl);
        var dark = code.Runs.SelectMany(run => Enumerable.Range(run.X, run.Length).Select(x => (x, run.Y))).ToHashSet();
        Assert.Equal(4, dark.Min(module => module.x));
        Assert.Equal(4, dark.Min(module => module.Y));
        Assert.Equal(code.Size - 5, dark.Max(module => module.x));
        Assert.Equal(1, (code.Size - 8) % 4);
        foreach (var (x, y) in new[] { (4, 4), (code.Size - 11, 4), (4, code.Size - 11) })
        {
            Assert.All(Enumerable.Range(0, 7), i => Assert.Contains((x + i, y), dark));
            Assert.All(Enumerable.Range(1, 5), i => Assert.DoesNotContain((x + i, y + 1), dark));
            Assert.Contains((x + 3, y + 3), dark);
        }
    }

    [Fact]
    public void A_code_is_good_for_ninety_days_and_only_an_anonymous_sale_of_a_till_carries_one()
    {
        var sale = Sale(1);
        Assert.True(sale.IsClaimable());
        Assert.True(sale.TakesTokenAt(Sold.AddDays(90)));
        Assert.False(sale.TakesTokenAt(Sold.AddDays(90).AddTicks(1)));
        Assert.False((sale with { CustomerId = "cu-1" }).IsClaimable());
        Assert.False((sale with { Kind = ReceiptKind.CreditNote }).IsClaimable());
        Assert.False((sale with { Id = "online-2026-000001" }).IsClaimable());
    }

    [Fact]
    public void Amounts_have_the_digits_of_their_currency()
    {
        Assert.Equal("1,234\u00a0JPY", ReceiptWords.English.MoneyOf(1234m, "JPY"));
        Assert.Equal("-1\u00a0234,500\u00a0KWD", ReceiptWords.French.MoneyOf(-1234.5m, "KWD"));
        Assert.Equal("5,5\u00a0%", ReceiptWords.French.PercentOf(5.5m));
        Assert.Same(ReceiptWords.English, ReceiptWords.Of("de"));
    }

    private static ReceiptPaper Paper(ReceiptDetails receipt, ReceiptWords words, string? claimUrl) =>
        ReceiptPaper.Of(receipt, "Paris Opéra", Paris, Seller, words, claimUrl);

    private static ReceiptDetails Sale(int lines) => new(
        "store-paris-2026-000042",
        ReceiptKind.Sale,
        "order",
        "2611-000042-7",
        CustomerId: null,
        "EUR",
        [.. Enumerable.Range(1, lines).Select(i => new ReceiptLineDetails($"{i}", $"SKU-{i}", "Crème brûlée œuf №1 Größe Łódź", 1, 1234.50m, 20m, 205.75m))],
        [new TaxDetails(20m, 1028.75m * lines, 205.75m * lines, 1234.50m * lines)],
        1234.50m * lines,
        Sold,
        Sold,
        new DateOnly(2026, 11, 22),
        OriginalId: null,
        new string('a', 64));

    [GeneratedRegex("<style>(?<css>.*?)</style>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex StyleElement();
}
