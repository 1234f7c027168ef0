using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>Goods of a transfer that are there. What is neither received nor damaged is missing.</summary>
public sealed record ReceiveTransferInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which transfer.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string TransferId { get; init; }

    /// <summary>0 to 200, at most one for each SKU of the transfer; of a SKU without one, nothing came.</summary>
    public required IReadOnlyList<TransferReceiptInput> Lines { get; init; }
}

/// <summary>What came of a SKU.</summary>
public sealed record TransferReceiptInput
{
    /// <summary>Which SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>Sellable units, 0 or more.</summary>
    public required int Received { get; init; }

    /// <summary>Broken units, 0 or more; 0 when left out.</summary>
    public int? Damaged { get; init; }
}

/// <summary>The transfer after it.</summary>
public sealed record ReceiveTransferPayload
{
    /// <summary>The transfer; null when the mutation failed.</summary>
    public Transfer? Transfer { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IReceiveTransferError>? Errors { get; init; }

    internal static ReceiveTransferPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IReceiveTransferError>(failure) };
}

/// <summary>Why the goods were not booked.</summary>
[UnionType("ReceiveTransferError")]
public interface IReceiveTransferError;
