namespace OrleansCommerce.Replay;

/// <summary>What the server said was sold, returned and refunded. Safe to use from many threads.</summary>
internal sealed class Tally(IReplayObserver observer)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _onHand = new(StringComparer.Ordinal);
    private long _operations;

    public int Orders { get; private set; }

    public int TillSales { get; private set; }

    public long UnitsSold { get; private set; }

    public decimal Gross { get; private set; }

    public long ReturnedUnits { get; private set; }

    public decimal Refunded { get; private set; }

    public int UnmatchedReturns { get; private set; }

    public int Refusals { get; private set; }

    public long Operations => Interlocked.Read(ref _operations);

    /// <summary>By SKU, the units that must be on hand over all locations: received, less sold, and restocked.</summary>
    public IReadOnlyDictionary<string, long> ExpectedOnHand
    {
        get
        {
            lock (_gate)
            {
                return new Dictionary<string, long>(_onHand, StringComparer.Ordinal);
            }
        }
    }

    public void Answered(int mutations) => observer.OperationsDone(Interlocked.Add(ref _operations, mutations));

    public void Received(string sku, int units)
    {
        lock (_gate)
        {
            Move(sku, units);
        }
    }

    public void Sold(OrderAnswer order, bool atTill)
    {
        lock (_gate)
        {
            Orders += atTill ? 0 : 1;
            TillSales += atTill ? 1 : 0;
            Gross += order.Total.Amount;
            foreach (var line in order.Lines)
            {
                UnitsSold += line.Quantity;
                Move(line.Sku, -line.Quantity);
            }
        }
    }

    public void Returned(string sku, int units)
    {
        lock (_gate)
        {
            ReturnedUnits += units;
            Move(sku, units);
        }
    }

    public void Refund(decimal amount)
    {
        lock (_gate)
        {
            Refunded += amount;
        }
    }

    public void Unmatched(int lines)
    {
        lock (_gate)
        {
            UnmatchedReturns += lines;
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

    private void Move(string sku, int units)
    {
        if (StockPlan.IsTracked(sku))
        {
            _onHand[sku] = _onHand.GetValueOrDefault(sku) + units;
        }
    }
}
