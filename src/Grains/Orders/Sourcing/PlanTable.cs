using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// The exact search. A state says how many units of each SKU are served; the table of a location holds, for every state, the lowest cost
/// at which it and those before it bring it about. So the work does not depend on the costs: locations times SKUs times states.
/// A SKU that each of its locations has in full is served or not, which is two steps; only one of which a shelf has a part
/// counts its units.
/// </summary>
internal sealed class PlanTable
{
    /// <summary>The most states: 12 SKUs that are served or not are 4,096.</summary>
    public const int StatesMax = 8_192;

    /// <summary>The most steps: 200 locations that all have 12 SKUs are 9.8 million.</summary>
    private const long StepsMax = 12_000_000;

    /// <summary>A step through a part of a shelf is not one of many at once.</summary>
    private const int PartWeight = 4;

    /// <summary>More than every plan costs; twice it is still a number.</summary>
    private const int Impossible = 1 << 30;

    private readonly PlanProblem _problem;
    private readonly int[] _locations;
    private readonly int[] _skus;
    private readonly int[] _sizes;
    private readonly int[] _strides;
    private readonly int _states;

    private PlanTable(PlanProblem problem, int[] locations, int[] skus, int[] sizes, int[] strides, int states) =>
        (_problem, _locations, _skus, _sizes, _strides, _states) = (problem, locations, skus, sizes, strides, states);

    /// <summary>The cheapest plan; null when the table would be too large.</summary>
    /// <param name="problem">What is to be served, by two locations or more; the cheapest parcels are those of its first locations.</param>
    /// <param name="parcelsCostMax">A location whose parcel and another's cost more is in no plan.</param>
    public static PlanSearch.Found? Find(PlanProblem problem, long parcelsCostMax)
    {
        var costs = problem.ParcelCosts;
        var locations = Enumerable.Range(0, problem.LocationCount)
            .Where(location => costs[location] + (long)costs[location == 0 ? 1 : 0] <= parcelsCostMax).ToArray();
        var counts = new int[problem.SkuCount];
        var isWhole = new bool[problem.SkuCount];
        var costMax = 0L;
        Array.Fill(isWhole, true);
        for (var sku = 0; sku < problem.SkuCount; sku++)
        {
            var unitMax = 0;
            foreach (var location in locations)
            {
                var available = problem.Available(location, sku);
                counts[sku] += available > 0 ? 1 : 0;
                isWhole[sku] &= available == 0 || available >= problem.Wanted[sku];
                unitMax = available > 0 ? Math.Max(unitMax, problem.UnitCost(location, sku)) : unitMax;
            }

            costMax += (long)unitMax * problem.Wanted[sku];
        }

        // The rarest SKU gets the short stride, whose steps are the slow ones.
        var skus = Enumerable.Range(0, problem.SkuCount).Where(sku => problem.Wanted[sku] > 0)
            .OrderByDescending(sku => isWhole[sku] ? 0 : 1).ThenBy(sku => counts[sku]).ToArray();
        var sizes = new int[skus.Length];
        var strides = new int[skus.Length];
        var states = 1L;
        for (var i = 0; i < skus.Length; i++)
        {
            sizes[i] = isWhole[skus[i]] ? 2 : problem.Wanted[skus[i]] + 1;
            strides[i] = (int)states;
            states *= sizes[i];
            if (states > StatesMax)
            {
                return null;
            }
        }

        var steps = 0L;
        var parcelsMax = 0L;
        foreach (var location in locations)
        {
            parcelsMax += problem.ParcelCosts[location];
            foreach (var sku in skus)
            {
                var available = Math.Min(problem.Available(location, sku), problem.Wanted[sku]);
                steps += available == 0 ? 0 : isWhole[sku] ? states : states * available * PartWeight;
            }
        }

        // A location's own step adds at most its parcel and all units to a cost that is possible.
        return steps > StepsMax || costMax + parcelsMax >= Impossible / 2
            ? null
            : new PlanTable(problem, locations, skus, sizes, strides, (int)states).Find();
    }

    private PlanSearch.Found Find()
    {
        var tables = ArrayPool<int>.Shared.Rent((_locations.Length + 2) * _states);
        try
        {
            var table = tables.AsSpan(0, _states);
            table.Fill(Impossible);
            table[0] = 0;
            var scratch = tables.AsSpan((_locations.Length + 1) * _states, _states);
            for (var i = 0; i < _locations.Length; i++)
            {
                var before = tables.AsSpan(i * _states, _states);
                Add(before, scratch, _problem.ParcelCosts[_locations[i]]);
                for (var dimension = 0; dimension < _skus.Length; dimension++)
                {
                    Serve(scratch, _locations[i], dimension);
                }

                Least(before, scratch, tables.AsSpan((i + 1) * _states, _states));
            }

            return new PlanSearch.Found(Chosen(tables), tables[((_locations.Length + 1) * _states) - 1], IsExact: true);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(tables);
        }
    }

