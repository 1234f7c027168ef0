using System.Collections.Immutable;
using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Returns;

/// <summary>Under which terms goods come back, where their product has none of its own.</summary>
public sealed record ReturnPolicy
{
    /// <summary>
    /// How long the shop answers for faulty goods when nothing is set, in days: the two years of directive (EU) 2019/771, article 10.
    /// </summary>
    public const int FaultDaysDefault = 730;

    /// <summary>The window when nothing is set, in days: what most retailers give.</summary>
    public const int WindowDaysDefault = 30;

    /// <summary>
    /// The shortest window of what was bought at a distance, in days: the right of withdrawal of directive 2011/83/EU, article 9. What was
    /// made to measure, or cannot come back for health reasons (article 16), is a final sale.
    /// </summary>
    public const int WithdrawalDays = 14;

    /// <summary>
    /// How long a customer has to send announced goods when nothing is set, in days: as directive 2011/83/EU, article 14, gives who withdraws.
    /// </summary>
    public const int RequestDaysDefault = 14;

    /// <summary>How many days after announced goods were handed over to a carrier they are lost when nothing is set.</summary>
    public const int TransitDaysDefault = 30;

    /// <summary>The policy when nothing is set.</summary>
    public static ReturnPolicy Default { get; } = new();

    /// <summary>How many days after goods were handed over they can come back; without end when null.</summary>
    public int? WindowDays { get; init; } = WindowDaysDefault;

    /// <summary>The same for orders of one channel.</summary>
    public ImmutableDictionary<Channel, int> ChannelWindowDays { get; init; } = ImmutableDictionary<Channel, int>.Empty;

    /// <summary>How many days the shop answers for goods that are faulty or not what was ordered, whatever their window.</summary>
    public int FaultDays { get; init; } = FaultDaysDefault;

    /// <summary>How many days a customer has to send announced goods.</summary>
    public int RequestDays { get; init; } = RequestDaysDefault;

    /// <summary>How many days after announced goods were handed over to a carrier they are lost when they are not there; never when null.</summary>
    public int? TransitDays { get; init; } = TransitDaysDefault;

    /// <summary>Whether lost goods are refunded.</summary>
    public LostReturnRefund LostRefund { get; init; }

    /// <summary>Whether somebody of the shop has to agree to returns that customers announce.</summary>
    public bool ReviewsRequests { get; init; }

    /// <summary>How often, and how much, one customer or one card is given back.</summary>
    public ReturnLimits Limits { get; init; } = ReturnLimits.Default;

    /// <summary>The terms of goods of one category, for products that have none of their own; by its name.</summary>
    public ImmutableDictionary<string, CategoryReturnTerms> Categories { get; init; } = ImmutableDictionary<string, CategoryReturnTerms>.Empty;

    /// <summary>The terms under which a product comes back: the most specific that says something, of product, category, channel and shop.</summary>
    /// <param name="channel">Of the order.</param>
    /// <param name="own">The product's own; null when it has none.</param>
    /// <param name="category">Of goods of its kind; null when they have none.</param>
    /// <remarks>What was bought at a distance has never a window of less than <see cref="WithdrawalDays"/>, whatever is set.</remarks>
    public LineReturnTerms TermsOf(Channel channel, ProductReturnTerms? own, CategoryReturnTerms? category)
    {
        var window = own?.Days ?? (category?.Window is { } ofCategory
            ? ofCategory.Days
            : ChannelWindowDays.TryGetValue(channel, out var days) ? days : WindowDays);
        return new LineReturnTerms(
            window is { } set && IsAtADistance(channel) ? Math.Max(set, WithdrawalDays) : window,
            own?.FinalSale ?? category?.FinalSale ?? false,
            category?.UnopenedOnly ?? false);
    }

    /// <summary>Whether shop and customer did not stand in front of each other.</summary>
    private static bool IsAtADistance(Channel channel) => channel is not (Channel.Pos or Channel.Kiosk);
}

