using System.Collections.Concurrent;

namespace OrleansCommerce.Replay;

/// <summary>The orders that invoices became, with what can still come back of each line.</summary>
internal sealed class OrderBook
{
    private readonly ConcurrentDictionary<int, Entry> _entries = [];

    /// <summary>Notes an invoice's order.</summary>
    public void Add(Invoice invoice, OrderAnswer order) =>
        _entries[invoice.Index] = new Entry(order.Id, [.. order.Lines.Select(line => new Line(line))]);

    /// <summary>The order that an invoice became; null when it was refused.</summary>
    public Entry? Find(Invoice invoice) => _entries.GetValueOrDefault(invoice.Index);

    /// <summary>An order. Its customer's invoices are played one after the other, so that nobody else changes it meanwhile.</summary>
    internal sealed class Entry(string orderId, IReadOnlyList<Line> lines)
    {
        public string OrderId { get; } = orderId;

        /// <summary>Picks order lines for articles that come back: a server may keep several lines of one article.</summary>
        public IReadOnlyList<(string LineId, int Quantity)> Pick(IEnumerable<ReturnedArticle> articles)
        {
            var picked = new List<(string LineId, int Quantity)>();
            foreach (var (article, quantity) in articles)
            {
                var wanted = quantity;
                foreach (var line in lines.Where(line => line.Article == article))
                {
                    var units = Math.Min(wanted, line.Quantity - line.Returned);
                    if (units > 0)
                    {
                        picked.Add((line.Id, units));
                        wanted -= units;
                    }
                }
            }

            return picked;
        }

        /// <summary>Takes over an answer's returned quantities.</summary>
        /// <returns>By SKU, the units that came back since the last answer.</returns>
        public IReadOnlyList<(string Sku, int Units)> Update(OrderAnswer order)
        {
            var changes = new List<(string Sku, int Units)>();
            foreach (var answer in order.Lines)
            {
                var line = lines.Single(line => line.Id == answer.Id);
                if (answer.ReturnedQuantity != line.Returned)
                {
                    changes.Add((answer.Sku, answer.ReturnedQuantity - line.Returned));
                    line.Returned = answer.ReturnedQuantity;
                }
            }

            return changes;
        }
    }

    internal sealed class Line(OrderLineAnswer answer)
    {
        public string Id { get; } = answer.Id;

        public Article Article { get; } = new(answer.Sku, answer.UnitPrice.Amount);

        public int Quantity { get; } = answer.Quantity;

        public int Returned { get; set; }
    }
}
