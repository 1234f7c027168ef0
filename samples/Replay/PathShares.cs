namespace OrleansCommerce.Replay;

/// <summary>Of a hundred invoices with a customer, how many go which way; the rest is shipped. Invoices without a customer are sold at a till.</summary>
/// <param name="Collect">Click and collect.</param>
/// <param name="Lockers">To lockers.</param>
/// <param name="TwoParcels">Shipped from two depots.</param>
/// <param name="Till">Sold at a till.</param>
internal sealed record PathShares(int Collect, int Lockers, int TwoParcels, int Till)
{
    /// <summary>What they have together at the most.</summary>
    public const int Whole = 100;

    /// <summary>When nothing else is said.</summary>
    public static PathShares Default { get; } = new(Collect: 15, Lockers: 10, TwoParcels: 10, Till: 10);

    /// <summary>All of them, without the rest that is shipped.</summary>
    public int Sum => Collect + Lockers + TwoParcels + Till;

    /// <summary>For each invoice, in their order, its way.</summary>
    public IReadOnlyList<SalesPath> Of(IEnumerable<Invoice> invoices) => [.. invoices.Select(PathOf)];

    // It depends on the invoice alone, so that a replay that goes on after a kill goes on with the same ways.
    private SalesPath PathOf(Invoice invoice)
    {
        if (invoice.Customer is null)
        {
            return SalesPath.Till;
        }

        var draw = (int)(StableHash.Of(invoice.Number) % Whole);
        return (draw -= Collect) < 0 ? SalesPath.Collected
            : (draw -= Lockers) < 0 ? SalesPath.Locker
            : (draw -= TwoParcels) < 0 ? Depots.NeedBoth(invoice) ? SalesPath.TwoParcels : SalesPath.Shipped
            : draw - Till < 0 ? SalesPath.Till
            : SalesPath.Shipped;
    }
}
