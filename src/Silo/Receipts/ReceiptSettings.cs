using OrleansCommerce.Silo.Configuration;

namespace OrleansCommerce.Silo.Receipts;

/// <summary>What receipts say of the seller.</summary>
/// <param name="Name">The company's; null prints the store's name alone.</param>
/// <param name="Address">Its address in one line; null prints none.</param>
/// <param name="VatNumber">Its VAT number; null prints none.</param>
/// <param name="PublicUrl">Where customers reach this host, without a slash at the end; null takes the address that a page was asked at.</param>
internal sealed record ReceiptSettings(string? Name, string? Address, string? VatNumber, string? PublicUrl)
{
    /// <summary>Reads <c>Receipts:Seller:Name</c>, <c>Address</c>, <c>VatNumber</c> and <c>Receipts:PublicUrl</c>.</summary>
    /// <exception cref="SettingException">The address is none.</exception>
    public static ReceiptSettings From(IConfiguration configuration)
    {
        const string UrlKey = "Receipts:PublicUrl";
        var url = configuration.Text(UrlKey);
        return url is null || (Uri.TryCreate(url, UriKind.Absolute, out var read) && read.Scheme is "http" or "https" && read.Query.Length + read.Fragment.Length == 0)
            ? new ReceiptSettings(
                configuration.Text("Receipts:Seller:Name"),
                configuration.Text("Receipts:Seller:Address"),
                configuration.Text("Receipts:Seller:VatNumber"),
                url?.TrimEnd('/'))
            : throw new SettingException($"The setting {UrlKey} is '{url}'; it must be an address such as https://shop.example.");
    }
}
