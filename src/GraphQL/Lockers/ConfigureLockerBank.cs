using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Lockers;

namespace OrleansCommerce.GraphQL;

/// <summary>The compartments of a locker bank.</summary>
public sealed record ConfigureLockerBankInput
{
    /// <summary>The id of its location, of kind LOCKER_BANK.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LockerBankId { get; init; }

    /// <summary>1 to 500, ids unique.</summary>
    public required IReadOnlyList<CompartmentInput> Compartments { get; init; }
}

/// <summary>A compartment.</summary>
public sealed record CompartmentInput
{
    /// <summary>Unique in the bank.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string Id { get; init; }

    /// <summary>S, M or L.</summary>
    public required CompartmentSize Size { get; init; }

    /// <summary>Whether it is not usable.</summary>
    [System.ComponentModel.DefaultValue(false)]
    public bool? OutOfOrder { get; init; }
}

/// <summary>The bank after it.</summary>
public sealed record ConfigureLockerBankPayload
{
    /// <summary>The bank; null when the mutation failed.</summary>
    public LockerBank? LockerBank { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IConfigureLockerBankError>? Errors { get; init; }

    internal static ConfigureLockerBankPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IConfigureLockerBankError>(failure) };
}

/// <summary>Why the compartments could not be set.</summary>
[UnionType("ConfigureLockerBankError")]
public interface IConfigureLockerBankError;
