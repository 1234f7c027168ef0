using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Carts;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;

namespace OrleansCommerce.GraphQL;

/// <summary>Carts that tills put aside and take up again.</summary>
[ExtendObjectType(OperationTypeNames.Mutation)]
public static class HeldCartMutations
{
    /// <summary>
    /// Puts a cart aside, for any till of the shop to take it up again within 24 hours. It stays the same cart, which its customer sees and
    /// changes elsewhere; put aside again, it gets the new label. Needs the role Pos, Associate or Admin.
    /// </summary>
    /// <param name="input">Which cart, and where.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<HoldCartPayload> HoldCartAsync(HoldCartInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.SellAtTill);
        if (!Ids.IsLocation(input.LocationId))
        {
            return HoldCartPayload.Of(new NotFound("location", input.LocationId));
        }

        if (await grains.FindCartAsync(caller, input.CartId) is not { } cart)
        {
            return HoldCartPayload.Of(new NotFound("cart", input.CartId));
        }

        var command = new HoldCart(input.OperationId, input.CartId, input.Label);
        var answer = await grains.CallAsync((IHeldCartsGrain grain) => grain.HoldAsync(command), input.LocationId);
        return answer.Succeeded ? new HoldCartPayload { HeldCart = new HeldCart(answer.Value, cart) } : HoldCartPayload.Of(answer.Failure);
    }

    /// <summary>Takes a cart up again that was put aside; of two tills, one gets it. Needs the role Pos, Associate or Admin.</summary>
    /// <param name="input">Which cart, and where.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<ResumeCartPayload> ResumeCartAsync(ResumeCartInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.SellAtTill);
        if (!Ids.IsLocation(input.LocationId) || await grains.FindCartAsync(caller, input.CartId) is not { } cart)
        {
            return ResumeCartPayload.Of(new NotFound("held cart", input.CartId));
        }

        var command = new ResumeCart(input.OperationId, input.CartId);
        var answer = await grains.CallAsync((IHeldCartsGrain grain) => grain.ResumeAsync(command), input.LocationId);
        return answer.Succeeded ? new ResumeCartPayload { Cart = new Cart(cart) } : ResumeCartPayload.Of(answer.Failure);
    }
}
