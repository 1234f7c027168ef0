using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>Under which terms a product can come back, for orders from now on.</summary>
public sealed record SetReturnTermsInput
{
    /// <summary>Which product.</summary>
    public required string Sku { get; init; }

    /// <summary>How many days after it was handed over, 0 to 3,650; its category's or the channel's when left out.</summary>
    public int? Days { get; init; }

    /// <summary>Whether it is sold for good: it comes back only when the shop is to answer for it.</summary>
    [System.ComponentModel.DefaultValue(false)]
    public bool? FinalSale { get; init; }
}

/// <summary>The product after it.</summary>
public sealed record SetReturnTermsPayload
{
    /// <summary>The product; null when the mutation failed.</summary>
    public Product? Product { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<ISetReturnTermsError>? Errors { get; init; }

    internal static SetReturnTermsPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<ISetReturnTermsError>(failure) };
}

/// <summary>Why the terms were not changed.</summary>
[UnionType("SetReturnTermsError")]
public interface ISetReturnTermsError;
