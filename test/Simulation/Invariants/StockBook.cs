using OrleansCommerce.Grains.Stock;
using OrleansCommerce.Journal;
using OrleansCommerce.Stock;
using Event = OrleansCommerce.Grains.Stock.StockItem.Event;

namespace OrleansCommerce.Simulation.Invariants;

/// <summary>
/// The units of one SKU at one location, counted twice: by the product's own fold, and by this ledger, which knows only what each
/// event says. They must agree after every append.
/// </summary>
internal sealed class StockBook(StockItemKey key) : IBook
{
    /// <summary>The journal keeps the time of a decision to the microsecond, an event what the decision said.</summary>
    private static readonly TimeSpan Truncation = TimeSpan.FromMicroseconds(1);

    private readonly List<StockItem.State> _states = [StockItem.State.Initial];
    private readonly Dictionary<string, (int Quantity, DateTimeOffset ExpiresAt)> _held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _allocated = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Ending> _ended = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _left = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _granted = new(StringComparer.Ordinal);
    private readonly Dictionary<StockState, int> _apart = [];
    private readonly HashSet<string> _once = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reserved = new(StringComparer.Ordinal);
    private int _onHand;
    private int _safety;

    /// <summary>Which stock.</summary>
    public StockItemKey Key => key;

    /// <summary>The newest state.</summary>
    public StockItem.State State => _states[^1];

    /// <summary>Reservations that are held.</summary>
    public IReadOnlyDictionary<string, (int Quantity, DateTimeOffset ExpiresAt)> Held => _held;

    /// <summary>Promises to orders whose units are still here.</summary>
    public IReadOnlyDictionary<string, int> Allocated => _allocated;

    /// <summary>Units that left, by the allocation or sale that took them.</summary>
    public IReadOnlyDictionary<string, int> Left => _left;

    /// <summary>Units that came back, by return and line, whatever became of them.</summary>
    public Dictionary<string, int> Restocked { get; } = new(StringComparer.Ordinal);

    /// <summary>The state at a version; null when the journal has no such version.</summary>
    public StockItem.State? StateAt(long version) => version < _states.Count ? _states[(int)version] : null;

    /// <summary>Whether a reservation is in the journal.</summary>
    public bool WasReserved(string reservationId) => _reserved.Contains(reservationId);

    /// <summary>How many units an allocation ever got.</summary>
    public int GrantedTo(string allocationId) => _granted.GetValueOrDefault(allocationId);

    /// <summary>How a reservation ended; null while it is held.</summary>
    public Ending? EndingOf(string reservationId) => _ended.TryGetValue(reservationId, out var ending) ? ending : null;

    /// <summary>The fewest units that could be had, at a time of some clock, at any moment since a version.</summary>
    public int LeastAvailableSince(long version, DateTimeOffset now) =>
        _states.Skip((int)version).Min(state => state.LevelsAt(key, now).Available);

