using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace OrleansCommerce.Carts;

/// <summary>
/// The carts that a shop's tills put aside, for any of its tills to go on with. Key: the location. A cart that is put aside is as open as
/// any other: its customer still sees and changes it.
/// </summary>
[Alias("oc.IHeldCartsGrain")]
public interface IHeldCartsGrain : IGrainWithStringKey
{
    /// <summary>Those whose time is not over, oldest first; at most 200.</summary>
    [Alias("Get")]
    [AlwaysInterleave]
    Task<ImmutableArray<HeldCartDetails>> GetAsync();

    /// <summary>Puts a cart aside; one that is put aside already gets the new label, and its time anew. Fails with InvalidInput, NotFound (location, cart), InvalidState, OperationIdReused.</summary>
    [Alias("Hold")]
    Task<Result<HeldCartDetails>> HoldAsync(HoldCart command);

    /// <summary>Takes a cart up again; a second till finds it gone. Fails with InvalidInput, NotFound (held cart), OperationIdReused.</summary>
    [Alias("Resume")]
    Task<Result<HeldCartDetails>> ResumeAsync(ResumeCart command);
}

/// <summary>A cart that a till put aside.</summary>
/// <param name="CartId">Which.</param>
/// <param name="Label">By which it is found again.</param>
/// <param name="By">The subject that put it aside.</param>
/// <param name="At">UTC.</param>
/// <param name="Until">When it is on the list no more, UTC.</param>
[GenerateSerializer, Immutable, Alias("oc.HeldCartDetails")]
public sealed record HeldCartDetails(
    [property: Id(0)] string CartId,
    [property: Id(1)] string Label,
    [property: Id(2)] string By,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] DateTimeOffset Until);

/// <summary>A cart is put aside.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="CartId">Which.</param>
/// <param name="Label">1 to 100 characters, no personal data.</param>
[GenerateSerializer, Immutable, Alias("oc.HoldCart")]
public sealed record HoldCart([property: Id(0)] string OperationId, [property: Id(1)] string CartId, [property: Id(2)] string Label);

/// <summary>A cart is taken up again.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="CartId">Which.</param>
[GenerateSerializer, Immutable, Alias("oc.ResumeCart")]
public sealed record ResumeCart([property: Id(0)] string OperationId, [property: Id(1)] string CartId);
