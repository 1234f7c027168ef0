using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Tills;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

public sealed partial class OrderGrain
{
    /// <summary>Performs what may move cash: where the settings demand it, in an open session of the till alone.</summary>
    private async Task<Result<OrderDetails>> AtTillAsync(
        string operationId, string? tillId, Func<Order.State, DateTimeOffset, Decision<Order.Event>> decide) =>
        await SessionRefusalAsync(tillId, decide) is { } noSession ? noSession : Answer(await PerformAsync(operationId, decide));

    /// <summary>A refusal when a sale needs an open session of its till, and there is none.</summary>
    private async Task<Failure?> SessionRefusalAsync(SellAtTill command) => !_tills.SessionRequired || command.SoldAt is not null || command.IsAgreed == true
        ? null
        : Order.SessionRefusal(command, await TillSessions.NewestAsync(GrainFactory, command.TillId));

    /// <summary>The same of what takes or gives cash; what is refused anyway, was done before or moves none needs no session.</summary>
    private async Task<Failure?> SessionRefusalAsync(string? tillId, Func<Order.State, DateTimeOffset, Decision<Order.Event>> decide)
    {
        if (!_tills.SessionRequired)
        {
            return null;
        }

        await FinishAsync();
        var newest = await ReadNewestAsync();
        return Order.IsAtTill(newest, decide(newest, Now)) ? Order.SessionRefusal(tillId, await TillSessions.NewestAsync(GrainFactory, tillId)) : null;
    }
}
