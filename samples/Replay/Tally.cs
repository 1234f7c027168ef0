namespace OrleansCommerce.Replay;

/// <summary>What the server said was sold, returned and refunded. Safe to use from many threads.</summary>
internal sealed class Tally(IReplayObserver observer)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Sku, string Location), long> _onHand = [];
    private readonly Dictionary<string, decimal> _cash = new(StringComparer.Ordinal);
    private long _operations;

    public int Orders { get; private set; }

    public int TillSales { get; private set; }

    public long UnitsSold { get; private set; }

    public decimal Gross { get; private set; }

    public long ReturnedUnits { get; private set; }

    public decimal Refunded { get; private set; }

    public int UnmatchedReturns { get; private set; }

    /// <summary>Units that came back without a receipt.</summary>
    public long UnmatchedUnits { get; private set; }

    /// <summary>What was paid back for them.</summary>
    public decimal UnmatchedRefunds { get; private set; }

    public int Refusals { get; private set; }

    public long Operations => Interlocked.Read(ref _operations);

    /// <summary>The units that must be on hand: received, less sold, and restocked. Where nothing is left, it says 0.</summary>
    public IReadOnlyDictionary<(string Sku, string Location), long> ExpectedOnHand
    {
        get
        {
            lock (_gate)
            {
                return new Dictionary<(string Sku, string Location), long>(_onHand);
            }
        }
    }

    /// <summary>What a till took in cash, less what it gave back.</summary>
    public decimal CashOf(string tillId)
    {
        lock (_gate)
        {
            return _cash.GetValueOrDefault(tillId);
        }
    }

    public void Answered(int mutations) => observer.OperationsDone(Interlocked.Add(ref _operations, mutations));

    public void Received(string sku, string location, int units)
    {
        lock (_gate)
        {
            Move(sku, location, units);
        }
    }

    /// <summary>An order whose parcels left their locations.</summary>
    public void Sold(OrderAnswer order)
    {
        lock (_gate)
        {
            Orders++;
            Count(order);
            foreach (var parcel in order.Fulfillments)
            {
                foreach (var line in parcel.Lines)
                {
                    Move(line.Sku, parcel.Location.Id, -line.Quantity);
                }
            }
        }
    }

    /// <summary>A sale that was paid in cash.</summary>
    public void SoldAtTill(OrderAnswer order, string store, string tillId)
    {
        lock (_gate)
        {
            TillSales++;
            Count(order);
            _cash[tillId] = _cash.GetValueOrDefault(tillId) + order.Total.Amount;
            foreach (var line in order.Lines)
            {
                Move(line.Sku, store, -line.Quantity);
            }
        }
    }

    public void Returned(string sku, string location, int units)
    {
        lock (_gate)
        {
            ReturnedUnits += units;
            Move(sku, location, units);
        }
    }

    /// <summary>What was paid back; out of a till's drawer when that is not null.</summary>
    public void Refund(decimal amount, string? till)
    {
        lock (_gate)
        {
            Refunded += amount;
            if (till is not null)
            {
                _cash[till] = _cash.GetValueOrDefault(till) - amount;
            }
        }
    }

    public void Unmatched(int lines, long units, decimal refund)
    {
        lock (_gate)
        {
            UnmatchedReturns += lines;
            UnmatchedUnits += units;
            UnmatchedRefunds += refund;
        }
    }

    public void Refused(string what)
    {
        lock (_gate)
        {
            Refusals++;
        }

        observer.Refused(what);
    }

    private void Count(OrderAnswer order)
    {
        Gross += order.Total.Amount;
        UnitsSold += order.Lines.Sum(line => (long)line.Quantity);
    }

    private void Move(string sku, string location, int units)
    {
        if (StockPlan.IsTracked(sku))
        {
            _onHand[(sku, location)] = _onHand.GetValueOrDefault((sku, location)) + units;
        }
    }
}
