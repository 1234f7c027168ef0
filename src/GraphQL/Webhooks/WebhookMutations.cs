using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.Webhooks;

namespace OrleansCommerce.GraphQL;

/// <summary>Changes to webhooks.</summary>
[ExtendObjectType(OperationTypeNames.Mutation)]
public static class WebhookMutations
{
    private const int TypesMax = 100;
    private const int ReplayedMax = 200;

    /// <summary>Tells an address of events from now on, by HTTP. Needs the role Admin.</summary>
    /// <param name="input">Where to, and what of.</param>
    /// <param name="webhooks">The subscriptions.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static async Task<CreateWebhookSubscriptionPayload> CreateWebhookSubscriptionAsync(
        CreateWebhookSubscriptionInput input, [Service] IWebhooks webhooks, CancellationToken cancellationToken)
    {
        var caller = Access.Demand(Permission.ManageWebhooks);
        if (input.Types is { Count: 0 or > TypesMax })
        {
            return CreateWebhookSubscriptionPayload.Of(new InvalidInput("types", $"must be 1 to {TypesMax}; leave them out for all."));
        }

        var command = new CreateWebhook(
            input.OperationId, input.Url, [.. input.Types ?? []], input.Description ?? string.Empty, caller.Subject);
        var answer = await webhooks.CreateAsync(command, cancellationToken);
        return answer.Succeeded
            ? new CreateWebhookSubscriptionPayload { Subscription = new WebhookSubscription(answer.Value.Subscription), Secret = answer.Value.Secret }
            : CreateWebhookSubscriptionPayload.Of(answer.Failure);
    }

    /// <summary>
    /// Changes a subscription, disables it, or enables it again. Repeated, it sets the same again: it goes without an operation id. Needs the
    /// role Admin.
    /// </summary>
    /// <param name="input">What is to change.</param>
    /// <param name="webhooks">The subscriptions.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static async Task<UpdateWebhookSubscriptionPayload> UpdateWebhookSubscriptionAsync(
        UpdateWebhookSubscriptionInput input, [Service] IWebhooks webhooks, CancellationToken cancellationToken)
    {
        Access.Demand(Permission.ManageWebhooks);
        if (input.Types is { Count: > TypesMax })
        {
            return UpdateWebhookSubscriptionPayload.Of(new InvalidInput("types", $"must be 0 to {TypesMax}."));
        }

        var command = new UpdateWebhook(input.Id, input.Url, input.Types is { } types ? [.. types] : null, input.Description, input.Enabled);
        var answer = await webhooks.UpdateAsync(command, cancellationToken);
        return answer.Succeeded
            ? new UpdateWebhookSubscriptionPayload { Subscription = new WebhookSubscription(answer.Value) }
            : UpdateWebhookSubscriptionPayload.Of(answer.Failure);
    }

    /// <summary>Signs with a new secret from now on, and for 24 hours with the old one too. Needs the role Admin.</summary>
    /// <param name="input">For which subscription.</param>
    /// <param name="webhooks">The subscriptions.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static async Task<RotateWebhookSecretPayload> RotateWebhookSecretAsync(
        RotateWebhookSecretInput input, [Service] IWebhooks webhooks, CancellationToken cancellationToken)
    {
        Access.Demand(Permission.ManageWebhooks);
        var answer = await webhooks.RotateSecretAsync(new RotateWebhookSecret(input.OperationId, input.SubscriptionId), cancellationToken);
        return answer.Succeeded
            ? new RotateWebhookSecretPayload { Subscription = new WebhookSubscription(answer.Value.Subscription), Secret = answer.Value.Secret }
            : RotateWebhookSecretPayload.Of(answer.Failure);
    }

    /// <summary>
    /// Forgets a subscription, what waits for it, and its dead letters. Repeated, it finds nothing: it goes without an operation id. Needs the
    /// role Admin.
    /// </summary>
    /// <param name="input">Which one.</param>
    /// <param name="webhooks">The subscriptions.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static async Task<DeleteWebhookSubscriptionPayload> DeleteWebhookSubscriptionAsync(
        DeleteWebhookSubscriptionInput input, [Service] IWebhooks webhooks, CancellationToken cancellationToken)
    {
        Access.Demand(Permission.ManageWebhooks);
        var answer = await webhooks.DeleteAsync(input.Id, cancellationToken);
        return answer.Succeeded
            ? new DeleteWebhookSubscriptionPayload { Subscription = new WebhookSubscription(answer.Value) }
            : DeleteWebhookSubscriptionPayload.Of(answer.Failure);
    }

    /// <summary>
    /// Tries dead letters again, from the first attempt on; a receiver may get them after later events of their keys. Repeated, it finds those
    /// that died again: it goes without an operation id. Needs the role Admin.
    /// </summary>
    /// <param name="input">Which.</param>
    /// <param name="webhooks">The subscriptions.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static async Task<ReplayWebhookDeadLettersPayload> ReplayWebhookDeadLettersAsync(
        ReplayWebhookDeadLettersInput input, [Service] IWebhooks webhooks, CancellationToken cancellationToken)
    {
        Access.Demand(Permission.ManageWebhooks);
        if (input.DeadLetterIds is { Count: 0 or > ReplayedMax })
        {
            return ReplayWebhookDeadLettersPayload.Of(
                new InvalidInput("deadLetterIds", $"must be 1 to {ReplayedMax}; leave them out for all."));
        }

        var command = new ReplayDeadLetters(input.SubscriptionId, input.DeadLetterIds is { } ids ? [.. ids] : null);
        var answer = await webhooks.ReplayAsync(command, cancellationToken);
        return answer.Succeeded
            ? new ReplayWebhookDeadLettersPayload
            {
                Subscription = new WebhookSubscription(answer.Value.Subscription),
                ReplayedCount = answer.Value.Replayed,
            }
            : ReplayWebhookDeadLettersPayload.Of(answer.Failure);
    }
}
