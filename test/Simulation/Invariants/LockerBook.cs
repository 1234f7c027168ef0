using OrleansCommerce.Grains.Lockers;
using OrleansCommerce.Journal;

namespace OrleansCommerce.Simulation.Invariants;

/// <summary>A locker bank: a parcel goes in once and comes out once, and a compartment holds one.</summary>
internal sealed class LockerBook : IBook
{
    private readonly HashSet<string> _in = new(StringComparer.Ordinal);
    private readonly HashSet<string> _pickedUp = new(StringComparer.Ordinal);

    /// <summary>The newest state.</summary>
    public LockerBank.State State { get; private set; } = LockerBank.State.Initial;

    /// <summary>Whether the customer fetched a parcel.</summary>
    public bool WasPickedUp(string parcelId) => _pickedUp.Contains(parcelId);

    public void Apply(IReadOnlyList<RecordedEvent> append)
    {
        foreach (var recorded in append)
        {
            var happened = LockerBank.Codec.Read(recorded);
            if (happened is LockerBank.Event.ParcelDeposited deposited && !_in.Add(deposited.ParcelId))
            {
                throw new InvariantViolatedException($"the parcel '{deposited.ParcelId}' was put in twice");
            }

            // What was taken out may come back; while it is out, nobody fetches it.
            if (happened is LockerBank.Event.ParcelKeptOut or LockerBank.Event.ParcelRetrieved)
            {
                _in.Remove(happened is LockerBank.Event.ParcelRetrieved retrieved ? retrieved.ParcelId : ((LockerBank.Event.ParcelKeptOut)happened).ParcelId);
            }

            if (happened is LockerBank.Event.PickedUp pickedUp && !_pickedUp.Add(pickedUp.ParcelId))
            {
                throw new InvariantViolatedException($"the parcel '{pickedUp.ParcelId}' was fetched twice");
            }

            State = LockerBank.Evolve(State, happened);
            if (State.Loaded.Values.Select(parcel => parcel.Id).Distinct().Count() != State.Loaded.Count)
            {
                throw new InvariantViolatedException("a parcel lies in two compartments");
            }
        }
    }
}
