using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.Stock;

namespace OrleansCommerce.GraphQL;

/// <summary>Questions about transfers.</summary>
[ExtendObjectType(OperationTypeNames.Query)]
public static class TransferQueries
{
    /// <summary>One transfer; null when there is none. Needs the role Associate or Admin.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<Transfer?> GetTransferAsync([GraphQLType<NonNullType<IdType>>] string id, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.CorrectStock);
        return Ids.IsOpaque(id) && await grains.CallAsync((ITransferGrain grain) => grain.GetAsync(), id) is { } transfer
            ? new Transfer(transfer)
            : null;
    }
}
