namespace OrleansCommerce.Integration.Webhooks;

/// <summary>How much of everything there can be.</summary>
internal static class WebhookLimits
{
    /// <summary>Subscriptions: each reads the feed for itself.</summary>
    public const int Subscriptions = 50;

    /// <summary>Characters of a description.</summary>
    public const int Description = 200;

    /// <summary>Characters of an operation id.</summary>
    public const int OperationId = 100;

    /// <summary>
    /// Events of a subscription that failed, or wait behind one that did. When there are so many, no new ones are read for it: the feed keeps
    /// them, and nothing is lost.
    /// </summary>
    public const int Retries = 1_000;

    /// <summary>Dead letters of a subscription; at so many it is disabled.</summary>
    public const int DeadLetters = 10_000;

    /// <summary>Attempts of a subscription that are remembered.</summary>
    public const int Attempts = 500;

    /// <summary>Events of one pass: those are told again when the process dies in it.</summary>
    public const int Page = 100;

    /// <summary>Keys of a subscription that are told of at the same time, of new events and of retries each.</summary>
    public const int Concurrency = 8;

    /// <summary>How long the secret before the current one signs too: until then a receiver must have learnt of the new one.</summary>
    public static readonly TimeSpan OldSecret = TimeSpan.FromHours(24);
}
