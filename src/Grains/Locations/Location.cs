using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Locations;

namespace OrleansCommerce.Grains.Locations;

/// <summary>The rules of a location. Pure.</summary>
public static partial class Location
{
    /// <summary>The longest name, in characters.</summary>
    public const int NameLengthMax = 200;

    /// <summary>The most parcels a day.</summary>
    public const int DailyCapacityMax = 1_000_000;

    /// <summary>How the durable names map to the events.</summary>
    public static EventCodec<Event> Codec { get; } = new();

    /// <summary>Registers or changes a location; the same content again is no change.</summary>
    public static Decision<Event> Decide(State state, UpsertLocation command)
    {
        if ((Limits.Text(command.Name, "name", NameLengthMax)
            ?? Country(command.Country)
            ?? Point(command.Latitude, command.Longitude)
            ?? Sourced(command)) is { } invalid)
        {
            return invalid;
        }

        if (state.Content is { } known && known.Kind != command.Kind)
        {
            return new InvalidInput("kind", $"cannot change: this location is a {known.Kind}.");
        }

        return state.Content == command ? Decision<Event>.Nothing : new Event.Upserted(command);
    }

    /// <summary>Folds one event.</summary>
    public static State Evolve(State state, Event happened) => happened switch
    {
        Event.Upserted e => new State(state.Version + 1, e.Content),
        _ => throw new InvalidOperationException($"No rule folds {happened.GetType().Name}."),
    };

    private static InvalidInput? Country(string? country) =>
        country is null || (country.Length == 2 && country.All(char.IsAsciiLetterUpper))
            ? null
            : new InvalidInput("country", "must be two capital letters, as in ISO 3166-1 alpha-2.");

    private static InvalidInput? Sourced(UpsertLocation command)
    {
        if (command.HandlingCost is not null and not (>= 0 and <= SourcingPolicy.CostMax))
        {
            return new InvalidInput("handlingCost", $"must be from 0 to {SourcingPolicy.CostMax} points, was {command.HandlingCost}.");
        }

        if (command.DailyCapacity is not null and not (>= 1 and <= DailyCapacityMax))
        {
            return new InvalidInput("dailyCapacity", $"must be from 1 to {DailyCapacityMax} parcels, was {command.DailyCapacity}.");
        }

        return command.LeadHours is not null and not (>= 0 and <= SourcingPolicy.HoursMax)
            ? new InvalidInput("leadHours", $"must be from 0 to {SourcingPolicy.HoursMax} hours, was {command.LeadHours}.")
            : null;
    }

    private static InvalidInput? Point(double? latitude, double? longitude)
    {
        if (latitude is null != longitude is null)
        {
            return new InvalidInput(latitude is null ? "latitude" : "longitude", "must be given together with the other one.");
        }

        if (latitude is not null and not (>= -90 and <= 90))
        {
            return new InvalidInput("latitude", "must be from -90 to 90 degrees.");
        }

        return longitude is not null and not (>= -180 and <= 180)
            ? new InvalidInput("longitude", "must be from -180 to 180 degrees.")
            : null;
    }

    /// <summary>What happened to a location.</summary>
    public abstract record Event
    {
        private Event()
        {
        }

        /// <summary>It was registered, or its content changed.</summary>
        [Alias("location.upserted")]
        public sealed record Upserted(UpsertLocation Content) : Event;
    }

    /// <summary>A location; without content it is not registered.</summary>
    public sealed record State(long Version = 0, UpsertLocation? Content = null) : IAggregateState
    {
        /// <summary>Not registered.</summary>
        public static State Initial { get; } = new();

        /// <summary>As callers see it; null when it is not registered.</summary>
        public LocationDetails? Details(string id) =>
            Content is { } content
                ? new LocationDetails(
                    id,
                    content.Name,
                    content.Kind,
                    content.Country,
                    content.Latitude,
                    content.Longitude,
                    content.HandlingCost,
                    content.DailyCapacity,
                    content.LeadHours)
                : null;
    }
}
