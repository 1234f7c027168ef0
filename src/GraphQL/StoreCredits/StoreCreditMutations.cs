using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.StoreCredits;

namespace OrleansCommerce.GraphQL;

/// <summary>What is taken off store credits.</summary>
[ExtendObjectType(OperationTypeNames.Mutation)]
public static class StoreCreditMutations
{
    /// <summary>
    /// Takes an amount off a store credit. `sellAtTill` names the redemption as a tender; one that no sale used can be given back. Needs the
    /// role Pos, Associate or Admin.
    /// </summary>
    /// <param name="input">Which credit, and how much.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<RedeemStoreCreditPayload> RedeemStoreCreditAsync(RedeemStoreCreditInput input, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.SellAtTill);
        if ((Ids.CheckLocation(input.LocationId, "locationId") ?? input.Amount.CheckPrice("amount")) is { } invalid)
        {
            return RedeemStoreCreditPayload.Of(invalid);
        }

        if (!Ids.IsOpaque(input.StoreCreditId))
        {
            return RedeemStoreCreditPayload.Of(new NotFound("store credit", input.StoreCreditId));
        }

        var command = new RedeemStoreCredit(input.OperationId, input.Amount.ToMoney(), input.LocationId);
        return RedeemStoreCreditPayload.Of(await grains.CallAsync((IStoreCreditGrain grain) => grain.RedeemAsync(command), input.StoreCreditId));
    }

    /// <summary>Gives a redemption back that no sale used. Needs the role Pos, Associate or Admin.</summary>
    /// <param name="input">Which redemption.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<ReverseStoreCreditRedemptionPayload> ReverseStoreCreditRedemptionAsync(
        ReverseStoreCreditRedemptionInput input, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.SellAtTill);
        if (!StoreCreditId.TryParseRedemption(input.RedemptionId, out var creditId) || !Ids.IsOpaque(creditId))
        {
            return ReverseStoreCreditRedemptionPayload.Of(new NotFound("redemption", input.RedemptionId));
        }

        var command = new ReverseRedemption(input.OperationId, input.RedemptionId);
        return ReverseStoreCreditRedemptionPayload.Of(await grains.CallAsync((IStoreCreditGrain grain) => grain.ReverseAsync(command), creditId));
    }
}
