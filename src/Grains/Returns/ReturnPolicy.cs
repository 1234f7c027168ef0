using System.Collections.Immutable;
using OrleansCommerce.Catalog;

namespace OrleansCommerce.Grains.Returns;

/// <summary>Under which terms goods come back, where their product has none of its own.</summary>
public sealed record ReturnPolicy
{
    /// <summary>
    /// How long the shop answers for faulty goods when nothing is set, in days: the two years of directive (EU) 2019/771, article 10.
    /// </summary>
    public const int FaultDaysDefault = 730;

    /// <summary>The policy when nothing is set: goods come back for ever, as they did before there was one.</summary>
    public static ReturnPolicy Default { get; } = new();

    /// <summary>How many days after goods were handed over they can come back; without end when null.</summary>
    public int? WindowDays { get; init; }

    /// <summary>The same for orders of one channel.</summary>
    public ImmutableDictionary<Channel, int> ChannelWindowDays { get; init; } = ImmutableDictionary<Channel, int>.Empty;

    /// <summary>How many days the shop answers for goods that are faulty or not what was ordered, whatever their window.</summary>
    public int FaultDays { get; init; } = FaultDaysDefault;

    /// <summary>How often, and how much, one customer or one card is given back.</summary>
    public ReturnLimits Limits { get; init; } = ReturnLimits.Default;

    /// <summary>The window of a product in an order, in days; null when it has no end.</summary>
    /// <param name="channel">Of the order.</param>
    /// <param name="terms">The product's own; null when it has none.</param>
    public int? WindowOf(Channel channel, ProductReturnTerms? terms) =>
        terms?.Days ?? (ChannelWindowDays.TryGetValue(channel, out var days) ? days : WindowDays);
}

/// <summary>What is known when goods come back: the policy, and the products with terms of their own.</summary>
/// <param name="Policy">For those that have none.</param>
/// <param name="Products">By SKU, those of the lines as far as they are registered.</param>
public sealed record ReturnRules(ReturnPolicy Policy, IReadOnlyDictionary<string, ProductDetails> Products)
{
    /// <summary>The terms that hold for an order of that time; null when the product has none of its own.</summary>
    public ProductReturnTerms? TermsOf(string sku, DateTimeOffset placedAt) =>
        Products.GetValueOrDefault(sku)?.ReturnTerms is { } terms ? terms.LastOrDefault(candidate => candidate.Since <= placedAt) : null;
}
