using System.Collections.Immutable;
using System.Globalization;
using OrleansCommerce.Locations;

namespace OrleansCommerce.Simulation.World;

/// <summary>What a seed makes: the shops, the goods, who comes, and what goes wrong.</summary>
/// <param name="Seed">That it was drawn from.</param>
/// <param name="Skus">What is sold.</param>
/// <param name="Locations">Where.</param>
/// <param name="Units">On each shelf at first.</param>
/// <param name="Shoppers">How many come.</param>
/// <param name="Deeds">How often each of them does something.</param>
/// <param name="Hosts">Processes at a time, 1 or 2; two both believe that they own every grain.</param>
/// <param name="SkewMax">How wrong a process's clock may be.</param>
/// <param name="FaultRate">The share of commits that go wrong, 0 to 1.</param>
/// <param name="CommitTimeMax">How long a commit may take.</param>
/// <param name="LifeTime">How long a process lives on average; null when none dies.</param>
/// <param name="Patience">At the end, what is due later than this is not waited for: most worlds need not see lockers expire after days.</param>
internal sealed record Scenario(
    int Seed,
    ImmutableArray<string> Skus,
    ImmutableArray<Scenario.Place> Locations,
    int Units,
    int Shoppers,
    int Deeds,
    int Hosts,
    TimeSpan SkewMax,
    double FaultRate,
    TimeSpan CommitTimeMax,
    TimeSpan? LifeTime,
    TimeSpan Patience)
{
    /// <summary>The places that have shelves.</summary>
    public ImmutableArray<Place> Shelves { get; } = [.. Locations.Where(place => place.Kind != LocationKind.LockerBank)];

    /// <summary>The places where a till stands.</summary>
    public ImmutableArray<Place> Stores { get; } = [.. Locations.Where(place => place.Kind == LocationKind.Store)];

    /// <summary>The locker banks.</summary>
    public ImmutableArray<Place> LockerBanks { get; } = [.. Locations.Where(place => place.Kind == LocationKind.LockerBank)];

    /// <summary>In one line.</summary>
    public override string ToString() =>
        $"seed {Seed}: {Skus.Length} SKUs at {Shelves.Length} locations, up to {Units} units each; {Shoppers} shoppers of {Deeds} deeds; "
        + $"{Hosts} hosts, clocks wrong by up to {SkewMax.TotalMinutes} min, living {LifeTime?.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture) ?? "for ever"} s; "
        + $"{FaultRate:P0} of commits go wrong, each takes up to {CommitTimeMax.TotalMilliseconds} ms";

    /// <summary>Draws one.</summary>
    public static Scenario Draw(int seed)
    {
        var random = new Random(seed);
        var locations = ImmutableArray.CreateBuilder<Place>();
        locations.Add(new Place("store-1", LocationKind.Store, Latitude: 0));
        locations.AddRange(Enumerable.Range(1, random.Next(0, 3)).Select(n => new Place($"warehouse-{n}", LocationKind.Warehouse, 20 * n)));
        locations.Add(new Place("locker-1", LocationKind.LockerBank, Latitude: 0));
        var twoHosts = random.Next(2) == 0;
        return new Scenario(
            seed,
            [.. Enumerable.Range(1, random.Next(1, 4)).Select(n => $"sku-{n}")],
            locations.ToImmutable(),
            Units: random.Next(1, 13),
            Shoppers: random.Next(4, 11),
            Deeds: random.Next(2, 7),
            Hosts: twoHosts ? 2 : 1,
            SkewMax: random.Next(3) == 0 ? TimeSpan.FromMinutes(random.Next(1, 10)) : TimeSpan.Zero,
            FaultRate: random.Next(4) switch { 0 => 0, 1 => 0.02, 2 => 0.08, _ => 0.2 },
            CommitTimeMax: TimeSpan.FromMilliseconds(random.Next(3) switch { 0 => 5, 1 => 60, _ => 2_000 }),
            LifeTime: random.Next(3) == 0 ? null : TimeSpan.FromSeconds(random.Next(5, 60)),
            Patience: random.Next(10) == 0 ? TimeSpan.FromDays(10) : TimeSpan.FromHours(2));
    }

    /// <summary>A location, far north of the one before.</summary>
    internal sealed record Place(string Id, LocationKind Kind, double Latitude);
}
