using System.Globalization;
using System.Security.Cryptography;
using CsvHelper;

namespace OrleansCommerce.Replay;

/// <summary>A retailer's invoice lines, read and checked as a whole before anything is sent.</summary>
/// <param name="ContentHash">First 12 hexadecimal digits of the SHA-256 of the file's bytes.</param>
/// <param name="Invoices">In the order of time.</param>
/// <param name="Refused">Lines that are left out.</param>
internal sealed record InvoiceFile(string ContentHash, IReadOnlyList<Invoice> Invoices, IReadOnlyList<RefusedLine> Refused)
{
    /// <summary>The currency of every price in the file.</summary>
    public const string Currency = "GBP";

    /// <summary>What the API takes for a quantity.</summary>
    public const int QuantityMax = 1_000_000;

    /// <summary>Digits after the point that the API takes for a unit price given by staff.</summary>
    public const int PriceDecimalsMax = 4;

    /// <summary>Keeps operation ids, which hold the invoice's number, under the API's 100 characters.</summary>
    private const int InvoiceNumberLengthMax = 40;

    /// <summary>More than these are not listed: they have one cause.</summary>
    private const int MistakesMax = 10;

    private static readonly string[] Columns =
        ["invoice", "sku", "description", "quantity", "invoiced_at", "unit_price", "customer", "country"];

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvoiceFileException">It has not the form; the message names the lines.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static InvoiceFile Read(string path) => Parse(File.ReadAllBytes(path));

    /// <summary>Reads a file's bytes.</summary>
    /// <exception cref="InvoiceFileException">It has not the form; the message names the lines.</exception>
    public static InvoiceFile Parse(byte[] content)
    {
        var rows = Rows(content);
        var refused = new List<RefusedLine>();
        var groups = new Dictionary<(string Invoice, string? Customer, string Country), List<Row>>();
        foreach (var row in rows)
        {
            if (Refusal(row.Line) is { } reason)
            {
                refused.Add(new RefusedLine(row.Line.Number, reason));
                continue;
            }

            var key = (row.Invoice, row.Customer, row.Country);
            if (!groups.TryGetValue(key, out var group))
            {
                groups.Add(key, group = []);
            }

            group.Add(row);
        }

        var invoices = groups.Values
            .OrderBy(group => group[0].Time)
            .ThenBy(group => group[0].Line.Number)
            .Select((group, index) => new Invoice(
                index, group[0].Invoice, group[0].Time, group[0].Customer, group[0].Country, [.. group.Select(row => row.Line)]))
            .ToList();
        return new InvoiceFile(Convert.ToHexStringLower(SHA256.HashData(content))[..12], invoices, refused);
    }

    private static string? Refusal(InvoiceLine line) =>
        line.UnitPrice < 0 ? "its price is negative"
        : line.UnitPrice != decimal.Round(line.UnitPrice, PriceDecimalsMax) ? $"its price has more than {PriceDecimalsMax} decimals"
        : Math.Abs((long)line.Quantity) > QuantityMax ? $"its quantity is beyond {QuantityMax:N0}"
        : null;

    private static List<Row> Rows(byte[] content)
    {
        using var csv = CsvReader.Create(content, new CsvReaderOptions
        {
            Separator = ',',
            SkipEmptyLines = false,
            TrackLineNumbers = true,
            TrimWhitespace = true,
            MalformedData = CsvMalformedDataHandling.Throw,
        });
        var rows = new List<Row>();
        var mistakes = new List<string>();
        try
        {
            var columns = Header(csv);
            long? blank = null;
            while (csv.Read() && mistakes.Count < MistakesMax)
            {
                var fields = Enumerable.Range(0, csv.FieldCount).Select(csv.GetString).ToArray();
                if (fields.All(string.IsNullOrEmpty))
                {
                    blank ??= csv.LineNumber;
                    continue;
                }

                if (blank is not null)
                {
                    mistakes.Add($"Line {blank}: it is blank, and more lines follow.");
                    blank = null;
                }

                try
                {
                    rows.Add(ParseRow(fields, columns, (int)csv.LineNumber));
                }
                catch (FormatException mistake)
                {
                    mistakes.Add($"Line {csv.LineNumber}: {mistake.Message}");
                }
            }
        }
        catch (CsvFormatException mistake)
        {
            mistakes.Add($"Line {mistake.LineNumber}: {mistake.Message}");
        }

        return mistakes.Count > 0 ? throw new InvoiceFileException(string.Join(Environment.NewLine, mistakes))
            : rows.Count == 0 ? throw new InvoiceFileException("The file has a header and no line after it.")
            : rows;
    }

    private static Dictionary<string, int> Header(CsvReader csv)
    {
        csv.ReadHeader();
        if (csv.Headers is not { Count: > 0 } header)
        {
            throw new InvoiceFileException("The file is empty.");
        }

        var columns = header.Select((name, index) => (name, index))
            .DistinctBy(column => column.name, StringComparer.Ordinal)
            .ToDictionary(column => column.name, column => column.index, StringComparer.Ordinal);
        var missing = Columns.Where(column => !columns.ContainsKey(column)).ToList();
        return missing.Count == 0
            ? columns
            : throw new InvoiceFileException($"Line 1: the header lacks {string.Join(", ", missing)}.");
    }

    private static Row ParseRow(string[] fields, Dictionary<string, int> columns, int number)
    {
        const NumberStyles Price = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

        if (fields.Length != columns.Count)
        {
            throw new FormatException($"it has {fields.Length} fields, the header has {columns.Count}.");
        }

        var invoice = Required("invoice");
        if (invoice.Length > InvoiceNumberLengthMax)
        {
            throw new FormatException($"invoice is longer than {InvoiceNumberLengthMax} characters.");
        }

        var sku = Required("sku");
        if (!int.TryParse(Field("quantity"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var quantity) || quantity == 0)
        {
            throw new FormatException($"quantity '{Field("quantity")}' is no whole number other than 0.");
        }

        if (!DateTimeOffset.TryParse(Field("invoiced_at"), CultureInfo.InvariantCulture, Utc, out var time))
        {
            throw new FormatException($"invoiced_at '{Field("invoiced_at")}' is no time.");
        }

        if (!decimal.TryParse(Field("unit_price"), Price, CultureInfo.InvariantCulture, out var unitPrice))
        {
            throw new FormatException($"unit_price '{Field("unit_price")}' is no amount.");
        }

        var customer = Field("customer") is { Length: > 0 } given ? given : null;
        var country = Field("country") is { Length: > 0 } named ? named : Countries.Unspecified;
        return new Row(invoice, time, customer, country, new InvoiceLine(number, sku, Field("description"), quantity, unitPrice));

        string Field(string column) => fields[columns[column]];

        string Required(string column) => Field(column) is { Length: > 0 } value ? value : throw new FormatException($"{column} is empty.");
    }

    private sealed record Row(string Invoice, DateTimeOffset Time, string? Customer, string Country, InvoiceLine Line);
}

/// <summary>The file has not the form that the README describes.</summary>
internal sealed class InvoiceFileException(string message) : Exception(message);
