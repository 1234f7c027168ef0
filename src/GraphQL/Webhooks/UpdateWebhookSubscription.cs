using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>A change of a subscription.</summary>
public sealed record UpdateWebhookSubscriptionInput
{
    /// <summary>Which one.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string Id { get; init; }

    /// <summary>An https address on the public network, 1 to 2,000 characters; it stays when left out.</summary>
    public string? Url { get; init; }

    /// <summary>The types of events that it is told of, 0 to 100, every type when there are 0; they stay when left out.</summary>
    public IReadOnlyList<string>? Types { get; init; }

    /// <summary>For people, 0 to 200 characters; it stays when left out.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// Whether it is told anything. Enabled again, it goes on where it stopped, and what waits is tried at once. It stays when left out.
    /// </summary>
    public bool? Enabled { get; init; }
}

/// <summary>The subscription after it.</summary>
public sealed record UpdateWebhookSubscriptionPayload
{
    /// <summary>The subscription; null when the mutation failed.</summary>
    public WebhookSubscription? Subscription { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IUpdateWebhookSubscriptionError>? Errors { get; init; }

    internal static UpdateWebhookSubscriptionPayload Of(Failure failure) =>
        new() { Errors = PayloadErrors.Of<IUpdateWebhookSubscriptionError>(failure) };
}

/// <summary>Why the subscription could not be changed.</summary>
[UnionType("UpdateWebhookSubscriptionError")]
public interface IUpdateWebhookSubscriptionError;
