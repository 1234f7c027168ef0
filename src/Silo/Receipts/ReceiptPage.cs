using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace OrleansCommerce.Silo.Receipts;

/// <summary>A receipt as a page that prints well. It asks no host for anything, and runs no script.</summary>
internal static class ReceiptPage
{
    private static readonly string Style = ReadStyle();

    /// <summary>Its own style sheet by its hash, and nothing else.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The page.</summary>
    /// <param name="paper">What it says.</param>
    /// <param name="name">The last part of its address, from which that of the PDF follows.</param>
    public static string Of(ReceiptPaper paper, string name)
    {
        var words = paper.Words;
        var other = words == ReceiptWords.English ? ReceiptWords.French : ReceiptWords.English;
        var page = new StringBuilder();
        page.Append(
            $"""
            <!doctype html>
            <html lang="{words.Language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>{Text($"{paper.Title} {paper.Number}")}</title>
            <style>{Style}</style>
            </head>
            <body>
            <nav><a href="{Text(Uri.EscapeDataString(name))}.pdf?lang={words.Language}">PDF</a><a href="?lang={other.Language}" hreflang="{other.Language}" lang="{other.Language}">{words.OtherLanguage}</a></nav>
            <main>
            <h1>{Text(paper.Title)}</h1>
            <address>
            """);
        for (var i = 0; i < paper.Seller.Length; i++)
        {
            page.Append(i == 0 ? $"<b>{Text(paper.Seller[i])}</b>" : $"<span>{Text(paper.Seller[i])}</span>");
        }

        page.Append("</address>\n<dl>");
        foreach (var (label, value) in paper.Facts)
        {
            page.Append($"<dt>{Text(label)}</dt><dd>{Text(value)}</dd>");
        }

        page.Append($"</dl>\n<table><thead><tr><th>{Text(words.Item)}</th>{Heads(words.Quantity, words.Rate, words.Amount)}</tr></thead>\n<tbody>");
        foreach (var line in paper.Lines)
        {
            page.Append($"<tr><td>{Text(line.Name)}<small>{Text(line.Sku)}</small></td>{Cells(line.Units, line.Rate, line.Amount)}</tr>\n");
        }

        page.Append($"</tbody><tfoot><tr><td>{Text(words.Total)}</td><td class=\"number\" colspan=\"3\">{Text(paper.Total)}</td></tr></tfoot></table>\n");
        page.Append($"<table><thead><tr><th>{Text(words.Rate)}</th>{Heads(words.Net, words.Vat, words.Gross)}</tr></thead><tbody>");
        foreach (var sum in paper.Taxes)
        {
            page.Append($"<tr><td>{Text(sum.Rate)}</td>{Cells(sum.Net, sum.Tax, sum.Gross)}</tr>");
        }

        page.Append("</tbody></table>\n");
        if (paper.Claim is { } claim)
        {
            var code = QrModules.Of(claim.Url);
            page.Append(
                $"""
                <figure><svg viewBox="0 0 {code.Size} {code.Size}" role="img" aria-label="{Text(claim.Url)}" shape-rendering="crispEdges"><path d="{code.ToSvgPath()}"/></svg><figcaption>{Text(claim.Text)}</figcaption></figure>

                """);
        }

        return page.Append($"<p class=\"proof\">{Text(words.Proof)} {paper.Hash}</p>\n</main>\n</body>\n</html>\n").ToString();
    }

    private static string Heads(params string[] heads) => string.Concat(heads.Select(static head => $"<th class=\"number\">{Text(head)}</th>"));

    private static string Cells(params string[] cells) => string.Concat(cells.Select(static cell => $"<td class=\"number\">{Text(cell)}</td>"));

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string ReadStyle()
    {
        using var resource = typeof(ReceiptPage).Assembly.GetManifestResourceStream("Receipts/Receipt.css")!;
        using var reader = new StreamReader(resource);
        return "\n" + reader.ReadToEnd();
    }
}
