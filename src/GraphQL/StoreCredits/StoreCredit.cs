using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.StoreCredits;

namespace OrleansCommerce.GraphQL;

/// <summary>Money that a return gave as credit with the shop. Whoever knows its id can spend it.</summary>
public sealed class StoreCredit(StoreCreditDetails details) : INode
{
    /// <summary>Unique among all things of the API; opaque; what `node` takes.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string NodeId => new GlobalId(nameof(StoreCredit), details.Id).ToString();

    /// <summary>Opaque.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string Id => details.Id;

    /// <summary>Whose; null when it belongs to whoever shows it.</summary>
    [GraphQLType<IdType>]
    public string? CustomerId => details.CustomerId;

    /// <summary>All that was ever given.</summary>
    public MoneyAmount Issued => new(details.Issued);

    /// <summary>What is left of it.</summary>
    public MoneyAmount Balance => new(details.Balance);

    /// <summary>What was taken off it, oldest first; at most 1,000.</summary>
    public IReadOnlyList<StoreCreditRedemption> Redemptions { get; } =
        [.. details.Redemptions.Select(redemption => new StoreCreditRedemption(redemption))];
}

/// <summary>An amount that was taken off a store credit.</summary>
public sealed class StoreCreditRedemption(RedemptionDetails redemption)
{
    /// <summary>What a tender of the kind STORE_CREDIT has as its reference.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string Id => redemption.Id;

    /// <summary>More than 0.</summary>
    public MoneyAmount Amount => new(redemption.Amount);

    /// <summary>When.</summary>
    public DateTimeOffset At => redemption.At;

    /// <summary>The sale that used it; null when none did yet.</summary>
    [GraphQLType<IdType>]
    public string? OrderId => redemption.OrderId;

    /// <summary>Whether it was given back.</summary>
    public bool Reversed => redemption.IsReversed;

    /// <summary>Where.</summary>
    public Task<Location> GetLocationAsync(LocationLoader locations, CancellationToken cancellationToken) =>
        locations.LoadLocationAsync(redemption.LocationId, cancellationToken);
}
