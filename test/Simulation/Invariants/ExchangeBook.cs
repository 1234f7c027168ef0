using OrleansCommerce.Grains.Returns;
using OrleansCommerce.Journal;

namespace OrleansCommerce.Simulation.Invariants;

/// <summary>An exchange, held against both of its orders: goods are back before others are sold, and then both are there.</summary>
internal sealed class ExchangeBook(Truth truth) : IBook
{
    /// <summary>The newest state.</summary>
    public Exchange.State State { get; private set; } = Exchange.State.Initial;

    public void Apply(IReadOnlyList<RecordedEvent> append)
    {
        foreach (var recorded in append)
        {
            var happened = Exchange.Codec.Read(recorded);
            State = Exchange.Evolve(State, happened);
            var exchange = State.Started!.Exchange;
            if (happened is Exchange.Event.Returned returned && !truth.Order(exchange.OrderId).State.Returns.Exists(goods => goods.Id == returned.ReturnId))
            {
                throw new InvariantViolatedException($"'{returned.ReturnId}' came back; the order '{exchange.OrderId}' does not know");
            }

            if (happened is Exchange.Event.Sold && (State.ReturnId is null || truth.Order(exchange.SaleOrderId).State.Terms is null))
            {
                throw new InvariantViolatedException($"'{exchange.SaleOrderId}' was sold; there is no such order, or nothing came back for it");
            }
        }
    }
}
