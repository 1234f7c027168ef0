using HotChocolate;

namespace OrleansCommerce.Local.GraphQLServer.Subscriptions;

/// <summary>Counts open subscriptions, of the host and of each connection, and refuses those beyond the limits.</summary>
internal sealed class SubscriptionQuota(GraphQLLimits limits)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _byConnection = new(StringComparer.Ordinal);

    public int Open { get; private set; }

    /// <summary>Takes a place for a subscription.</summary>
    /// <param name="connection">The id of the connection.</param>
    /// <param name="refusal">Why there is none.</param>
    /// <returns>The place, to be disposed of; null where there is none.</returns>
    public IDisposable? Take(string connection, out SubscriptionRefusal refusal)
    {
        lock (_gate)
        {
            var open = _byConnection.GetValueOrDefault(connection);
            refusal = open >= limits.MaxSubscriptionsPerConnection ? SubscriptionRefusal.Connection
                : Open >= limits.MaxSubscriptions ? SubscriptionRefusal.Host
                : SubscriptionRefusal.None;
            if (refusal != SubscriptionRefusal.None)
            {
                return null;
            }

            _byConnection[connection] = open + 1;
            Open++;
            return new Place(this, connection);
        }
    }

    /// <summary>What a refused caller is told.</summary>
    public string Describe(SubscriptionRefusal refusal) => refusal == SubscriptionRefusal.Connection
        ? $"The connection has {limits.MaxSubscriptionsPerConnection} open subscriptions, and that is the most: complete one first."
        : "The host has as many open subscriptions as it may have: try again later.";

    private void Free(string connection)
    {
        lock (_gate)
        {
            Open--;
            if (--_byConnection[connection] == 0)
            {
                _byConnection.Remove(connection);
            }
        }
    }

    private sealed class Place(SubscriptionQuota quota, string connection) : IDisposable
    {
        private int _free;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _free, 1) == 0)
            {
                quota.Free(connection);
            }
        }
    }
}

/// <summary>Why a subscription has no place.</summary>
internal enum SubscriptionRefusal
{
    /// <summary>It has one.</summary>
    None,

    /// <summary>The connection has too many.</summary>
    Connection,

    /// <summary>The host has too many.</summary>
    Host,
}
