using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Hosting.Server;
using OrleansCommerce.Payments;

namespace OrleansCommerce.Silo.Payments;

/// <summary>
/// Sends the test provider's webhooks, each until it is taken, a few times. They are kept in memory alone: what is lost with the process, the
/// order asks for by itself.
/// </summary>
internal sealed partial class TestProviderWebhooks(
    IServer server, TestProviderSettings settings, TimeProvider time, ILogger<TestProviderWebhooks> logger) : BackgroundService
{
    /// <summary>Webhooks that wait; beyond it the oldest is dropped, and its order asks by itself.</summary>
    private const int QueueMax = 10_000;

    private const int AttemptsMax = 5;

    private static readonly TimeSpan AttemptPause = TimeSpan.FromSeconds(2);

    /// <summary>A timer may be early by the clock that the provider decides by.</summary>
    private static readonly TimeSpan EarlyTimerPause = TimeSpan.FromMilliseconds(10);

    private readonly Channel<PaymentWebhook> _queue = System.Threading.Channels.Channel.CreateBounded<PaymentWebhook>(
        new BoundedChannelOptions(QueueMax) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly HttpClient _http = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>What goes wrong with webhooks.</summary>
    public TestProviderFaults Faults { get; set; } = new();

    /// <summary>Tells a decision.</summary>
    public void Tell(string key, Money amount, PaymentOutcome outcome)
    {
        var answer = PaymentResponse.Of(outcome);
        _queue.Writer.TryWrite(new PaymentWebhook(
            $"wh_{Guid.NewGuid():N}", key, amount.Amount, amount.Currency, answer.Status, answer.DeclineCode, answer.ExpiresAt));
    }

    /// <summary>Tells a decision that is made after a while.</summary>
    public void TellLater(string key, Money amount, TimeSpan wait, Func<Task<PaymentOutcome>> decide) => _ = TellLaterAsync(key, amount, wait, decide);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _stopping.Dispose();
        _http.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var webhook in _queue.Reader.ReadAllAsync(stoppingToken))
        {
            var faults = Faults;
            if (faults.WebhookDelayMs > 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(faults.WebhookDelayMs), time, stoppingToken);
            }

            PaymentWebhook[] next = faults.ReorderWebhooks && _queue.Reader.TryRead(out var second) ? [second, webhook] : [webhook];
            foreach (var sent in next)
            {
                for (var copy = 0; copy <= faults.WebhookCopies; copy++)
                {
                    await DeliverAsync(sent, stoppingToken);
                }
            }
        }
    }

    private async Task TellLaterAsync(string key, Money amount, TimeSpan wait, Func<Task<PaymentOutcome>> decide)
    {
        try
        {
            await Task.Delay(wait, time, _stopping.Token);
            var outcome = await decide();
            while (outcome.Status == PaymentStatus.Pending)
            {
                await Task.Delay(EarlyTimerPause, time, _stopping.Token);
                outcome = await decide();
            }

            Tell(key, amount, outcome);
        }
        catch (OperationCanceledException)
        {
            // The process ends; the order asks by itself.
        }
    }

    private async Task DeliverAsync(PaymentWebhook webhook, CancellationToken stoppingToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(webhook, JsonSerializerOptions.Web);
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(ServerAddress.Of(server), PaymentWebhooks.Path));
                request.Content = new ByteArrayContent(body);
                request.Headers.Add(WebhookSignature.Header, WebhookSignature.Sign(settings.WebhookSecret, body, time.GetUtcNow()));
                using var response = await _http.SendAsync(request, stoppingToken);
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception fault) when (fault is HttpRequestException or InvalidOperationException)
            {
                LogNotDelivered(logger, webhook.Id, fault.GetType().Name);
            }

            await Task.Delay(AttemptPause, time, stoppingToken);
        }
    }

    [LoggerMessage(4101, LogLevel.Information, "The test provider's webhook {Id} was not delivered ({Fault}); it is sent again.")]
    private static partial void LogNotDelivered(ILogger logger, string id, string fault);
}
