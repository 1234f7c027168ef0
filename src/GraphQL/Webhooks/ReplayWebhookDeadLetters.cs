using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>Dead letters to try again.</summary>
public sealed record ReplayWebhookDeadLettersInput
{
    /// <summary>Whose.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string SubscriptionId { get; init; }

    /// <summary>Which, 1 to 200; all when left out.</summary>
    [GraphQLType<ListType<NonNullType<IdType>>>]
    public IReadOnlyList<string>? DeadLetterIds { get; init; }
}

/// <summary>What is tried again.</summary>
public sealed record ReplayWebhookDeadLettersPayload
{
    /// <summary>The subscription; null when the mutation failed.</summary>
    public WebhookSubscription? Subscription { get; init; }

    /// <summary>How many are tried again: those that were not any more are not among them; null when the mutation failed.</summary>
    public int? ReplayedCount { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IReplayWebhookDeadLettersError>? Errors { get; init; }

    internal static ReplayWebhookDeadLettersPayload Of(Failure failure) =>
        new() { Errors = PayloadErrors.Of<IReplayWebhookDeadLettersError>(failure) };
}

/// <summary>Why dead letters could not be tried again.</summary>
[UnionType("ReplayWebhookDeadLettersError")]
public interface IReplayWebhookDeadLettersError;
