using System.Collections.Immutable;
using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.Kits;
using OrleansCommerce.Kits;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

/// <summary>A kit comes into an order as its parts, each on lines of its own, so that all that follows knows parts alone.</summary>
public static partial class Order
{
    /// <summary>Why a line cannot be sold as the parts of its kit; null when it can, or is no kit.</summary>
    private static InvalidInput? KitRefusal(
        TillLine line, string field, string currency, IReadOnlyDictionary<string, ProductDetails> products, IReadOnlyDictionary<string, KitDetails>? kits)
    {
        if (line.Parts is null && kits?.GetValueOrDefault(line.Sku) is { } kit && KitSelling.Refusal(kit, products, currency, $"{field}.sku") is { } refusal)
        {
            return refusal;
        }

        return SoldParts(line, products, kits) is not { } parts
            ? null
            : line.ReservationId is not null
            ? new InvalidInput($"{field}.reservationId", $"'{line.Sku}' is a kit: its parts lie on shelves of their own, so no reservation of one SKU holds it.")
            : KitSelling.TooMany(line.Quantity, parts, $"{field}.quantity");
    }

    /// <summary>The parts that a line without a <see cref="KitRefusal"/> is sold as; null when it is sold as itself.</summary>
    private static ImmutableArray<SoldKitPart>? SoldParts(
        TillLine line, IReadOnlyDictionary<string, ProductDetails> products, IReadOnlyDictionary<string, KitDetails>? kits) =>
        line.Parts ?? (kits?.GetValueOrDefault(line.Sku) is { } kit ? KitSelling.PartsOf(kit, products) : (ImmutableArray<SoldKitPart>?)null);

    private static IEnumerable<Line> KitLines(
        int index, string kitSku, int kits, Money unitPrice, ImmutableArray<SoldKitPart> parts, IReadOnlyDictionary<string, ProductDetails> products) =>
        KitSelling.Share(unitPrice, kits, parts).Select((share, i) =>
            NewLine(index + i, share.Sku, share.Name, stockTracked: true, share.Quantity, share.UnitPrice) with
            {
                TaxCategory = products.GetValueOrDefault(share.Sku)?.TaxCategory,
                KitSku = kitSku,
            });
}
