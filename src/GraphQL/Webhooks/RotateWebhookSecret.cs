using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>A new secret for a subscription.</summary>
public sealed record RotateWebhookSecretInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which subscription.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string SubscriptionId { get; init; }
}

/// <summary>The subscription, and its new secret.</summary>
public sealed record RotateWebhookSecretPayload
{
    /// <summary>The subscription; null when the mutation failed.</summary>
    public WebhookSubscription? Subscription { get; init; }

    /// <summary>`whsec_` and base64, shown this once; null when the mutation failed, or repeats the last rotation.</summary>
    public string? Secret { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IRotateWebhookSecretError>? Errors { get; init; }

    internal static RotateWebhookSecretPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IRotateWebhookSecretError>(failure) };
}

/// <summary>Why there is no new secret.</summary>
[UnionType("RotateWebhookSecretError")]
public interface IRotateWebhookSecretError;
