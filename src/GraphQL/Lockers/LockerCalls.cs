using OrleansCommerce.GraphQL.Faults;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.Lockers;

namespace OrleansCommerce.GraphQL;

/// <summary>Calls to locker banks.</summary>
internal static class LockerCalls
{
    /// <summary>A command to a bank; what has not the shape of a bank's id is none's.</summary>
    /// <exception cref="HotChocolate.GraphQLException">FORBIDDEN: a device may not speak for this bank.</exception>
    public static async Task<Result<TAnswer>> CommandAsync<TAnswer>(
        GrainCalls grains, Caller caller, string lockerBankId, Func<ILockerBankGrain, Task<Result<TAnswer>>> command)
        where TAnswer : class
    {
        if (!Ids.IsLocation(lockerBankId))
        {
            return new NotFound("locker bank", lockerBankId);
        }

        await DemandOwnAsync(grains, caller, lockerBankId);
        return await grains.CallAsync(command, lockerBankId);
    }

    /// <summary>
    /// Lets a device speak for its own bank alone. Once a bank has a secret, what comes with a token is no device of it any more; staff are
    /// believed as before.
    /// </summary>
    /// <exception cref="HotChocolate.GraphQLException">FORBIDDEN.</exception>
    public static async Task DemandOwnAsync(GrainCalls grains, Caller caller, string lockerBankId)
    {
        if (caller.Role != Role.Device || caller.SignedFor == lockerBankId)
        {
            return;
        }

        if (caller.SignedFor is not null)
        {
            throw FaultCodes.Exception(FaultCodes.Forbidden, $"The request is signed for the locker bank '{caller.SignedFor}', and for no other.");
        }

        if (await grains.CallAsync((ILockerBankGrain bank) => bank.GetAsync(), lockerBankId) is { SecretGeneration: > 0 })
        {
            throw FaultCodes.Exception(
                FaultCodes.Forbidden, $"The locker bank '{lockerBankId}' has a secret: its devices sign their requests, and send no token.");
        }
    }
}
