using Orleans;

namespace OrleansCommerce.Returns;

/// <summary>
/// What was given back lately to one customer, or to one card. Key: <c>customer/</c> and the customer's id, or <c>card/</c> and the hash of
/// the card's token.
/// </summary>
[Alias("oc.IReturnAllowanceGrain")]
public interface IReturnAllowanceGrain : IGrainWithStringKey
{
    /// <summary>Counts a return, once; counted again with another amount, the newer one holds. Fails with ReturnRefused beyond the limit.</summary>
    [Alias("Count")]
    Task<Result<ReturnAllowance>> CountAsync(CountReturn command);

    /// <summary>Takes a return out of the count that did not take place.</summary>
    [Alias("Forget")]
    Task ForgetAsync(string returnId);
}

/// <summary>A return that is about to take place.</summary>
/// <param name="ReturnId">Idempotency key.</param>
/// <param name="IsWithoutReceipt">Whether no purchase was shown.</param>
/// <param name="Amount">What is given back.</param>
/// <param name="IsOverridden">Whether somebody who may answers for it: it is counted, and not refused.</param>
/// <param name="CountMax">Returns of this kind within the time, at most; as many as there are when null.</param>
/// <param name="AmountMax">Money for returns of this kind within the time, at most, in the amount's own currency; as much as there is when null.</param>
/// <param name="Days">The time, in days.</param>
[GenerateSerializer, Immutable, Alias("oc.CountReturn")]
public sealed record CountReturn(
    [property: Id(0)] string ReturnId,
    [property: Id(1)] bool IsWithoutReceipt,
    [property: Id(2)] Money Amount,
    [property: Id(3)] bool IsOverridden,
    [property: Id(4)] int? CountMax,
    [property: Id(5)] decimal? AmountMax,
    [property: Id(6)] int Days);

/// <summary>What was given back within the time, this return with it.</summary>
/// <param name="Count">Returns of its kind.</param>
/// <param name="Amount">Money for them, in its currency.</param>
[GenerateSerializer, Immutable, Alias("oc.ReturnAllowance")]
public sealed record ReturnAllowance([property: Id(0)] int Count, [property: Id(1)] Money Amount);
