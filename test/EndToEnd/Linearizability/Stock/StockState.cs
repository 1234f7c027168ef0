using System.Collections.Immutable;

namespace OrleansCommerce.EndToEnd.Tests.Linearizability.Stock;

/// <summary>A stock item as the specification sees it, without time: a reservation expires by an operation of its own.</summary>
internal sealed class StockState : IEquatable<StockState>
{
    private int _hash;

    private StockState()
    {
    }

    public static StockState Empty { get; } = new();

    public int OnHand { get; private init; }

    public int Reserved { get; private init; }

    /// <summary>By id.</summary>
    public ImmutableDictionary<string, Reservation> Reservations { get; private init; } = ImmutableDictionary<string, Reservation>.Empty;

    /// <summary>What was answered to receipts, by operation id.</summary>
    public ImmutableDictionary<string, Shown> Receipts { get; private init; } = ImmutableDictionary<string, Shown>.Empty;

    public Shown Levels => new(OnHand, Reserved, OnHand - Reserved);

    public StockState With(string id, Reservation reservation, int onHand, int reserved) => new()
    {
        OnHand = OnHand + onHand,
        Reserved = Reserved + reserved,
        Reservations = Reservations.SetItem(id, reservation),
        Receipts = Receipts,
        _hash = _hash ^ HashCode.Combine(id, reservation) ^ (Reservations.TryGetValue(id, out var before) ? HashCode.Combine(id, before) : 0),
    };

    public StockState WithReceipt(string operationId, int quantity)
    {
        var levels = new Shown(OnHand + quantity, Reserved, OnHand + quantity - Reserved);
        return new()
        {
            OnHand = levels.OnHand,
            Reserved = Reserved,
            Reservations = Reservations,
            Receipts = Receipts.Add(operationId, levels),
            _hash = _hash ^ HashCode.Combine(operationId, levels),
        };
    }

    /// <inheritdoc/>
    public bool Equals(StockState? other) =>
        ReferenceEquals(this, other)
        || (other is not null && _hash == other._hash && OnHand == other.OnHand && Reserved == other.Reserved
            && Same(Reservations, other.Reservations) && Same(Receipts, other.Receipts));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as StockState);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <inheritdoc/>
    public override string ToString() => Levels.ToString();

    private static bool Same<T>(ImmutableDictionary<string, T> left, ImmutableDictionary<string, T> right)
        where T : IEquatable<T> =>
        ReferenceEquals(left, right)
        || (left.Count == right.Count && left.All(item => right.TryGetValue(item.Key, out var value) && value.Equals(item.Value)));
}

/// <summary>A reservation, held or ended.</summary>
internal readonly record struct Reservation(string Status, int Quantity);
