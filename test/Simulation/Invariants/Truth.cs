using OrleansCommerce.Journal;
using OrleansCommerce.Journal.InMemory;
using OrleansCommerce.Simulation.Running;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Simulation.Invariants;

/// <summary>
/// Reads the journal's store, past every process and every decorator, after each step of the run, and keeps books of it. What it
/// says is durable is durable.
/// </summary>
internal sealed class Truth
{
    private readonly InMemoryJournalStorage _storage;
    private readonly IJournal _feed;
    private readonly Trace _trace;
    private readonly SortedDictionary<string, IBook> _books = new(StringComparer.Ordinal);
    private readonly HashSet<(string Stream, string OperationId)> _operations = [];
    private FeedPosition _position = FeedPosition.Start;
    private int _seen;

    public Truth(InMemoryJournalStorage storage, IJournal feed, Trace trace)
    {
        _storage = storage;
        _feed = feed;
        _trace = trace;
        Money = new MoneyBook(this);
        Labels = new LabelBook(this);
    }

    /// <summary>What the provider did.</summary>
    public MoneyBook Money { get; }

    /// <summary>What the carrier did.</summary>
    public LabelBook Labels { get; }

    /// <summary>The first thing that was not as it must be; null when there was none.</summary>
    public string? Violation { get; private set; }

    /// <summary>The books, by stream.</summary>
    public IEnumerable<KeyValuePair<string, IBook>> Books => _books;

    /// <summary>How many events the journal holds.</summary>
    public int Mark() => _storage.Count;

    /// <summary>Notes that something is wrong; the run ends with it.</summary>
    public InvariantViolatedException Violate(string message)
    {
        if (Violation is null)
        {
            Violation = message;
            _trace.Tell("VIOLATION", message);
        }

        return new InvariantViolatedException(message);
    }

    /// <summary>Folds what is new in the journal.</summary>
    public void CatchUp()
    {
        if (_storage.Count == _seen || Violation is not null)
        {
            return;
        }

        // The journal in memory always answers at once.
        var news = _feed.ReadFeedAsync(_position, int.MaxValue).GetAwaiter().GetResult();
        _seen += news.Count;
        for (var from = 0; from < news.Count;)
        {
            var to = from + 1;
            while (to < news.Count && ReferenceEquals(news[to].Metadata, news[from].Metadata))
            {
                to++;
            }

            Apply([.. news.Skip(from).Take(to - from)]);
            from = to;
        }

        _position = news[^1].Position;
    }

    /// <summary>The stock of a SKU at a location, as the journal has it.</summary>
    public StockBook Stock(StockItemKey key) => (StockBook)Book($"stock/{key}");

    /// <summary>An order, as the journal has it.</summary>
    public OrderBook Order(string id) => (OrderBook)Book($"order/{id}");

    /// <summary>A return without a receipt, as the journal has it.</summary>
    public ReturnBook Return(string id) => (ReturnBook)Book($"unreceipted-return/{id}");

    /// <summary>A till, as the journal has it.</summary>
    public TillBook Till(string id) => (TillBook)Book($"till/{id}");

    /// <summary>An exchange, as the journal has it.</summary>
    public ExchangeBook Exchange(string id) => (ExchangeBook)Book($"exchange/{id}");

    /// <summary>A store credit, as the journal has it.</summary>
    public CreditBook Credit(string id) => (CreditBook)Book($"store-credit/{id}");

    /// <summary>A cart, as the journal has it.</summary>
    public CartBook Cart(string id) => (CartBook)Book($"cart/{id}");

    /// <summary>What was acknowledged must be in the journal.</summary>
    public void MustHold(string stream, string operationId)
    {
        if (!_operations.Contains((stream, operationId)))
        {
            throw Violate($"The operation '{operationId}' on {stream} was acknowledged and is not in the journal.");
        }
    }

    private void Apply(RecordedEvent[] append)
    {
        var first = append[0];
        _trace.Tell("journal", $"{first.Stream} {first.Version}: {string.Join(", ", append.Select(happened => happened.Type))}");
        if (first.Metadata.OperationId is { } operationId)
        {
            _operations.Add((first.Stream, operationId));
        }

        try
        {
            Book(first.Stream).Apply(append);
        }
        catch (InvariantViolatedException violation)
        {
            Violate($"{first.Stream}, event {first.Version}: {violation.Message}");
        }
        catch (Exception fault)
        {
            Violate($"{first.Stream}, event {first.Version} ({first.Type}) does not fit its stream: {fault}");
        }
    }

    private IBook Book(string stream)
    {
        if (!_books.TryGetValue(stream, out var book))
        {
            var slash = stream.IndexOf('/', StringComparison.Ordinal);
            var key = stream[(slash + 1)..];
            _books[stream] = book = stream[..slash] switch
            {
                "stock" => new StockBook(StockItemKey.Parse(key)),
                "cart" => new CartBook(key),
                "order" => new OrderBook(key, this),
                "unreceipted-return" => new ReturnBook(key, this),
                "exchange" => new ExchangeBook(this),
                "store-credit" => new CreditBook(key, this),
                "locker-bank" => new LockerBook(),
                "till" => new TillBook(),
                _ => new OtherBook(),
            };
        }

        return book;
    }

    private sealed class OtherBook : IBook
    {
        public void Apply(IReadOnlyList<RecordedEvent> append)
        {
        }
    }
}
