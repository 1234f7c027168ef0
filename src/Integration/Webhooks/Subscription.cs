using OrleansCommerce.Journal;
using OrleansCommerce.Webhooks;

namespace OrleansCommerce.Integration.Webhooks;

/// <summary>A subscription as deliveries need it.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="Url">Where to.</param>
/// <param name="Types">Public types; null for all.</param>
/// <param name="DisabledReason">Null when it is enabled.</param>
/// <param name="Position">The last event of the feed that is delivered, or waits among those to be tried again.</param>
/// <param name="Secret">As <see cref="WebhookSecrets"/> keeps it.</param>
/// <param name="OldSecret">The one before it.</param>
/// <param name="OldSecretUntil">Until when that one signs too, UTC.</param>
/// <param name="FailingSince">Since when every attempt failed, UTC.</param>
internal sealed record Subscription(
    string Id,
    string Url,
    IReadOnlySet<string>? Types,
    WebhookDisabledReason? DisabledReason,
    FeedPosition Position,
    byte[] Secret,
    byte[]? OldSecret,
    DateTimeOffset? OldSecretUntil,
    DateTimeOffset? FailingSince);
