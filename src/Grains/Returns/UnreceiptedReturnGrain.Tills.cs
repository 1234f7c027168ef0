using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Tills;
using OrleansCommerce.Returns;
using OrleansCommerce.Tills;

namespace OrleansCommerce.Grains.Returns;

public sealed partial class UnreceiptedReturnGrain
{
    private readonly TillRules _tills = services.Tills;

    /// <summary>A refusal when the settings demand an open session of the till that gives cash, and there is none.</summary>
    private async Task<Failure?> SessionRefusalAsync(AcceptUnreceiptedReturn command, Decision<UnreceiptedReturn.Event> trial)
    {
        if (!_tills.SessionRequired || trial.Events.OfType<UnreceiptedReturn.Event.Accepted>().FirstOrDefault() is not { CreditId: null, Refund: > 0 })
        {
            return null;
        }

        return Orders.Order.SessionRefusal(command.TillId, await TillSessions.NewestAsync(GrainFactory, command.TillId));
    }

    private async Task TellTillAsync()
    {
        if (UnreceiptedReturn.TillMoney(Committed, Id) is { } money)
        {
            await GrainFactory.GetGrain<ITillGrain>(Committed.UntoldTill!).RecordAsync(money);
            await ExecuteAsync((state, _) => UnreceiptedReturn.DecideTold(state));
        }
    }
}
