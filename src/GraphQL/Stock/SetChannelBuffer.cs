using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>Units of a shelf that a channel may not have.</summary>
public sealed record SetChannelBufferInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>Where.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LocationId { get; init; }

    /// <summary>Which channel.</summary>
    public required Channel Channel { get; init; }

    /// <summary>Units, 0 to 1,000,000.</summary>
    public required int Quantity { get; init; }
}

/// <summary>The stock after it.</summary>
public sealed record SetChannelBufferPayload
{
    /// <summary>The stock after it; null when the mutation failed.</summary>
    public StockItem? StockItem { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<ISetChannelBufferError>? Errors { get; init; }

    internal static SetChannelBufferPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<ISetChannelBufferError>(failure) };
}

/// <summary>Why the buffer was not set.</summary>
[UnionType("SetChannelBufferError")]
public interface ISetChannelBufferError;
