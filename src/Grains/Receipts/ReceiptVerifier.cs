using System.Globalization;
using System.Text.Json;
using OrleansCommerce.Journal;
using OrleansCommerce.Receipts;

namespace OrleansCommerce.Grains.Receipts;

/// <summary>Proves a ledger from its rows alone: no row was changed, removed or put in between. Rows are told in the order of their versions.</summary>
/// <param name="key">Of the ledger.</param>
public sealed class ReceiptVerifier(string key)
{
    private const int HashPrefixDigits = 16;
    private const string IssuedType = "receipts.issued";

    /// <summary>The hashes' first 64 bits by the receipt's number, from 1; 0 once an order knows it.</summary>
    private readonly List<ulong> _unknown = [];
    private readonly List<ReceiptFault> _faults = [];
    private ReceiptLedger.State _state = ReceiptLedger.Nothing(key);
    private bool _sumsAreLost;

    /// <summary>What is wrong, in the order in which it was found.</summary>
    public IReadOnlyList<ReceiptFault> Faults => _faults;

    /// <summary>The hash of the newest entry.</summary>
    public string Head => _state.Head;

    /// <summary>Entries told.</summary>
    public long Entries { get; private set; }

    /// <summary>Of the newest receipt.</summary>
    public long LastNumber => _state.LastNumber;

    /// <summary>The ledger that this one goes on from; null for a store's first.</summary>
    public string? Predecessor { get; private set; }

    /// <summary>The hash that its first entry follows.</summary>
    public string Root { get; private set; } = ReceiptChain.Genesis;

    /// <summary>Looks at the next row.</summary>
    public void Tell(RecordedEvent recorded)
    {
        Entries++;
        if (recorded.Version != _state.Version + 1)
        {
            Complain(recorded, _state.Version + 2 == recorded.Version
                ? $"the row of version {_state.Version + 1} before it is missing"
                : $"the rows of the versions {_state.Version + 1} to {recorded.Version - 1} before it are missing");
            _sumsAreLost = true;
        }

        ReceiptLedger.Event entry;
        string hash;
        try
        {
            entry = ReceiptLedger.Codec.Read(recorded);
            using var json = JsonDocument.Parse(recorded.Payload);
            hash = ReceiptChain.HashOf(entry.Previous, recorded.Stream, recorded.Version, recorded.Type, json.RootElement);
        }
        catch (Exception)
        {
            // Whatever a changed row makes its reader say, it was changed.
            Complain(recorded, "the row was changed: it cannot be read");
            Skip(recorded, hash: string.Empty);
            return;
        }

        if (hash != entry.Hash)
        {
            Complain(recorded, "the row was changed: its hash is not that of its content");
            Skip(recorded, entry.Hash ?? string.Empty);
            return;
        }

        if (_state.Version == 0)
        {
            Root = entry.Previous;
            Predecessor = (entry as ReceiptLedger.Event.Opened)?.Predecessor;
        }
        else if (recorded.Version == _state.Version + 1 && _state.Head.Length > 0 && entry.Previous != _state.Head)
        {
            Complain(recorded, $"it does not follow the row of version {recorded.Version - 1}: that one was changed or replaced");
            _sumsAreLost = true;
        }

        CheckNumbers(recorded, entry);
        Fold(recorded.Version, entry);
    }

    /// <summary>An order says that this receipt is its own.</summary>
    /// <param name="number">Of the receipt.</param>
    /// <param name="hash">As the order noted it.</param>
    /// <returns>Why it cannot be; null when it is.</returns>
    public string? TellOrder(long number, string hash)
    {
        if (number < 1 || number > _unknown.Count)
        {
            return "the ledger does not have it: the row was removed";
        }

        var known = _unknown[(int)(number - 1)];
        _unknown[(int)(number - 1)] = 0;
        return known == Prefix(hash) ? null : "the ledger has another one in its place, or an order has it twice";
    }

    /// <summary>Receipts that no order said to be its own: they were put in, or their order was cut off a moment ago.</summary>
    public IEnumerable<long> Unclaimed() =>
        Enumerable.Range(0, _unknown.Count).Where(index => _unknown[index] != 0).Select(index => index + 1L);

    private static ulong Prefix(string hash) =>
        ulong.TryParse(hash.AsSpan(0, Math.Min(hash.Length, HashPrefixDigits)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var prefix)
            ? Math.Max(prefix, 1)
            : 1;

    private void CheckNumbers(RecordedEvent recorded, ReceiptLedger.Event entry)
    {
        switch (entry)
        {
            case ReceiptLedger.Event.Issued issued when issued.Number != _state.LastNumber + 1 && !_sumsAreLost:
                Complain(recorded, $"it has the number {issued.Number}, and {_state.LastNumber + 1} is next");
                break;
            case ReceiptLedger.Event.Closed closed when !_sumsAreLost && !IsRight(closed):
                Complain(recorded, "its totals are not those of the receipts");
                break;
            default:
                break;
        }
    }

    private bool IsRight(ReceiptLedger.Event.Closed closed)
    {
        var sums = closed.Period switch
        {
            ClosingPeriod.Day => _state.Day,
            ClosingPeriod.Month => _state.Month,
            _ => _state.WholeYear,
        };
        return (closed.Receipts, closed.LastNumber) == (sums.Receipts, _state.LastNumber)
            && Same(closed.Totals, sums.Totals)
            && Same(closed.Grand, _state.Grand.Totals);
    }

    private static bool Same(IReadOnlyList<CurrencyTotals> some, IReadOnlyList<CurrencyTotals> others) =>
        some.Count == others.Count && some.Zip(others).All(pair =>
            (pair.First.Currency, pair.First.Sales, pair.First.Credits) == (pair.Second.Currency, pair.Second.Sales, pair.Second.Credits)
            && pair.First.Taxes.SequenceEqual(pair.Second.Taxes));

    private void Fold(long version, ReceiptLedger.Event entry)
    {
        _state = ReceiptLedger.Evolve(_state with { Version = version - 1 }, entry);
        if (entry is ReceiptLedger.Event.Issued issued && issued.Number > 0 && issued.Number < version)
        {
            Note(issued.Number, entry.Hash!);
        }
    }

    /// <summary>Goes on after a row whose content is not believed: its hash is what the next one follows, and what its order knows.</summary>
    private void Skip(RecordedEvent recorded, string hash)
    {
        _sumsAreLost = true;
        _state = _state with { Version = recorded.Version, Head = hash };
        if (recorded.Type == IssuedType)
        {
            _state = _state with { LastNumber = _state.LastNumber + 1 };
            Note(_state.LastNumber, hash);
        }
    }

    private void Note(long number, string hash)
    {
        // The gap that removed rows left is theirs: an order that names one of them is told so.
        while (_unknown.Count < number)
        {
            _unknown.Add(0);
        }

        _unknown[(int)(number - 1)] = Prefix(hash);
    }

    private void Complain(RecordedEvent recorded, string what) => _faults.Add(new ReceiptFault(recorded.Stream, recorded.Version, what));
}

/// <summary>Something that is wrong with a ledger.</summary>
/// <param name="Stream">Where.</param>
/// <param name="Version">Of the row; 0 when it is not about one.</param>
/// <param name="What">A sentence's end.</param>
public sealed record ReceiptFault(string Stream, long Version, string What)
{
    /// <inheritdoc/>
    public override string ToString() => Version > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Stream}, row {Version}: {What}.")
        : $"{Stream}: {What}.";
}
