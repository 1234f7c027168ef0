using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Carts;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Faults;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Subscriptions;

namespace OrleansCommerce.GraphQL;

/// <summary>Changes of carts as they happen.</summary>
[ExtendObjectType(OperationTypeNames.Subscription)]
public static class CartSubscriptions
{
    /// <summary>The cart after each change, from any channel; nothing before the first one.</summary>
    /// <param name="cartId">Which cart.</param>
    /// <param name="changed">The cart after the change.</param>
    [Subscribe(With = nameof(FollowCartAsync))]
    public static Cart CartChanged([GraphQLType<NonNullType<IdType>>] string cartId, [EventMessage] CartDetails changed) => new(changed);

    /// <summary>The source of <see cref="CartChanged"/>.</summary>
    [GraphQLIgnore]
    public static async Task<IAsyncEnumerable<CartDetails>> FollowCartAsync(
        string cartId, [Service] GrainCalls grains, [Service] ChangeSubscriptions changes, CancellationToken cancellationToken)
    {
        var caller = Access.Demand(Permission.UseCarts);
        return await grains.FindCartAsync(caller, cartId) is not null
            ? await changes.SubscribeAsync<CartDetails>(ChangeStreams.Cart, cartId, cart => cart.Id, cancellationToken)
            : throw FaultCodes.Exception(FaultCodes.NotFound, new NotFound("cart", cartId).Message);
    }
}
