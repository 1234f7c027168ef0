namespace OrleansCommerce.Replay;

/// <summary>One row of the file.</summary>
/// <param name="Number">The line of the file that it stands on, from 1; part of its operation ids.</param>
/// <param name="Sku">Case sensitive; may hold spaces.</param>
/// <param name="Description">May be empty.</param>
/// <param name="Quantity">Sold when positive, returned when negative, never 0.</param>
/// <param name="UnitPrice">In <see cref="InvoiceFile.Currency"/>.</param>
internal sealed record InvoiceLine(int Number, string Sku, string Description, int Quantity, decimal UnitPrice)
{
    /// <summary>What makes two lines the same line of a cart, and finds a purchase for a return.</summary>
    public Article Article => new(Sku, UnitPrice);
}

/// <summary>A SKU at a price.</summary>
internal readonly record struct Article(string Sku, decimal UnitPrice)
{
    /// <summary>The price as the API takes it.</summary>
    public object Price => new { amount = UnitPrice, currency = InvoiceFile.Currency };
}

/// <summary>Units of an article that an invoice sells.</summary>
/// <param name="Article">Which.</param>
/// <param name="Quantity">At least 1.</param>
/// <param name="First">The first of its lines.</param>
internal readonly record struct SoldArticle(Article Article, int Quantity, InvoiceLine First)
{
    /// <summary>Quantity times price, rounded as the law rounds it, in <see cref="InvoiceFile.Currency"/>.</summary>
    public decimal Total => decimal.Round(Quantity * Article.UnitPrice, 2, MidpointRounding.AwayFromZero);
}

/// <summary>What one customer bought or brought back at one moment.</summary>
/// <param name="Index">Its place in the order of time, from 0.</param>
/// <param name="Number">As in the file; cancellations begin with C.</param>
/// <param name="Time">UTC.</param>
/// <param name="Customer">Null for an anonymous sale at a till.</param>
/// <param name="Country">As in the file.</param>
/// <param name="Lines">In the file's order, at least one.</param>
internal sealed record Invoice(
    int Index,
    string Number,
    DateTimeOffset Time,
    string? Customer,
    string Country,
    IReadOnlyList<InvoiceLine> Lines)
{
    /// <summary>For messages, and as the reason of what it gives back.</summary>
    public string Name => $"Invoice {Number}";

    /// <summary>Lines that sell.</summary>
    public IEnumerable<InvoiceLine> Sales => Lines.Where(line => line.Quantity > 0);

    /// <summary>What it sells, lines of one article together: they become one line of a cart.</summary>
    public IEnumerable<SoldArticle> SoldArticles => Sales
        .GroupBy(line => line.Article)
        .Select(lines => new SoldArticle(lines.Key, lines.Sum(line => line.Quantity), lines.First()));

    /// <summary>Lines that return.</summary>
    public IEnumerable<InvoiceLine> Returns => Lines.Where(line => line.Quantity < 0);

    /// <summary>Invoices of one chain are played one after the other: a customer's, or those of a country's till.</summary>
    public string Chain => Customer is null ? $"till of {Country}" : $"customer {Customer}";
}

/// <summary>A line that no shop can book, and that is left out before any stock is received.</summary>
/// <param name="Line">The line of the file, from 1.</param>
/// <param name="Reason">Why.</param>
internal sealed record RefusedLine(int Line, string Reason);
