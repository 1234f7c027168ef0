using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>Goods that leave for another location.</summary>
public sealed record DispatchTransferInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Where they are.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string FromLocationId { get; init; }

    /// <summary>Where they go.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string ToLocationId { get; init; }

    /// <summary>1 to 200, each of another SKU.</summary>
    public required IReadOnlyList<TransferLineInput> Lines { get; init; }

    /// <summary>Such as a delivery note, up to 100 characters; none when left out.</summary>
    public string? Reference { get; init; }
}

/// <summary>Units of a SKU that are sent.</summary>
public sealed record TransferLineInput
{
    /// <summary>Which SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>Units, 1 to 1,000,000.</summary>
    public required int Quantity { get; init; }
}

/// <summary>The transfer.</summary>
public sealed record DispatchTransferPayload
{
    /// <summary>The transfer; null when the mutation failed.</summary>
    public Transfer? Transfer { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IDispatchTransferError>? Errors { get; init; }

    internal static DispatchTransferPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IDispatchTransferError>(failure) };
}

/// <summary>Why the goods did not leave.</summary>
[UnionType("DispatchTransferError")]
public interface IDispatchTransferError;
