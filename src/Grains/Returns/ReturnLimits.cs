using System.Security.Cryptography;
using System.Text;
using Orleans;
using OrleansCommerce.Returns;

namespace OrleansCommerce.Grains.Returns;

/// <summary>How often, and how much, one customer or one card is given back. What is null has no limit.</summary>
public sealed record ReturnLimits
{
    /// <summary>The longest time that can be set, in days.</summary>
    public const int DaysMax = 366;

    /// <summary>The limits when nothing is set.</summary>
    public static ReturnLimits Default { get; } = new();

    /// <summary>The time within which returns are counted, in days.</summary>
    public int Days { get; init; } = 30;

    /// <summary>Returns of orders.</summary>
    public int? RefundCount { get; init; }

    /// <summary>Money for returns of orders, in any one currency.</summary>
    public decimal? RefundAmount { get; init; }

    /// <summary>Returns without a receipt.</summary>
    public int? UnreceiptedCount { get; init; }

    /// <summary>Money for returns without a receipt, in any one currency.</summary>
    public decimal? UnreceiptedAmount { get; init; }

    /// <summary>Whether a return without a receipt needs a customer, so that it is counted at all.</summary>
    public bool UnreceiptedNeedsCustomer { get; init; }

    /// <summary>The key of a customer's count.</summary>
    public static string OfCustomer(string customerId) => $"customer/{customerId}";

    /// <summary>The key of a card's count. It has a hash of the token, so that no stream is named by what pays.</summary>
    public static string OfCard(string token) => $"card/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)), 0, 16)}";

    /// <summary>Whether returns of a kind are counted.</summary>
    public bool Limits(bool withoutReceipt) =>
        withoutReceipt ? UnreceiptedCount is not null || UnreceiptedAmount is not null : RefundCount is not null || RefundAmount is not null;

    /// <summary>
    /// Counts a return with everybody whom it concerns, before it takes place. When one refuses, the others forget it. A return that is cut
    /// off behind this is counted, and when it is asked for again it is not counted twice.
    /// </summary>
    /// <returns>The refusal; null when there is none.</returns>
    internal async Task<Failure?> CountAsync(
        IGrainFactory grains, IReadOnlyList<string> keys, string returnId, bool withoutReceipt, Money amount, bool overridden)
    {
        if (amount.Amount <= 0 || !Limits(withoutReceipt))
        {
            return null;
        }

        var command = new CountReturn(
            returnId,
            withoutReceipt,
            amount,
            overridden,
            withoutReceipt ? UnreceiptedCount : RefundCount,
            withoutReceipt ? UnreceiptedAmount : RefundAmount,
            Days);
        for (var i = 0; i < keys.Count; i++)
        {
            if ((await grains.GetGrain<IReturnAllowanceGrain>(keys[i]).CountAsync(command)).Failure is { } refusal)
            {
                foreach (var counted in keys.Take(i))
                {
                    await grains.GetGrain<IReturnAllowanceGrain>(counted).ForgetAsync(returnId);
                }

                return refusal;
            }
        }

        return null;
    }
}
