using System.Text;

namespace OrleansCommerce.Replay.Tests;

/// <summary>Small invoice files, made by hand.</summary>
internal static class InvoiceCsv
{
    public const string Header = "invoice,sku,description,quantity,invoiced_at,unit_price,customer,country";

    public static InvoiceFile Parse(params string[] rows) =>
        InvoiceFile.Parse(Encoding.UTF8.GetBytes(string.Join('\n', [Header, .. rows]) + "\n"));

    public static InvoiceFile Excerpt() => InvoiceFile.Read(Path.Combine(AppContext.BaseDirectory, "online-retail-excerpt.csv"));

    /// <summary>A row of 2011, sold in France unless told otherwise.</summary>
    public static string Row(
        string invoice, string sku, int quantity, decimal price, string customer = "12583", string country = "France", int day = 1, string name = "Thing") =>
        $"{invoice},{sku},{name},{quantity},2011-01-{day:00}T10:00:00Z,{price},{customer},{country}";
}