    private static void Add(ReadOnlySpan<int> from, Span<int> to, int cost)
    {
        var wideFrom = MemoryMarshal.Cast<int, Vector<int>>(from);
        var wideTo = MemoryMarshal.Cast<int, Vector<int>>(to);
        var added = new Vector<int>(cost);
        for (var i = 0; i < wideFrom.Length; i++)
        {
            wideTo[i] = wideFrom[i] + added;
        }

        for (var i = wideFrom.Length * Vector<int>.Count; i < from.Length; i++)
        {
            to[i] = from[i] + cost;
        }
    }

    private static void Least(ReadOnlySpan<int> a, ReadOnlySpan<int> b, Span<int> least)
    {
        var wideA = MemoryMarshal.Cast<int, Vector<int>>(a);
        var wideB = MemoryMarshal.Cast<int, Vector<int>>(b);
        var wideLeast = MemoryMarshal.Cast<int, Vector<int>>(least);
        for (var i = 0; i < wideA.Length; i++)
        {
            wideLeast[i] = Vector.Min(wideA[i], wideB[i]);
        }

        for (var i = wideA.Length * Vector<int>.Count; i < a.Length; i++)
        {
            least[i] = Math.Min(a[i], b[i]);
        }
    }

    /// <summary>Improves what is reached when the location, whose parcel is paid, also gives units of one SKU.</summary>
    private void Serve(Span<int> table, int location, int dimension)
    {
        var sku = _skus[dimension];
        var (size, stride) = (_sizes[dimension], _strides[dimension]);
        var available = Math.Min(_problem.Available(location, sku), _problem.Wanted[sku]);
        if (available == 0)
        {
            return;
        }

        // Two steps, or one for each unit; from the top, so that no unit of this shelf counts twice.
        var isWhole = size == 2;
        var unitCost = _problem.UnitCost(location, sku) * (isWhole ? _problem.Wanted[sku] : 1);
        var most = isWhole ? 1 : available;
        for (var block = 0; block < table.Length; block += size * stride)
        {
            for (var served = size - 1; served > 0; served--)
            {
                var to = table.Slice(block + (served * stride), stride);
                for (var units = 1; units <= Math.Min(most, served); units++)
                {
                    Improve(table.Slice(block + ((served - units) * stride), stride), to, units * unitCost);
                }
            }
        }
    }

    private static void Improve(ReadOnlySpan<int> from, Span<int> to, int cost)
    {
        var i = 0;
        if (from.Length >= Vector<int>.Count)
        {
            var wideFrom = MemoryMarshal.Cast<int, Vector<int>>(from);
            var wideTo = MemoryMarshal.Cast<int, Vector<int>>(to);
            var added = new Vector<int>(cost);
            for (var wide = 0; wide < wideFrom.Length; wide++)
            {
                wideTo[wide] = Vector.Min(wideTo[wide], wideFrom[wide] + added);
            }

            i = wideFrom.Length * Vector<int>.Count;
        }

        for (; i < from.Length; i++)
        {
            to[i] = Math.Min(to[i], from[i] + cost);
        }
    }

    /// <summary>Goes back from the state in which all is served: a location is chosen where its table is better than the one before.</summary>
    private List<int> Chosen(int[] tables)
    {
        var chosen = new List<int>();
        var state = _states - 1;
        for (var i = _locations.Length; i > 0 && state > 0; i--)
        {
            var cost = tables[(i * _states) + state];
            var before = tables.AsSpan((i - 1) * _states, _states);
            if (cost < before[state])
            {
                chosen.Add(_locations[i - 1]);
                state = Origin(before, _locations[i - 1], state, cost - _problem.ParcelCosts[_locations[i - 1]], dimension: 0)
                    ?? throw new InvalidOperationException("A cost in the table has no origin.");
            }
        }

        return chosen;
    }

    /// <summary>The state from which a location brought about <paramref name="state"/> by serving SKUs from <paramref name="dimension"/> on.</summary>
    private int? Origin(ReadOnlySpan<int> before, int location, int state, int cost, int dimension)
    {
        if (dimension == _skus.Length)
        {
            return before[state] == cost ? state : null;
        }

        if (cost < 0)
        {
            return null;
        }

        var (sku, size, stride) = (_skus[dimension], _sizes[dimension], _strides[dimension]);
        var available = Math.Min(_problem.Available(location, sku), _problem.Wanted[sku]);
        var isWhole = size == 2;
        var unitCost = _problem.UnitCost(location, sku) * (isWhole ? _problem.Wanted[sku] : 1);
        var most = Math.Min(isWhole ? Math.Min(available, 1) : available, state / stride % size);
        for (var units = most; units >= 0; units--)
        {
            if (Origin(before, location, state - (units * stride), cost - (units * unitCost), dimension + 1) is { } origin)
            {
                return origin;
            }
        }

        return null;
    }
}
