using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;

namespace OrleansCommerce;

/// <summary>What a caller may do. A subject has one role.</summary>
public enum Role
{
    /// <summary>A shopper: own carts and orders.</summary>
    Customer,

    /// <summary>A till: reserves and sells in its shop.</summary>
    Pos,

    /// <summary>Locker hardware, or the courier who uses it.</summary>
    Device,

    /// <summary>A person who works in a shop or for customers.</summary>
    Associate,

    /// <summary>Everything.</summary>
    Admin,

    /// <summary>This system itself.</summary>
    System,

    /// <summary>Another system, which fetches what happened.</summary>
    Integration,
}

/// <summary>Who asks. Travels in the request context from the edge to every grain, and into the journal's metadata.</summary>
/// <param name="Subject">An opaque id, never a name.</param>
/// <param name="Role">What the subject may do.</param>
/// <param name="Device">The till or locker, when there is one.</param>
/// <param name="CorrelationId">The request's id, the same in the answer's headers and in traces.</param>
/// <param name="SignedFor">The locker bank whose secret signed the request; null when a token says who asks.</param>
/// <param name="LocationIds">The locations whose parcels an associate works on; null when those of all.</param>
[GenerateSerializer, Immutable, Alias("oc.Caller")]
public sealed record Caller(
    [property: Id(0)] string Subject,
    [property: Id(1)] Role Role,
    [property: Id(2)] string? Device = null,
    [property: Id(3)] string? CorrelationId = null,
    [property: Id(4)] string? SignedFor = null,
    [property: Id(5)] ImmutableArray<string>? LocationIds = null)
{
    private const string Key = "oc.caller";

    /// <summary>The system acts by itself: expiry, recovery, processes.</summary>
    public static Caller System { get; } = new("system", Role.System);

    /// <summary>The caller of the running request; the system when there is none.</summary>
    public static Caller Current
    {
        get => RequestContext.Get(Key) as Caller ?? System;
        set => RequestContext.Set(Key, value);
    }

    /// <summary>Whether the caller works for the retailer and may act for any customer.</summary>
    public bool IsStaff => Role is Role.Pos or Role.Associate or Role.Admin or Role.System;
}
