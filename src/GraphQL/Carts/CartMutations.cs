using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Carts;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;

namespace OrleansCommerce.GraphQL;

/// <summary>Changes to carts.</summary>
[ExtendObjectType(OperationTypeNames.Mutation)]
public static class CartMutations
{
    /// <summary>Begins a cart.</summary>
    /// <param name="input">For whom, and in which currency.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<CreateCartPayload> CreateCartAsync(CreateCartInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.UseCarts);
        var customerId = Access.CustomerFor(caller, input.CustomerId);
        if ((Ids.CheckCustomer(customerId, "customerId") ?? CurrencyCode.Check(input.Currency, "currency")) is { } invalid)
        {
            return CreateCartPayload.Of(invalid);
        }

        var command = new CreateCart(input.OperationId, customerId, input.Channel, input.Currency);
        var cartId = DerivedId.Of("cart", caller, input.OperationId);
        var answer = await grains.CallAsync((ICartGrain grain) => grain.CreateAsync(command), cartId);
        return answer.Succeeded ? new CreateCartPayload { Cart = new Cart(answer.Value) } : CreateCartPayload.Of(answer.Failure);
    }

    /// <summary>Adds units of a SKU to a cart. A price of one's own needs the role Pos, Associate or Admin.</summary>
    /// <param name="input">What, how many, and to which cart.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<AddCartLinePayload> AddCartLineAsync(AddCartLineInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.UseCarts);
        if (input.UnitPrice is not null)
        {
            Access.Demand(Permission.OverridePrice);
        }

        var failure = Ids.CheckSku(input.Sku, "sku")
            ?? input.UnitPrice?.CheckUnitPrice("unitPrice")
            ?? await grains.CheckCartAsync(caller, input.CartId);
        if (failure is not null)
        {
            return AddCartLinePayload.Of(failure);
        }

        var command = new AddCartLine(input.OperationId, input.Sku, input.Quantity, input.Channel, input.UnitPrice?.ToMoney());
        var answer = await grains.CallAsync((ICartGrain grain) => grain.AddLineAsync(command), input.CartId);
        return answer.Succeeded ? new AddCartLinePayload { Cart = new Cart(answer.Value) } : AddCartLinePayload.Of(answer.Failure);
    }

    /// <summary>Sets the units of a cart line; 0 removes it.</summary>
    /// <param name="input">Which line, and how many.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<UpdateCartLinePayload> UpdateCartLineAsync(UpdateCartLineInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.UseCarts);
        if (await grains.CheckCartAsync(caller, input.CartId) is { } failure)
        {
            return UpdateCartLinePayload.Of(failure);
        }

        var command = new UpdateCartLine(input.OperationId, input.LineId, input.Quantity, input.Channel);
        var answer = await grains.CallAsync((ICartGrain grain) => grain.UpdateLineAsync(command), input.CartId);
        return answer.Succeeded ? new UpdateCartLinePayload { Cart = new Cart(answer.Value) } : UpdateCartLinePayload.Of(answer.Failure);
    }
}
