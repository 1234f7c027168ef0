using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Faults;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Subscriptions;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>Changes of orders as they happen.</summary>
[ExtendObjectType(OperationTypeNames.Subscription)]
public static class OrderSubscriptions
{
    /// <summary>The order after each change; nothing before the first one.</summary>
    /// <param name="orderId">Which order.</param>
    /// <param name="changed">The order after the change.</param>
    [Subscribe(With = nameof(FollowOrderAsync))]
    public static Order OrderChanged([GraphQLType<NonNullType<IdType>>] string orderId, [EventMessage] OrderDetails changed) => new(changed);

    /// <summary>The source of <see cref="OrderChanged"/>.</summary>
    [GraphQLIgnore]
    public static async Task<IAsyncEnumerable<OrderDetails>> FollowOrderAsync(
        string orderId, [Service] GrainCalls grains, [Service] ChangeSubscriptions changes, CancellationToken cancellationToken)
    {
        var caller = Access.Demand(Permission.UseOrders);
        return await grains.FindOrderAsync(caller, orderId) is not null
            ? await changes.SubscribeAsync<OrderDetails>(ChangeStreams.Order, orderId, order => order.Id, cancellationToken)
            : throw FaultCodes.Exception(FaultCodes.NotFound, new NotFound("order", orderId).Message);
    }
}
