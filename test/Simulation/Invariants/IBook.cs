using OrleansCommerce.Journal;

namespace OrleansCommerce.Simulation.Invariants;

/// <summary>What the events of one stream add up to, kept beside the run.</summary>
internal interface IBook
{
    /// <summary>Folds the events of one append, which became durable together, and checks what must be true after it.</summary>
    void Apply(IReadOnlyList<RecordedEvent> append);
}
