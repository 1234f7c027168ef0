using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>A subscription to delete.</summary>
public sealed record DeleteWebhookSubscriptionInput
{
    /// <summary>Which one.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string Id { get; init; }
}

/// <summary>The subscription as it was.</summary>
public sealed record DeleteWebhookSubscriptionPayload
{
    /// <summary>The subscription as it was; null when the mutation failed.</summary>
    public WebhookSubscription? Subscription { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IDeleteWebhookSubscriptionError>? Errors { get; init; }

    internal static DeleteWebhookSubscriptionPayload Of(Failure failure) =>
        new() { Errors = PayloadErrors.Of<IDeleteWebhookSubscriptionError>(failure) };
}

/// <summary>Why the subscription could not be deleted.</summary>
[UnionType("DeleteWebhookSubscriptionError")]
public interface IDeleteWebhookSubscriptionError;
