using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Webhooks;

namespace OrleansCommerce.GraphQL;

/// <summary>An address that is told of events by HTTP.</summary>
public sealed class WebhookSubscription(WebhookDetails webhook)
{
    /// <summary>Opaque.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string Id => webhook.Id;

    /// <summary>Where to.</summary>
    public string Url => webhook.Url;

    /// <summary>The types of events that it is told of, at most 100; every type when the list is empty.</summary>
    public IReadOnlyList<string> Types => webhook.Types;

    /// <summary>For people.</summary>
    public string Description => webhook.Description;

    /// <summary>Whether it is told anything.</summary>
    public bool Enabled => webhook.DisabledReason is null;

    /// <summary>Why it is told nothing; null when it is enabled.</summary>
    public WebhookDisabledReason? DisabledReason => webhook.DisabledReason;

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt => webhook.CreatedAt;

    /// <summary>Until when the secret before the current one signs too; null when it does not.</summary>
    public DateTimeOffset? OldSecretUntil => webhook.OldSecretUntil;

    /// <summary>Since when every attempt failed; null when the last ones did not.</summary>
    public DateTimeOffset? FailingSince => webhook.FailingSince;

    /// <summary>Events that failed and are tried again, and those that wait behind them.</summary>
    public int WaitingCount => webhook.Waiting;

    /// <summary>Events that were given up: see `webhookDeadLetters`.</summary>
    public int DeadLetterCount => webhook.DeadLetters;
}
