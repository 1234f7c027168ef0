using System.Collections.Immutable;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Lockers;

namespace OrleansCommerce.Grains.Lockers;

public static partial class LockerBank
{
    /// <summary>The bank is built, or rebuilt. The same compartments again are no change.</summary>
    public static Decision<Event> Decide(State state, ConfigureLockerBank command, DateTimeOffset now)
    {
        if (Validate(command) is { } invalid)
        {
            return invalid;
        }

        ImmutableArray<Compartment> layout =
            [.. command.Compartments.Select(compartment => new Compartment(compartment.Id, compartment.Size, compartment.OutOfOrder))];
        var bySize = layout.ToDictionary(compartment => compartment.Id, compartment => compartment.Size, StringComparer.Ordinal);
        foreach (var compartment in state.Compartments.Where(compartment => state.Loaded.ContainsKey(compartment.Id)))
        {
            if (!bySize.TryGetValue(compartment.Id, out var size) || size != compartment.Size)
            {
                return new InvalidState(
                    "LOADED", $"Compartment '{compartment.Id}' holds a parcel, so it can be neither taken away nor of another size.");
            }
        }

        return layout.AsSpan().SequenceEqual(state.Compartments.AsSpan())
            ? Decision<Event>.Nothing
            : PlanAnew(state, new Event.Configured(layout), now);
    }

    private static InvalidInput? Validate(ConfigureLockerBank command)
    {
        if (command.Compartments.IsDefaultOrEmpty || command.Compartments.Length > CompartmentsMax)
        {
            var count = command.Compartments.IsDefault ? 0 : command.Compartments.Length;
            return new InvalidInput("compartments", $"must be from 1 to {CompartmentsMax}, were {count}.");
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < command.Compartments.Length; i++)
        {
            var compartment = command.Compartments[i];
            if (!IsCompartmentId(compartment.Id))
            {
                return new InvalidInput(
                    $"compartments[{i}].id", $"must have 1 to {CompartmentIdLengthMax} letters (a to z, any case), digits and hyphens.");
            }

            if (!ids.Add(compartment.Id))
            {
                return new InvalidInput($"compartments[{i}].id", $"must be unique in the bank, '{compartment.Id}' is there twice.");
            }

            if (!Enum.IsDefined(compartment.Size))
            {
                return new InvalidInput($"compartments[{i}].size", "must be S, M or L.");
            }
        }

        return null;
    }

    private static bool IsCompartmentId(string? id) =>
        id is { Length: > 0 and <= CompartmentIdLengthMax } && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
}
