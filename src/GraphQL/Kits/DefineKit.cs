using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>What a kit is made of.</summary>
public sealed record DefineKitInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>The kit's own SKU, without a slash.</summary>
    public required string Sku { get; init; }

    /// <summary>1 to 50, each of another stock tracked SKU.</summary>
    public required IReadOnlyList<KitPartInput> Parts { get; init; }
}

/// <summary>Units of a SKU in one kit.</summary>
public sealed record KitPartInput
{
    /// <summary>Which SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>Units in one kit, 1 to 1,000; 1 when left out.</summary>
    public int? Quantity { get; init; }
}

/// <summary>The kit after it.</summary>
public sealed record DefineKitPayload
{
    /// <summary>The kit; null when the mutation failed.</summary>
    public Kit? Kit { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IDefineKitError>? Errors { get; init; }

    internal static DefineKitPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IDefineKitError>(failure) };
}

/// <summary>Why the kit was not defined.</summary>
[UnionType("DefineKitError")]
public interface IDefineKitError;
