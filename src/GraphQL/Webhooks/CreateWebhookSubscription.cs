using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>A new subscription.</summary>
public sealed record CreateWebhookSubscriptionInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>An https address on the public network, 1 to 2,000 characters. It is asked as it is: no redirect is followed.</summary>
    public required string Url { get; init; }

    /// <summary>The types of events that it is told of, 1 to 100; every type, those of the future too, when left out.</summary>
    public IReadOnlyList<string>? Types { get; init; }

    /// <summary>For people, 0 to 200 characters; empty when left out.</summary>
    public string? Description { get; init; }
}

/// <summary>The subscription, and the secret that what it is told is signed with.</summary>
public sealed record CreateWebhookSubscriptionPayload
{
    /// <summary>The subscription; null when the mutation failed.</summary>
    public WebhookSubscription? Subscription { get; init; }

    /// <summary>`whsec_` and base64, shown this once; null when the mutation failed, or is a repetition: then rotate it.</summary>
    public string? Secret { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<ICreateWebhookSubscriptionError>? Errors { get; init; }

    internal static CreateWebhookSubscriptionPayload Of(Failure failure) =>
        new() { Errors = PayloadErrors.Of<ICreateWebhookSubscriptionError>(failure) };
}

/// <summary>Why the subscription could not be made.</summary>
[UnionType("CreateWebhookSubscriptionError")]
public interface ICreateWebhookSubscriptionError;
