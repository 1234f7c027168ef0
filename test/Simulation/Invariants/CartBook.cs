using OrleansCommerce.Grains.Carts;
using OrleansCommerce.Journal;

namespace OrleansCommerce.Simulation.Invariants;

/// <summary>A cart.</summary>
internal sealed class CartBook(string id) : IBook
{
    private readonly List<Cart.State> _states = [Cart.State.Initial];

    public string Id => id;

    /// <summary>The newest state.</summary>
    public Cart.State State => _states[^1];

    /// <summary>Every order that was begun, in the order of the checkouts.</summary>
    public List<string> Orders { get; } = [];

    /// <summary>The state at a version; null when the journal has no such version.</summary>
    public Cart.State? StateAt(long version) => version < _states.Count ? _states[(int)version] : null;

    public void Apply(IReadOnlyList<RecordedEvent> append)
    {
        foreach (var recorded in append)
        {
            var happened = Cart.Codec.Read(recorded);
            if (happened is Cart.Event.CheckoutStarted started)
            {
                Orders.Add(started.OrderId);
            }

            _states.Add(Cart.Evolve(State, happened));
        }
    }
}
