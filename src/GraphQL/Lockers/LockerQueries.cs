using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.Lockers;

namespace OrleansCommerce.GraphQL;

/// <summary>Questions about locker banks.</summary>
[ExtendObjectType(OperationTypeNames.Query)]
public static class LockerQueries
{
    /// <summary>One locker bank; null when there is none. Needs the role Device, Associate or Admin.</summary>
    /// <param name="id">The id of its location.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<LockerBank?> GetLockerBankAsync([GraphQLType<NonNullType<IdType>>] string id, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.OperateLockers);
        if (!Ids.IsLocation(id))
        {
            return null;
        }

        await LockerCalls.DemandOwnAsync(grains, caller, id);
        return await grains.CallAsync((ILockerBankGrain grain) => grain.GetAsync(), id) is { } bank ? new LockerBank(bank) : null;
    }
}
