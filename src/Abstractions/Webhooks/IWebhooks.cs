using System.Collections.Immutable;
using OrleansCommerce.Search;

namespace OrleansCommerce.Webhooks;

/// <summary>Who is told of events by HTTP, and what became of it. Changes are for administrators.</summary>
public interface IWebhooks
{
    /// <summary>Subscribes an address to what happens from now on.</summary>
    Task<Result<WebhookSecretAnswer>> CreateAsync(CreateWebhook command, CancellationToken cancellationToken);

    /// <summary>Changes a subscription. Enabled again, it goes on where it stopped, and what waits is tried at once.</summary>
    Task<Result<WebhookDetails>> UpdateAsync(UpdateWebhook command, CancellationToken cancellationToken);

    /// <summary>Signs with a new secret; for a day with the old one too.</summary>
    Task<Result<WebhookSecretAnswer>> RotateSecretAsync(RotateWebhookSecret command, CancellationToken cancellationToken);

    /// <summary>Forgets a subscription, what waits for it, and its dead letters.</summary>
    Task<Result<WebhookDetails>> DeleteAsync(string id, CancellationToken cancellationToken);

    /// <summary>Tries dead letters again, from the first attempt on.</summary>
    Task<Result<WebhookReplayAnswer>> ReplayAsync(ReplayDeadLetters command, CancellationToken cancellationToken);

    /// <summary>The subscriptions, oldest first.</summary>
    /// <exception cref="InvalidCursorException"><see cref="PageRequest.After"/> is no cursor of this list.</exception>
    Task<Page<WebhookDetails>> ListAsync(PageRequest page, CancellationToken cancellationToken);

    /// <summary>The last attempts for a subscription, newest first.</summary>
    /// <exception cref="InvalidCursorException"><see cref="PageRequest.After"/> is no cursor of this list.</exception>
    Task<Page<WebhookDelivery>> ListDeliveriesAsync(string subscriptionId, PageRequest page, CancellationToken cancellationToken);

    /// <summary>What was given up for a subscription, oldest first.</summary>
    /// <exception cref="InvalidCursorException"><see cref="PageRequest.After"/> is no cursor of this list.</exception>
    Task<Page<WebhookDeadLetter>> ListDeadLettersAsync(string subscriptionId, PageRequest page, CancellationToken cancellationToken);
}

/// <summary>A new subscription.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="Url">Where to.</param>
/// <param name="Types">Public types; all when there are none.</param>
/// <param name="Description">For people.</param>
/// <param name="Subject">Who subscribes.</param>
public sealed record CreateWebhook(string OperationId, string Url, ImmutableArray<string> Types, string Description, string Subject);

/// <summary>A change of a subscription; what is null stays.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Url">Where to.</param>
/// <param name="Types">Public types; all when it is empty.</param>
/// <param name="Description">For people.</param>
/// <param name="Enabled">Whether it is told anything.</param>
public sealed record UpdateWebhook(string Id, string? Url, ImmutableArray<string>? Types, string? Description, bool? Enabled);

/// <summary>A new secret.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="Id">Of the subscription.</param>
public sealed record RotateWebhookSecret(string OperationId, string Id);

/// <summary>Dead letters to try again.</summary>
/// <param name="SubscriptionId">Whose.</param>
/// <param name="DeadLetterIds">Which; all when it is null.</param>
public sealed record ReplayDeadLetters(string SubscriptionId, ImmutableArray<string>? DeadLetterIds);

/// <summary>A subscription, and its secret when it was made just now.</summary>
/// <param name="Subscription">After it.</param>
/// <param name="Secret">Null when the request is a repetition: a secret is shown once.</param>
public sealed record WebhookSecretAnswer(WebhookDetails Subscription, string? Secret);

/// <summary>How many dead letters are tried again.</summary>
public sealed record WebhookReplayAnswer(WebhookDetails Subscription, int Replayed);

/// <summary>Why a subscription is told nothing.</summary>
public enum WebhookDisabledReason
{
    /// <summary>An administrator said so.</summary>
    Administrator,

    /// <summary>The receiver answered 410: it is gone.</summary>
    Gone,

    /// <summary>Nothing was taken for as long as an event is tried.</summary>
    Failing,

    /// <summary>There are too many dead letters.</summary>
    DeadLetters,
}

/// <summary>A subscription.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="Url">Where to.</param>
/// <param name="Types">Public types; all when it is empty.</param>
/// <param name="Description">For people.</param>
/// <param name="DisabledReason">Null when it is enabled.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="OldSecretUntil">Until when the secret before this one signs too, UTC; null when it does not.</param>
/// <param name="FailingSince">Since when every attempt failed, UTC; null when the last one did not.</param>
/// <param name="Waiting">Events that failed, or wait behind one that did.</param>
/// <param name="DeadLetters">Events that were given up.</param>
public sealed record WebhookDetails(
    string Id,
    string Url,
    ImmutableArray<string> Types,
    string Description,
    WebhookDisabledReason? DisabledReason,
    DateTimeOffset CreatedAt,
    DateTimeOffset? OldSecretUntil,
    DateTimeOffset? FailingSince,
    int Waiting,
    int DeadLetters);

/// <summary>What became of an attempt.</summary>
public enum WebhookOutcome
{
    /// <summary>The receiver took it.</summary>
    Delivered,

    /// <summary>It is tried again.</summary>
    Failed,

    /// <summary>It was the last attempt.</summary>
    Dead,
}

/// <summary>An attempt to tell of an event.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="EventId">Of the event.</param>
/// <param name="EventType">Its public type.</param>
/// <param name="EventKey">What it happened to.</param>
/// <param name="Attempt">1 for the first.</param>
/// <param name="At">UTC.</param>
/// <param name="DurationMs">Until the answer, or until there was to be none.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Status">Of the answer; null when there was none.</param>
/// <param name="Error">Why there was no answer, or why it was refused; null when it was taken.</param>
public sealed record WebhookDelivery(
    string Id,
    string EventId,
    string EventType,
    string EventKey,
    int Attempt,
    DateTimeOffset At,
    int DurationMs,
    WebhookOutcome Outcome,
    int? Status,
    string? Error);

/// <summary>An event that was given up.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="EventId">Of the event.</param>
/// <param name="EventType">Its public type.</param>
/// <param name="EventKey">What it happened to.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="At">When it was given up, UTC.</param>
/// <param name="Status">Of the last answer; null when there was none.</param>
/// <param name="Error">Of the last attempt.</param>
public sealed record WebhookDeadLetter(
    string Id, string EventId, string EventType, string EventKey, int Attempts, DateTimeOffset At, int? Status, string? Error);
