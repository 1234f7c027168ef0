using OrleansCommerce.Grains.Returns;
using OrleansCommerce.Journal;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Simulation.Invariants;

/// <summary>A return without a receipt, held against the books of the stock.</summary>
internal sealed class ReturnBook(string id, Truth truth) : IBook
{
    /// <summary>The newest state.</summary>
    public UnreceiptedReturn.State State { get; private set; } = UnreceiptedReturn.State.Initial;

    public void Apply(IReadOnlyList<RecordedEvent> append)
    {
        foreach (var recorded in append)
        {
            var happened = UnreceiptedReturn.Codec.Read(recorded);
            State = UnreceiptedReturn.Evolve(State, happened);
            if (happened is UnreceiptedReturn.Event.TillTold && truth.Till(State.Accepted!.TillId!).CashOf($"{id}:refund") != State.Accepted.Refund)
            {
                throw new InvariantViolatedException($"the till was told of {State.Accepted.Refund}; it does not have them");
            }

            if (happened is UnreceiptedReturn.Event.Restocked restocked)
            {
                var accepted = State.Accepted!;
                var stock = truth.Stock(new StockItemKey(accepted.LocationId, accepted.Lines[restocked.Line].Sku));
                if (!stock.Restocked.ContainsKey($"{id}/{restocked.Line}"))
                {
                    throw new InvariantViolatedException($"line {restocked.Line} was restocked; the stock does not know");
                }
            }
        }
    }
}
