using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.EventSourcing;

namespace OrleansCommerce.Grains.Catalog;

/// <summary>
/// Under which terms a product can come back, by itself or by its category. New terms hold for orders that are placed from then on: what a
/// customer was told at the time of buying is not taken back.
/// </summary>
public static partial class Product
{
    /// <summary>The longest window that can be set, in days: ten years.</summary>
    public const int ReturnDaysMax = 3_650;

    /// <summary>How many terms, and how many categories, are remembered: a product whose terms change every month is known for four years.</summary>
    public const int ReturnTermsMax = 50;

    /// <summary>New terms; the same as the newest are no change.</summary>
    public static Decision<Event> Decide(State state, string sku, SetReturnTerms command, DateTimeOffset now)
    {
        if (command.Days is < 0 or > ReturnDaysMax)
        {
            return new InvalidInput("days", $"must be from 0 to {ReturnDaysMax:N0}, was {command.Days}.");
        }

        if (!state.IsRegistered)
        {
            return new NotFound("product", sku);
        }

        var (days, finalSale) = state.ReturnTerms.IsEmpty ? (null, false) : (state.ReturnTerms[^1].Days, state.ReturnTerms[^1].FinalSale);
        return days == command.Days && finalSale == command.FinalSale
            ? Decision<Event>.Nothing
            : new Event.ReturnTermsSet(command.Days, command.FinalSale, now);
    }

    private static ImmutableArray<ProductReturnTerms> WithTerms(ImmutableArray<ProductReturnTerms> terms, Event.ReturnTermsSet e)
    {
        var kept = terms.Length < ReturnTermsMax ? terms : terms.RemoveAt(0);
        return kept.Add(new ProductReturnTerms(e.Days, e.FinalSale, e.At));
    }

    private static ImmutableArray<ProductCategory> WithCategory(ImmutableArray<ProductCategory> categories, Event.CategorySet e)
    {
        var kept = categories.Length < ReturnTermsMax ? categories : categories.RemoveAt(0);
        return kept.Add(new ProductCategory(e.Category, e.At));
    }

    public abstract partial record Event
    {
        /// <summary>It is goods of another kind, or of none, for orders from <paramref name="At"/> on.</summary>
        [Alias("product.category-set")]
        public sealed record CategorySet(string? Category, DateTimeOffset At) : Event;

        /// <summary>It can come back under other terms, for orders from <paramref name="At"/> on.</summary>
        [Alias("product.return-terms-set")]
        public sealed record ReturnTermsSet(int? Days, bool FinalSale, DateTimeOffset At) : Event;
    }
}
