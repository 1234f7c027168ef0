using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Carts;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>Placing, paying and cancelling orders.</summary>
[ExtendObjectType(OperationTypeNames.Mutation)]
public static class OrderMutations
{
    /// <summary>Makes an order of a cart, and allocates its goods, all or nothing.</summary>
    /// <param name="input">Which cart, and how the goods reach the customer.</param>
    /// <param name="grains">Calls grains.</param>
    /// <param name="deliveries">Checks the delivery.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static async Task<PlaceOrderPayload> PlaceOrderAsync(
        PlaceOrderInput input, [Service] GrainCalls grains, [Service] DeliveryCheck deliveries, CancellationToken cancellationToken)
    {
        var caller = Access.Demand(Permission.UseCarts);
        if (await grains.FindCartAsync(caller, input.CartId) is not { } cart)
        {
            return PlaceOrderPayload.Of(new NotFound("cart", input.CartId));
        }

        var delivery = await deliveries.AcceptAsync(caller, input.OperationId, cart, input.Delivery, cancellationToken);
        if (!delivery.Succeeded)
        {
            return PlaceOrderPayload.Of(delivery.Failure);
        }

        if (input.PayAtPickup == true)
        {
            Access.Demand(Permission.SellAtTill);
        }

        var command = new CheckoutCart(input.OperationId, input.Channel, delivery.Value, input.PayAtPickup == true ? true : null);
        var answer = await grains.CallAsync((ICartGrain grain) => grain.CheckoutAsync(command), input.CartId);
        return answer.Succeeded ? new PlaceOrderPayload { Order = new Order(answer.Value) } : PlaceOrderPayload.Of(answer.Failure);
    }

    /// <summary>Pays the total of an order. While the provider owes its answer, `paymentPending` is true, and the order asks again by itself.</summary>
    /// <param name="input">Which order, and the provider's token.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<PayOrderPayload> PayOrderAsync(PayOrderInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.UseOrders);
        var command = new PayOrder(input.OperationId, input.PaymentToken);
        var answer = await grains.CommandOrderAsync(caller, input.OrderId, grain => grain.PayAsync(command));
        return answer.Succeeded ? new PayOrderPayload { Order = new Order(answer.Value) } : PayOrderPayload.Of(answer.Failure);
    }

    /// <summary>Cancels what has not left, and refunds what was paid.</summary>
    /// <param name="input">Which order.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<CancelOrderPayload> CancelOrderAsync(CancelOrderInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.UseOrders);
        if (TillRefusal(input.TillId) is { } noTill)
        {
            return CancelOrderPayload.Of(noTill);
        }

        var command = new CancelOrder(input.OperationId, input.Reason, input.TillId);
        var answer = await grains.CommandOrderAsync(caller, input.OrderId, grain => grain.CancelAsync(command));
        return answer.Succeeded ? new CancelOrderPayload { Order = new Order(answer.Value) } : CancelOrderPayload.Of(answer.Failure);
    }

    /// <summary>
    /// Adds lines to an order of which nobody has begun to pick anything, all or nothing: their goods are promised, then the difference is authorised.
    /// While the provider owes its answer, `paymentPending` is true, and the lines are added when it approves.
    /// </summary>
    /// <param name="input">What is added.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<AddOrderLinesPayload> AddOrderLinesAsync(AddOrderLinesInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.UseOrders);
        for (var i = 0; i < input.Lines.Count; i++)
        {
            if (!Ids.IsSku(input.Lines[i].Sku))
            {
                return AddOrderLinesPayload.Of(new InvalidInput($"lines[{i}].sku", "is no SKU."));
            }
        }

        var command = new AddOrderLines(
            input.OperationId, [.. input.Lines.Select(static line => new AddedLine(line.Sku, line.Quantity))], input.PaymentToken);
        var answer = await grains.CommandOrderAsync(caller, input.OrderId, grain => grain.AddLinesAsync(command));
        return answer.Succeeded ? new AddOrderLinesPayload { Order = new Order(answer.Value) } : AddOrderLinesPayload.Of(answer.Failure);
    }

    /// <summary>
    /// Sends an order to another address, while nobody has begun to pick it. Where the address says where it is, and other locations serve it at
    /// less cost, the units come from there; what is owed stays the same. A label that was bought has to be given back first.
    /// </summary>
    /// <param name="input">Where to.</param>
    /// <param name="grains">Calls grains.</param>
    /// <param name="deliveries">Checks the address.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static async Task<ChangeDeliveryAddressPayload> ChangeDeliveryAddressAsync(
        ChangeDeliveryAddressInput input, [Service] GrainCalls grains, [Service] DeliveryCheck deliveries, CancellationToken cancellationToken)
    {
        var caller = Access.Demand(Permission.UseOrders);
        if (await grains.FindOrderAsync(caller, input.OrderId) is not { } order)
        {
            return ChangeDeliveryAddressPayload.Of(new NotFound("order", input.OrderId));
        }

        var wanted = new DeliveryInput
        {
            Method = DeliveryMethod.Ship,
            Address = input.Address,
            Latitude = input.Latitude,
            Longitude = input.Longitude,
        };
        var delivery = await deliveries.ShipAsync(
            caller,
            input.OperationId,
            order.CustomerId ?? order.OwnerSubject,
            wanted,
            () => grains.CallAsync((IOrderGrain grain) => grain.KnowsOperationAsync(input.OperationId), input.OrderId),
            cancellationToken,
            path: string.Empty);
        if (!delivery.Succeeded)
        {
            return ChangeDeliveryAddressPayload.Of(delivery.Failure);
        }

        var command = new ChangeDeliveryAddress(input.OperationId, delivery.Value);
        var answer = await grains.CommandOrderAsync(caller, input.OrderId, grain => grain.ChangeAddressAsync(command));
        return answer.Succeeded ? new ChangeDeliveryAddressPayload { Order = new Order(answer.Value) } : ChangeDeliveryAddressPayload.Of(answer.Failure);
    }

    /// <summary>
    /// Takes units that have not left out of an order: they are free for others again, and their price is not owed or goes back. Taking all
    /// units out of an order of which nothing left cancels it.
    /// </summary>
    /// <param name="input">Which units.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<CancelOrderLinesPayload> CancelOrderLinesAsync(CancelOrderLinesInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.UseOrders);
        if (TillRefusal(input.TillId) is { } noTill)
        {
            return CancelOrderLinesPayload.Of(noTill);
        }

        var command = new CancelOrderLines(
            input.OperationId, [.. input.Lines.Select(line => new CancelLine(line.OrderLineId, line.Quantity))], input.Reason, input.TillId);
        var answer = await grains.CommandOrderAsync(caller, input.OrderId, grain => grain.CancelLinesAsync(command));
        return answer.Succeeded
            ? new CancelOrderLinesPayload { Order = new Order(answer.Value) }
            : CancelOrderLinesPayload.Of(answer.Failure);
    }

    /// <summary>Who says that cash came out of a till's drawer stands at it.</summary>
    private static InvalidInput? TillRefusal(string? tillId)
    {
        if (tillId is not null)
        {
            Access.Demand(Permission.SellAtTill);
        }

        return Ids.CheckTill(tillId);
    }
}
