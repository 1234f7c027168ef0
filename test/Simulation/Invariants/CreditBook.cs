using OrleansCommerce.Grains.StoreCredits;
using OrleansCommerce.Journal;

namespace OrleansCommerce.Simulation.Invariants;

/// <summary>A store credit: what it got an order in the journal gave it, once, and no more is taken off than it got.</summary>
internal sealed class CreditBook(string id, Truth truth) : IBook
{
    private readonly Dictionary<string, decimal> _issued = new(StringComparer.Ordinal);

    /// <summary>The newest state.</summary>
    public StoreCredit.State State { get; private set; } = StoreCredit.Nothing(id);

    /// <summary>Whether just this was given for a refund.</summary>
    public bool WasIssued(string refundKey, decimal amount) => _issued.TryGetValue(refundKey, out var issued) && issued == amount;

    public void Apply(IReadOnlyList<RecordedEvent> append)
    {
        foreach (var recorded in append)
        {
            var happened = StoreCredit.Codec.Read(recorded);
            State = StoreCredit.Evolve(State, happened);
            if (happened is StoreCredit.Event.Issued issued)
            {
                var orderId = id[..id.IndexOf(':', StringComparison.Ordinal)];
                if (!truth.Order(orderId).State.Refunds.Exists(refund =>
                    refund.Key == issued.Operation.Id && refund.CreditId == id && refund.Amount == issued.Amount))
                {
                    throw new InvariantViolatedException($"it got {issued.Amount} for '{issued.Operation.Id}', which no order in the journal gave");
                }

                if (!_issued.TryAdd(issued.Operation.Id, issued.Amount))
                {
                    throw new InvariantViolatedException($"it got '{issued.Operation.Id}' twice");
                }
            }

            if (State.Balance < 0)
            {
                throw new InvariantViolatedException($"{-State.Balance} more were taken off than it got");
            }
        }
    }
}
