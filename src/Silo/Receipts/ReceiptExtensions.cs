using OrleansCommerce.Receipts;
using OrleansCommerce.Silo.Configuration;

namespace OrleansCommerce.Silo.Receipts;

/// <summary>Receipts on paper.</summary>
internal static class ReceiptExtensions
{
    /// <summary>Adds what prints them.</summary>
    /// <exception cref="SettingException">A setting cannot be right.</exception>
    public static void AddReceipts(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(ReceiptSettings.From(builder.Configuration));
        builder.Services.AddSingleton<IReceiptTokens, ReceiptTokens>();
        var taxes = TaxSettings.From(builder.Configuration);
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<ReceiptEndpoints>(services, taxes));
    }

    /// <summary>Serves them.</summary>
    public static void MapReceipts(this WebApplication app) => ReceiptEndpoints.Map(app);
}
