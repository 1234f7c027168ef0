using System.Globalization;
using OrleansCommerce.Search;
using OrleansCommerce.Silo.Operations;
using OrleansCommerce.Webhooks;

namespace OrleansCommerce.Silo.Integration;

/// <summary>Notes in the audit trail who changes where events go, before it is done.</summary>
internal sealed class AuditedWebhooks(IWebhooks webhooks, AuditTrail audit) : IWebhooks
{
    /// <inheritdoc/>
    public Task<Result<WebhookSecretAnswer>> CreateAsync(CreateWebhook command, CancellationToken cancellationToken) => DoAsync(
        "webhook.create", command.Url, () => webhooks.CreateAsync(command, cancellationToken), static done => done.Subscription.Id, cancellationToken);

    /// <inheritdoc/>
    public Task<Result<WebhookDetails>> UpdateAsync(UpdateWebhook command, CancellationToken cancellationToken) => DoAsync(
        "webhook.update", command.Id, () => webhooks.UpdateAsync(command, cancellationToken), static done => done.Url, cancellationToken);

    /// <inheritdoc/>
    public Task<Result<WebhookSecretAnswer>> RotateSecretAsync(RotateWebhookSecret command, CancellationToken cancellationToken) => DoAsync(
        "webhook.rotate", command.Id, () => webhooks.RotateSecretAsync(command, cancellationToken), static _ => "rotated", cancellationToken);

    /// <inheritdoc/>
    public Task<Result<WebhookDetails>> DeleteAsync(string id, CancellationToken cancellationToken) => DoAsync(
        "webhook.delete", id, () => webhooks.DeleteAsync(id, cancellationToken), static _ => "deleted", cancellationToken);

    /// <inheritdoc/>
    public Task<Result<WebhookReplayAnswer>> ReplayAsync(ReplayDeadLetters command, CancellationToken cancellationToken) => DoAsync(
        "webhook.replay",
        command.SubscriptionId,
        () => webhooks.ReplayAsync(command, cancellationToken),
        static done => string.Create(CultureInfo.InvariantCulture, $"{done.Replayed} dead letters"),
        cancellationToken);

    /// <inheritdoc/>
    public Task<Page<WebhookDetails>> ListAsync(PageRequest page, CancellationToken cancellationToken) => webhooks.ListAsync(page, cancellationToken);

    /// <inheritdoc/>
    public Task<Page<WebhookDelivery>> ListDeliveriesAsync(string subscriptionId, PageRequest page, CancellationToken cancellationToken) =>
        webhooks.ListDeliveriesAsync(subscriptionId, page, cancellationToken);

    /// <inheritdoc/>
    public Task<Page<WebhookDeadLetter>> ListDeadLettersAsync(string subscriptionId, PageRequest page, CancellationToken cancellationToken) =>
        webhooks.ListDeadLettersAsync(subscriptionId, page, cancellationToken);

    private async Task<Result<T>> DoAsync<T>(
        string action, string target, Func<Task<Result<T>>> doAsync, Func<T, string> tell, CancellationToken cancellationToken)
        where T : class
    {
        Result<T> answer = default;
        await audit.DoAsync(
            Caller.Current,
            action,
            target,
            "by the API",
            async () =>
            {
                answer = await doAsync();
                return answer.Succeeded ? tell(answer.Value) : "refused";
            },
            cancellationToken);
        return answer;
    }
}
