using System.Buffers.Text;
using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansCommerce.Grains;
using OrleansCommerce.Journal;

namespace OrleansCommerce.Integration.Events;

/// <summary>From the journal's events to those that others are told. Every kind of event has its decision; a test holds it to that.</summary>
internal sealed class PublicEvents(OrderFactsReader orders)
{
    private const string OrderCategory = "order";
    private const int IdBytes = 16;

    /// <summary>By event record.</summary>
    public static FrozenDictionary<Type, EventDecision> Decisions { get; } =
        OrderDecisions.All.Concat(StockDecisions.All).Concat(ShopDecisions.All).ToFrozenDictionary(static decision => decision.Event);

    /// <summary>Every public type.</summary>
    public static IReadOnlyList<string> Types { get; } =
        [.. Decisions.Values.SelectMany(static decision => decision.Types).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>What others are told of an event; null when that is nothing.</summary>
    /// <exception cref="InvalidDataException">The event cannot be read.</exception>
    public async ValueTask<PublicEvent?> TellAsync(RecordedEvent recorded, CancellationToken cancellationToken)
    {
        var (kind, key) = Aggregates.Of(recorded.Stream)
            ?? throw new InvalidDataException($"No kind of grain writes the stream '{recorded.Stream}'.");
        var happened = kind.Read(recorded);
        if (!Decisions.TryGetValue(happened.GetType(), out var decision))
        {
            throw new InvalidDataException($"It is not decided whether '{recorded.Type}' is public.");
        }

        if (decision.WhyNotPublic is not null)
        {
            return null;
        }

        var order = kind.Category == OrderCategory ? await orders.ReadAsync(recorded, key, cancellationToken) : null;
        return decision.Tell(happened, new EventOrigin(key, recorded.Version, order)) is var (type, data)
            ? new PublicEvent(
                IdOf(recorded),
                type,
                recorded.Stream,
                recorded.Version.ToString("D20", CultureInfo.InvariantCulture),
                recorded.At,
                data,
                recorded.Position,
                recorded.Stream,
                recorded.Version)
            : null;
    }

    // Not the stream's name: it may hold what no header can.
    private static string IdOf(RecordedEvent recorded)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{recorded.Version}:{recorded.Stream}");
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, IdBytes));
    }
}
