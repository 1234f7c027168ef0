using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Orleans;
using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.EventSourcing;

namespace OrleansCommerce.Grains.Catalog;

/// <summary>The rules of a product. Pure.</summary>
public static partial class Product
{
    /// <summary>The longest name, in characters.</summary>
    public const int NameLengthMax = 200;

    /// <summary>The longest category, of VAT or of goods, in characters.</summary>
    public const int CategoryLengthMax = 32;

    /// <summary>How the durable names map to the events.</summary>
    public static EventCodec<Event> Codec { get; } = new();

    /// <summary>Registers or changes a product; the same content again is no change.</summary>
    public static Decision<Event> Decide(State state, UpsertProduct command, DateTimeOffset now)
    {
        if (Limits.Text(command.Name, "name", NameLengthMax) is { } badName)
        {
            return badName;
        }

        if (!Currencies.IsKnown(command.Price.Currency))
        {
            return new InvalidInput("price.currency", $"'{command.Price.Currency}' is no ISO 4217 currency.");
        }

        var digits = Currencies.MinorDigits(command.Price.Currency);
        if (Limits.Price(command.Price, command.Price.Currency, digits, "price") is { } badPrice)
        {
            return badPrice;
        }

        if ((CategoryRefusal(command.TaxCategory, "taxCategory") ?? CategoryRefusal(command.Category, "category")) is { } badCategory)
        {
            return badCategory;
        }

        if (state is { IsRegistered: true, LocationIds.IsEmpty: false } && state.StockTracked && !command.StockTracked)
        {
            return new InvalidInput("stockTracked", "cannot be switched off: there is or was stock of this product.");
        }

        var isSame = state.IsRegistered && state.Name == command.Name && state.Price == command.Price && state.StockTracked == command.StockTracked
            && state.TaxCategory == command.TaxCategory;
        return new Decision<Event>(
        [
            .. isSame ? [] : new Event[] { new Event.Upserted(command.Name, command.Price, command.StockTracked, command.TaxCategory) },
            .. command.Category == state.Category ? [] : new Event[] { new Event.CategorySet(command.Category, now) },
        ]);
    }

    /// <summary>Notes that a location holds stock of it.</summary>
    public static Decision<Event> AddLocation(State state, string sku, string locationId)
    {
        if (!state.IsRegistered)
        {
            return new NotFound("product", sku);
        }

        if (!state.StockTracked)
        {
            return new InvalidInput("sku", $"'{sku}' is not stock tracked.");
        }

        return state.LocationIds.Contains(locationId) ? Decision<Event>.Nothing : new Event.LocationAdded(locationId);
    }

    /// <summary>Whether it has the form of a category, of VAT or of goods.</summary>
    public static bool IsCategory(string category) =>
        category.Length is >= 1 and <= CategoryLengthMax
        && category.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>Folds one event.</summary>
    public static State Evolve(State state, Event happened)
    {
        var next = state with { Version = state.Version + 1 };
        return happened switch
        {
            Event.Upserted e => next with { IsRegistered = true, Name = e.Name, Price = e.Price, StockTracked = e.StockTracked, TaxCategory = e.TaxCategory },
            Event.LocationAdded e => next with { LocationIds = next.LocationIds.Add(e.LocationId) },
            Event.ReturnTermsSet e => next with { ReturnTerms = WithTerms(next.ReturnTerms, e) },
            Event.CategorySet e => next with { Categories = WithCategory(next.Categories, e) },
            _ => throw new InvalidOperationException($"No rule folds {happened.GetType().Name}."),
        };
    }

    private static InvalidInput? CategoryRefusal(string? category, string field) => category is null || IsCategory(category)
        ? null
        : new InvalidInput(field, $"must have 1 to {CategoryLengthMax} lower-case letters, digits and hyphens.");

    /// <summary>What happened to a product.</summary>
    public abstract partial record Event
    {
        private Event()
        {
        }

        /// <summary>It was registered, or its content changed.</summary>
        [Alias("product.upserted")]
        public sealed record Upserted(string Name, Money Price, bool StockTracked, string? TaxCategory = null) : Event;

        /// <summary>A location is about to hold stock of it for the first time.</summary>
        [Alias("product.location-added")]
        public sealed record LocationAdded(string LocationId) : Event;
    }

    /// <summary>A product.</summary>
    public sealed record State : IAggregateState
    {
        /// <summary>Not registered.</summary>
        public static State Initial { get; } = new();

        /// <inheritdoc/>
        public long Version { get; init; }

        /// <summary>Whether it exists.</summary>
        public bool IsRegistered { get; init; }

        /// <summary>For people.</summary>
        public string Name { get; init; } = string.Empty;

        /// <summary>Of one.</summary>
        public Money Price { get; init; }

        /// <summary>Whether units are counted.</summary>
        public bool StockTracked { get; init; }

        /// <summary>Of its VAT; the standard one when null.</summary>
        public string? TaxCategory { get; init; }

        /// <summary>Where stock is or was.</summary>
        public ImmutableArray<string> LocationIds { get; init; } = [];

        /// <summary>Under which terms it can come back, oldest first.</summary>
        public ImmutableArray<ProductReturnTerms> ReturnTerms { get; init; } = [];

        /// <summary>What kind of goods it is and was, oldest first.</summary>
        public ImmutableArray<ProductCategory> Categories { get; init; } = [];

        /// <summary>What kind of goods it is; null when of none.</summary>
        [JsonIgnore]
        public string? Category => Categories.IsEmpty ? null : Categories[^1].Name;

        /// <summary>As callers see it; null when it is not registered.</summary>
        public ProductDetails? Details(string sku) => IsRegistered
            ? new ProductDetails(
                sku,
                Name,
                Price,
                StockTracked,
                LocationIds,
                TaxCategory,
                ReturnTerms.IsEmpty ? null : ReturnTerms,
                Categories.IsEmpty ? null : Categories)
            : null;
    }
}