    public void Apply(IReadOnlyList<RecordedEvent> append)
    {
        for (var i = 0; i < append.Count; i++)
        {
            var happened = StockItem.Codec.Read(append[i]);
            var next = i + 1 < append.Count ? StockItem.Codec.Read(append[i + 1]) : null;
            Count(happened, next, append[i].At);
            _states.Add(StockItem.Evolve(State, happened));
            Compare(happened);
        }

        if (append.All(recorded => StockItem.Codec.Read(recorded) is Event.OrderTold))
        {
            // A note that decides nothing about units.
            return;
        }

        var at = append[0].At;
        foreach (var (id, hold) in _held)
        {
            Require(hold.ExpiresAt > at, $"the reservation '{id}' outlived its expiry at {hold.ExpiresAt:O}: a decision was made at {at:O}");
        }
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new InvariantViolatedException(message);
        }
    }

    private void Count(Event happened, Event? next, DateTimeOffset at)
    {
        switch (happened)
        {
            case Event.Received e:
                Once($"operation {e.Operation.Id}");
                _onHand += e.Quantity;
                break;
            case Event.SafetySet e:
                Once($"operation {e.Operation.Id}");
                _safety = e.Quantity;
                break;
            case Event.Reserved e:
                Require(_reserved.Add(e.ReservationId), $"the reservation '{e.ReservationId}' was made twice");
                _held.Add(e.ReservationId, (e.Quantity, e.ExpiresAt));
                MustNotOversell($"the reservation '{e.ReservationId}'");
                break;
            case Event.Released e:
                EndHold(e.ReservationId, e.Quantity, Ending.Released);
                break;
            case Event.Expired e:
                Require(_held.ContainsKey(e.ReservationId), $"the reservation '{e.ReservationId}' expired after its end");
                Require(_held[e.ReservationId].ExpiresAt <= at + Truncation, $"the reservation '{e.ReservationId}' expired before its time");
                EndHold(e.ReservationId, e.Quantity, Ending.Expired);
                break;
            case Event.Confirmed e:
                Require(_held.ContainsKey(e.ReservationId), $"the reservation '{e.ReservationId}' was confirmed after its end");
                Require(_held[e.ReservationId].ExpiresAt > at, $"the reservation '{e.ReservationId}' was confirmed after its time");
                EndHold(e.ReservationId, e.Quantity, Ending.Confirmed);
                Leave($"reservation {e.ReservationId}", e.Quantity);
                break;
            case Event.Allocated e:
                Once($"allocation {e.AllocationId}");
                Require(e.Granted >= 0 && e.Granted <= e.Requested, $"{e.Granted} of {e.Requested} units were granted");
                _allocated.Add(e.AllocationId, e.Granted);
                _granted.Add(e.AllocationId, e.Granted);
                if (e.Granted > 0)
                {
                    MustNotOversell($"the allocation '{e.AllocationId}'");
                }

                break;
            case Event.AllocationTrimmed e:
                Require(
                    e.Quantity > 0 && e.Quantity < _allocated.GetValueOrDefault(e.AllocationId),
                    $"{e.Quantity} units of '{e.AllocationId}' were given up, of {_allocated.GetValueOrDefault(e.AllocationId)}");
                _allocated[e.AllocationId] -= e.Quantity;
                break;
            case Event.AllocationSplit e:
                Require(
                    e.Quantity > 0 && e.Quantity <= _allocated.GetValueOrDefault(e.AllocationId),
                    $"{e.Quantity} units of '{e.AllocationId}' became another promise's, of {_allocated.GetValueOrDefault(e.AllocationId)}");
                Once($"allocation {e.NewAllocationId}");
                _allocated[e.AllocationId] -= e.Quantity;
                if (_allocated[e.AllocationId] == 0)
                {
                    _allocated.Remove(e.AllocationId);
                }

                _allocated.Add(e.NewAllocationId, e.Quantity);
                _granted.Add(e.NewAllocationId, e.Quantity);
                break;
            case Event.DiscrepancyRaised e:
                Require(e.Cause != DiscrepancyCause.Sale || _left.ContainsKey(e.Reference), $"a discrepancy blames '{e.Reference}', which took nothing");
                break;
            case Event.OrderTold or Event.DiscrepancyResolved:
                break;
            case Event.Deallocated e:
                Require(e.Quantity == _allocated.GetValueOrDefault(e.AllocationId), $"{e.Quantity} units of '{e.AllocationId}' were given back, which were not promised");
                _allocated.Remove(e.AllocationId);
                _once.Add($"allocation {e.AllocationId}");
                break;
            case Event.Dispatched e:
                Require(_allocated.Remove(e.AllocationId, out var promised) && promised == e.Quantity, $"{e.Quantity} units of '{e.AllocationId}' left, which were not promised");
                Leave(e.AllocationId, e.Quantity);
                break;
            case Event.Found e:
                Require(next is Event.Sold or Event.Dispatched or Event.Confirmed && e.Quantity > 0, "units were found for nobody");
                _onHand += e.Quantity;
                break;
            case Event.Sold e:
                Once($"sale {e.SaleId}");
                Leave(e.SaleId, e.Quantity);
                break;
            case Event.Moved e:
                Once($"movement {e.Operation.Id}");
                Require(
                    (e.From == StockState.Customer && e.To != StockState.Available)
                        || e.From == StockState.WrittenOff
                        || (e.From, e.To) == (StockState.Available, StockState.WrittenOff),
                    $"units moved from {e.From} to {e.To}, which nobody asked for");
                if (e.From == StockState.Available)
                {
                    // A location does not find them, or finds them broken.
                    _onHand -= e.Quantity;
                    break;
                }

                Restocked[e.Operation.Id] = e.Quantity;
                if (e.To == StockState.Available)
                {
                    // Goods of a lost return came after all, as good as new.
                    _onHand += e.Quantity;
                    break;
                }

                _apart[e.To] = _apart.GetValueOrDefault(e.To) + e.Quantity;
                break;
            case Event.Restocked e:
                Once($"restock {e.ReturnId}");
                Restocked[e.ReturnId] = e.Quantity;
                _onHand += e.Quantity;
                break;
            default:
                throw new InvariantViolatedException($"no rule counts {happened.GetType().Name}");
        }

        Require(_onHand >= 0, "units left that were not there");
    }

    private void Compare(Event happened)
    {
        var counted = (_onHand, _held.Values.Sum(hold => hold.Quantity), _allocated.Values.Sum(), _safety);
        var folded = (State.OnHand, State.Reserved, State.Allocated, State.Safety);
        Require(counted == folded, $"after {happened} the events add up to {counted}, the state to {folded}");
        var apart = (_apart.GetValueOrDefault(StockState.QualityControl), _apart.GetValueOrDefault(StockState.Damaged));
        var kept = (State.Ledger.Levels.QualityControl, State.Ledger.Levels.Damaged);
        Require(apart == kept, $"after {happened} the units that came back and are kept apart are {apart}, the state has {kept}");
    }

    private void MustNotOversell(string promise)
    {
        var available = _onHand - _held.Values.Sum(hold => hold.Quantity) - _allocated.Values.Sum() - _safety;
        Require(available >= 0, $"oversold: {promise} left {available} available");
    }

    private void Once(string what) => Require(_once.Add(what), $"{what} took effect twice");

    private void EndHold(string reservationId, int quantity, Ending how)
    {
        Require(
            _held.Remove(reservationId, out var hold) && hold.Quantity == quantity,
            $"the reservation '{reservationId}' of {quantity} units was {how} without being held");
        _ended.Add(reservationId, how);
    }

    private void Leave(string reference, int quantity)
    {
        _onHand -= quantity;
        _left.Add(reference, quantity);
    }
}
