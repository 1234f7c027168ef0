using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Orleans;
using Orleans.Concurrency;

namespace OrleansCommerce.StoreCredits;

/// <summary>Money that a return gave as credit with the shop. Key: the credit's id, see <see cref="StoreCreditId"/>.</summary>
[Alias("oc.IStoreCreditGrain")]
public interface IStoreCreditGrain : IGrainWithStringKey
{
    /// <summary>The credit; null when none was given.</summary>
    [Alias("Get")]
    [AlwaysInterleave]
    Task<StoreCreditDetails?> GetAsync();

    /// <summary>Adds an amount, once for each operation. Fails with InvalidInput, InvalidState, OperationIdReused.</summary>
    [Alias("Issue")]
    Task<Result<StoreCreditDetails>> IssueAsync(IssueStoreCredit command);

    /// <summary>
    /// Takes an amount off it, once for each operation; a sale names the redemption among its tenders. Fails with InvalidInput, NotFound,
    /// InvalidState, OperationIdReused.
    /// </summary>
    [Alias("Redeem")]
    Task<Result<StoreCreditRedemption>> RedeemAsync(RedeemStoreCredit command);

    /// <summary>Gives a redemption back that no sale used. Fails with InvalidInput, NotFound, InvalidState, OperationIdReused.</summary>
    [Alias("Reverse")]
    Task<Result<StoreCreditRedemption>> ReverseAsync(ReverseRedemption command);

    /// <summary>
    /// A sale uses a redemption: no other can, and it cannot be given back any more. The same sale again is no change. Fails with
    /// InvalidInput, NotFound, InvalidState.
    /// </summary>
    [Alias("Use")]
    Task<Result<StoreCreditDetails>> UseAsync(UseRedemption command);
}

/// <summary>A store credit as callers see it.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="CustomerId">Whose; null when it belongs to whoever shows it.</param>
/// <param name="Issued">All that was ever given.</param>
/// <param name="Balance">What is left of it.</param>
/// <param name="Redemptions">What was taken off it, oldest first; at most <c>1,000</c>.</param>
[GenerateSerializer, Immutable, Alias("oc.StoreCreditDetails")]
public sealed record StoreCreditDetails(
    [property: Id(0)] string Id,
    [property: Id(1)] string? CustomerId,
    [property: Id(2)] Money Issued,
    [property: Id(3)] Money Balance,
    [property: Id(4)] ImmutableArray<RedemptionDetails> Redemptions);

/// <summary>An amount that was taken off a store credit.</summary>
/// <param name="Id">What a tender names.</param>
/// <param name="Amount">More than 0.</param>
/// <param name="LocationId">Where.</param>
/// <param name="At">When, UTC.</param>
/// <param name="OrderId">The sale that used it; null when none did yet.</param>
/// <param name="IsReversed">Whether it was given back.</param>
[GenerateSerializer, Immutable, Alias("oc.RedemptionDetails")]
public sealed record RedemptionDetails(
    [property: Id(0)] string Id,
    [property: Id(1)] Money Amount,
    [property: Id(2)] string LocationId,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] string? OrderId,
    [property: Id(5)] bool IsReversed);

/// <summary>A redemption, and the credit after it.</summary>
[GenerateSerializer, Immutable, Alias("oc.StoreCreditRedemption")]
public sealed record StoreCreditRedemption([property: Id(0)] string RedemptionId, [property: Id(1)] StoreCreditDetails Credit);

/// <summary>An amount is added.</summary>
/// <param name="OperationId">Idempotency key: the refund's.</param>
/// <param name="Amount">More than 0.</param>
/// <param name="CustomerId">Whose, when known.</param>
/// <param name="SourceId">The return or order that it comes from.</param>
[GenerateSerializer, Immutable, Alias("oc.IssueStoreCredit")]
public sealed record IssueStoreCredit(
    [property: Id(0)] string OperationId, [property: Id(1)] Money Amount, [property: Id(2)] string? CustomerId, [property: Id(3)] string SourceId);

/// <summary>An amount is taken off.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="Amount">More than 0, at most the balance.</param>
/// <param name="LocationId">Where.</param>
[GenerateSerializer, Immutable, Alias("oc.RedeemStoreCredit")]
public sealed record RedeemStoreCredit(
    [property: Id(0)] string OperationId, [property: Id(1)] Money Amount, [property: Id(2)] string LocationId);

/// <summary>A redemption is given back.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="RedemptionId">Which.</param>
[GenerateSerializer, Immutable, Alias("oc.ReverseRedemption")]
public sealed record ReverseRedemption([property: Id(0)] string OperationId, [property: Id(1)] string RedemptionId);

/// <summary>A sale uses a redemption.</summary>
/// <param name="RedemptionId">Which.</param>
/// <param name="OrderId">The sale.</param>
/// <param name="Amount">What the sale takes it for: all of it.</param>
[GenerateSerializer, Immutable, Alias("oc.UseRedemption")]
public sealed record UseRedemption([property: Id(0)] string RedemptionId, [property: Id(1)] string OrderId, [property: Id(2)] Money Amount);

/// <summary>The ids of store credits and of what is taken off them.</summary>
public static class StoreCreditId
{
    private const string Suffix = ":credit";

    /// <summary>The credit that a return gives: one, whatever it was paid with.</summary>
    public static string Of(string returnId) => returnId + Suffix;

    /// <summary>Whether it has the shape of a credit's id.</summary>
    public static bool IsCredit([NotNullWhen(true)] string? id) => id is { Length: > 0 } && id.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>The n-th redemption of a credit, from 1.</summary>
    public static string Redemption(string creditId, int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{creditId}/{number}");

    /// <summary>The credit that a redemption was taken off.</summary>
    public static bool TryParseRedemption(string? redemptionId, [NotNullWhen(true)] out string? creditId)
    {
        var slash = redemptionId?.LastIndexOf('/') ?? -1;
        creditId = slash > 0 && redemptionId![..slash].EndsWith(Suffix, StringComparison.Ordinal) ? redemptionId[..slash] : null;
        return creditId is not null;
    }
}
