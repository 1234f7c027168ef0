using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.Tills;

namespace OrleansCommerce.GraphQL;

/// <summary>What happens at a till's drawer beside sales.</summary>
[ExtendObjectType(OperationTypeNames.Mutation)]
public static class TillSessionMutations
{
    /// <summary>Opens a session of a till, with the cash that lies in its drawer. Needs the role Pos, Associate or Admin.</summary>
    /// <param name="input">Which till, where, and its float.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<OpenTillSessionPayload> OpenTillSessionAsync(OpenTillSessionInput input, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.KeepTill);
        if (Ids.CheckTill(input.TillId) is { } invalid)
        {
            return OpenTillSessionPayload.Of(invalid);
        }

        if (!Ids.IsLocation(input.LocationId))
        {
            return OpenTillSessionPayload.Of(new NotFound("location", input.LocationId));
        }

        var command = new OpenTillSession(input.OperationId, input.LocationId, input.OpeningFloat.ToCount());
        var answer = await grains.CallAsync((ITillGrain grain) => grain.OpenAsync(command), input.TillId);
        return answer.Succeeded ? new OpenTillSessionPayload { Session = new TillSession(answer.Value) } : OpenTillSessionPayload.Of(answer.Failure);
    }

    /// <summary>Writes down cash that was put into a till's drawer or taken out. Needs the role Pos, Associate or Admin.</summary>
    /// <param name="input">How much, and why.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<RecordCashMovementPayload> RecordCashMovementAsync(RecordCashMovementInput input, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.KeepTill);
        if ((Ids.CheckTill(input.TillId) ?? input.Amount.CheckPrice("amount")) is { } invalid)
        {
            return RecordCashMovementPayload.Of(invalid);
        }

        var command = new MoveTillCash(input.OperationId, input.Kind, input.Amount.ToMoney(), input.Reason);
        var answer = await grains.CallAsync((ITillGrain grain) => grain.MoveCashAsync(command), input.TillId);
        return answer.Succeeded
            ? new RecordCashMovementPayload { Session = new TillSession(answer.Value) }
            : RecordCashMovementPayload.Of(answer.Failure);
    }

    /// <summary>
    /// Closes the session of a till with what was counted; what was expected, and the variance, are worked out here. Needs the role Pos,
    /// Associate or Admin.
    /// </summary>
    /// <param name="input">What was counted.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<CloseTillSessionPayload> CloseTillSessionAsync(CloseTillSessionInput input, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.KeepTill);
        if (Ids.CheckTill(input.TillId) is { } invalid)
        {
            return CloseTillSessionPayload.Of(invalid);
        }

        var command = new CloseTillSession(input.OperationId, input.Counted.ToCount(), input.Reason);
        var answer = await grains.CallAsync((ITillGrain grain) => grain.CloseAsync(command), input.TillId);
        return answer.Succeeded ? new CloseTillSessionPayload { Session = new TillSession(answer.Value) } : CloseTillSessionPayload.Of(answer.Failure);
    }
}
