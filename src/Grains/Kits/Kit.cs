using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Kits;

namespace OrleansCommerce.Grains.Kits;

/// <summary>The rules of a kit: what it is made of. Pure.</summary>
public static class Kit
{
    /// <summary>The most parts: more is a production order.</summary>
    public const int PartCountMax = 50;

    /// <summary>The most units of one part in a kit, and the most kits of one reservation: their product is one quantity.</summary>
    public const int QuantityMax = 1_000;

    /// <summary>How the durable names map to the events.</summary>
    public static EventCodec<Event> Codec { get; } = new();

    /// <summary>What the kit is made of is said.</summary>
    /// <param name="state">Of the kit.</param>
    /// <param name="sku">The kit's own.</param>
    /// <param name="command">Its parts.</param>
    /// <param name="untracked">SKUs of parts that are no stock tracked products.</param>
    public static Decision<Event> Decide(State state, string sku, DefineKit command, IReadOnlySet<string> untracked)
    {
        if (Limits.OperationId(command.OperationId) is { } invalid)
        {
            return invalid;
        }

        var operation = Operation.Of(command.OperationId, command);
        if (state.Operations.Recall<Event>(operation) is { } recalled)
        {
            return recalled;
        }

        if (sku.Contains('/', StringComparison.Ordinal))
        {
            return new InvalidInput("sku", "a kit's SKU has no slash.");
        }

        if (command.Parts.Length is < 1 or > PartCountMax)
        {
            return new InvalidInput("parts", $"must be from 1 to {PartCountMax} parts, was {command.Parts.Length}.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal) { sku };
        for (var i = 0; i < command.Parts.Length; i++)
        {
            var part = command.Parts[i];
            if (part.Quantity is < 1 or > QuantityMax)
            {
                return new InvalidInput($"parts[{i}].quantity", $"must be from 1 to {QuantityMax}, was {part.Quantity}.");
            }

            if (!seen.Add(part.Sku))
            {
                return new InvalidInput($"parts[{i}].sku", $"'{part.Sku}' is the kit itself, or a part already.");
            }

            if (untracked.Contains(part.Sku))
            {
                return new InvalidInput($"parts[{i}].sku", $"there is no stock tracked product '{part.Sku}'.");
            }
        }

        return new Event.Defined(operation, command.Parts);
    }

    /// <summary>Folds one event.</summary>
    public static State Evolve(State state, Event happened) => happened switch
    {
        Event.Defined e => new State
        {
            Version = state.Version + 1,
            Parts = e.Parts,
            Operations = state.Operations.Note(e.Operation, state.Version + 1),
        },
        _ => throw new InvalidOperationException($"No rule folds {happened.GetType().Name}."),
    };

    /// <summary>What happened to a kit.</summary>
    public abstract record Event
    {
        private Event()
        {
        }

        /// <summary>It is made of these parts from now on.</summary>
        [Alias("kit.defined")]
        public sealed record Defined(Operation Operation, ImmutableArray<KitPart> Parts) : Event;
    }

    /// <summary>A kit.</summary>
    public sealed record State : IAggregateState
    {
        /// <summary>The SKU is no kit.</summary>
        public static State Initial { get; } = new();

        /// <inheritdoc/>
        public long Version { get; init; }

        /// <summary>What it is made of; empty when the SKU is no kit.</summary>
        public ImmutableArray<KitPart> Parts { get; init; } = [];

        /// <summary>Its operations.</summary>
        public OperationLog Operations { get; init; } = OperationLog.Empty;

        /// <summary>As callers see it; null when the SKU is no kit.</summary>
        public KitDetails? Details(string sku) => Parts.IsEmpty ? null : new KitDetails(sku, Parts, Version);
    }
}
