using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>Units for a cart; units of the same SKU at the same price join one line.</summary>
public sealed record AddCartLineInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which cart.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string CartId { get; init; }

    /// <summary>Which SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>Units, 1 to 1,000,000.</summary>
    public required int Quantity { get; init; }

    /// <summary>Where the request comes from.</summary>
    public required Channel Channel { get; init; }

    /// <summary>A price given by staff (role Associate, Pos, Admin): up to four decimals; the product's price when left out.</summary>
    public MoneyInput? UnitPrice { get; init; }
}

/// <summary>The cart after it.</summary>
public sealed record AddCartLinePayload
{
    /// <summary>The cart after it; null when the mutation failed.</summary>
    public Cart? Cart { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IAddCartLineError>? Errors { get; init; }

    internal static AddCartLinePayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IAddCartLineError>(failure) };
}

/// <summary>Why the units could not be added.</summary>
[UnionType("AddCartLineError")]
public interface IAddCartLineError;
