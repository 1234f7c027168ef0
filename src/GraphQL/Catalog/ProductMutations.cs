using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Catalog;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;

namespace OrleansCommerce.GraphQL;

/// <summary>Changes to products.</summary>
[ExtendObjectType(OperationTypeNames.Mutation)]
public static class ProductMutations
{
    /// <summary>Registers a product, or changes it. Repeated, it sets the same again: it goes without an operation id. Needs the role Admin.</summary>
    /// <param name="input">What the product is.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<UpsertProductPayload> UpsertProductAsync(UpsertProductInput input, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.ChangeCatalog);
        if ((Ids.CheckSku(input.Sku, "sku") ?? input.Price.CheckPrice("price")) is { } invalid)
        {
            return UpsertProductPayload.Of(invalid);
        }

        var command = new UpsertProduct(input.Name, input.Price.ToMoney(), input.StockTracked ?? true, input.TaxCategory, input.Category);
        var answer = await grains.CallAsync((IProductGrain grain) => grain.UpsertAsync(command), input.Sku);
        return answer.Succeeded
            ? new UpsertProductPayload { Product = new Product(answer.Value) }
            : UpsertProductPayload.Of(answer.Failure);
    }

    /// <summary>
    /// Says under which terms a product can come back; they hold for orders from now on. Repeated, it sets the same again: it goes
    /// without an operation id. Needs the role Admin.
    /// </summary>
    /// <param name="input">The terms.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<SetReturnTermsPayload> SetReturnTermsAsync(SetReturnTermsInput input, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.ChangeCatalog);
        if (Ids.CheckSku(input.Sku, "sku") is { } invalid)
        {
            return SetReturnTermsPayload.Of(invalid);
        }

        var command = new SetReturnTerms(input.Days, input.FinalSale ?? false);
        var answer = await grains.CallAsync((IProductGrain grain) => grain.SetReturnTermsAsync(command), input.Sku);
        return answer.Succeeded
            ? new SetReturnTermsPayload { Product = new Product(answer.Value) }
            : SetReturnTermsPayload.Of(answer.Failure);
    }
}