/// <summary>Whether announced goods that a carrier lost are refunded.</summary>
public enum LostReturnRefund
{
    /// <summary>
    /// When the carrier was the shop's: it issued the label, or the goods were put into its locker. Who sends goods back with its own carrier
    /// has the risk, and the proof: directive 2011/83/EU, articles 13(3) and 14(1).
    /// </summary>
    OwnLabel,

    /// <summary>Always: whoever says that the goods were sent has shown it.</summary>
    Always,

    /// <summary>Never by itself: somebody decides, and refunds with <c>inspectReturn</c>.</summary>
    Never,
}

/// <summary>Under which terms goods of a category come back, where their product has none of its own.</summary>
public sealed record CategoryReturnTerms
{
    /// <summary>How long they can come back; as long as the channel says when null.</summary>
    public ReturnWindow? Window { get; init; }

    /// <summary>Whether they are sold for good: they come back only when the shop is to answer for them.</summary>
    public bool FinalSale { get; init; }

    /// <summary>
    /// Whether they come back unopened alone, unless the shop is to answer for them: sealed goods of directive 2011/83/EU, article 16, (e)
    /// and (i), such as cosmetics and software.
    /// </summary>
    public bool UnopenedOnly { get; init; }

    /// <summary>From which orders on, UTC; for all of them when null.</summary>
    public DateTimeOffset? Since { get; init; }
}

/// <summary>How long goods can come back.</summary>
/// <param name="Days">After they were handed over; without end when null.</param>
public sealed record ReturnWindow(int? Days);

/// <summary>Under which terms units of an order line come back.</summary>
/// <param name="WindowDays">How many days after they were handed over; without end when null.</param>
/// <param name="FinalSale">Whether they come back only when the shop is to answer for them.</param>
/// <param name="UnopenedOnly">Whether they come back opened only when the shop is to answer for them.</param>
public sealed record LineReturnTerms(int? WindowDays, bool FinalSale, bool UnopenedOnly)
{
    /// <summary>Whether units do not come back because they were sold for good.</summary>
    /// <param name="reason">Why they come back.</param>
    public bool RefuseFinalSale(ReturnReason? reason) => FinalSale && !ReturnGrading.IsFault(reason);

    /// <summary>The refusal of units that were opened, or of which nobody said that they were not; null when they come back all the same.</summary>
    /// <param name="index">Of their line in the request.</param>
    /// <param name="sku">What they are.</param>
    /// <param name="reason">Why they come back.</param>
    /// <param name="condition">How they are.</param>
    public ReturnRefused? RefuseOpened(int index, string sku, ReturnReason? reason, ReturnCondition? condition) =>
        UnopenedOnly && !ReturnGrading.IsFault(reason) && condition != ReturnCondition.New
            ? new ReturnRefused(
                ReturnRefusal.Opened,
                $"lines[{index}].condition",
                $"'{sku}' comes back unopened alone: its condition must be {SchemaName.Of(ReturnCondition.New)}.")
            : null;
}

/// <summary>What is known when goods come back: the policy, and the products with terms of their own.</summary>
/// <param name="Policy">For those that have none.</param>
/// <param name="Products">By SKU, those of the lines as far as they are registered.</param>
public sealed record ReturnRules(ReturnPolicy Policy, IReadOnlyDictionary<string, ProductDetails> Products)
{
    /// <summary>The terms of a product in an order of that channel and time.</summary>
    public LineReturnTerms TermsOf(string sku, Channel channel, DateTimeOffset placedAt)
    {
        var product = Products.GetValueOrDefault(sku);
        var own = product?.ReturnTerms is { } terms ? terms.LastOrDefault(candidate => candidate.Since <= placedAt) : null;
        var kind = product?.Categories is { } kinds ? kinds.LastOrDefault(candidate => candidate.Since <= placedAt)?.Name : null;
        var category = kind is null ? null : Policy.Categories.GetValueOrDefault(kind);

        // Terms that were taken away again say nothing.
        return Policy.TermsOf(
            channel, own is { Days: null, FinalSale: false } ? null : own, category is { Since: { } since } && since > placedAt ? null : category);
    }
}
