using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansCommerce.Grains.Stock;
using OrleansCommerce.Integration.Events;
using OrleansCommerce.Integration.Feed;
using OrleansCommerce.Integration.Webhooks;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Testing;
using OrleansCommerce.Webhooks;

namespace OrleansCommerce.Integration.Tests.Shops;

/// <summary>One process on a database: its journal, its feed, and its webhooks, which deliver when a test says so.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly IntegrationDatabase _on;

    public Shop(IntegrationDatabase on, ManualTime? time = null, EventSettings? settings = null)
    {
        _on = on;
        Time = time ?? new ManualTime();
        var services = new ServiceCollection();
        services.AddSingleton(_ => on.Open());
        services.AddSingleton(static s => IntegrationDatabase.JournalOf(s.GetRequiredService<IDatabase>()));
        services.AddSingleton<IInstallationSecret, SharedSecret>();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddIntegration(settings ?? new EventSettings { AllowPrivateTargets = true });
        _services = services.BuildServiceProvider();
    }

    public ManualTime Time { get; }

    public IDatabase Database => _services.GetRequiredService<IDatabase>();

    public IJournal Journal => _services.GetRequiredService<IJournal>();

    public EventFeedReader Feed => _services.GetRequiredService<EventFeedReader>();

    public IWebhooks Webhooks => _services.GetRequiredService<IWebhooks>();

    public DeliveryLease Lease => _services.GetRequiredService<DeliveryLease>();

    public WebhookDispatcher Dispatcher => _services.GetRequiredService<WebhookDispatcher>();

    public WebhookStore Store => _services.GetRequiredService<WebhookStore>();

    public PublicEvents PublicEvents => _services.GetRequiredService<PublicEvents>();

    public WebhookService Service => _services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<WebhookService>().Single();

    /// <summary>Makes a version of the SKU's stock, by a receipt of goods.</summary>
    public Task ReceiveAsync(string sku, int version) => ReceiveAsync(sku, version, version);

    /// <summary>Makes several versions in one append.</summary>
    public Task ReceiveAsync(string sku, int from, int to) => AppendAsync(
        $"stock/l/{sku}",
        from,
        [.. Enumerable.Range(from, to - from + 1).Select(static version => StockItem.Codec.Write(
            new StockItem.Event.Received(version, new(version.ToString(CultureInfo.InvariantCulture), "f"))))]);

    /// <summary>Appends events, of which the first makes that version.</summary>
    public async Task AppendAsync(string stream, int version, IReadOnlyList<NewEvent> events)
    {
        var result = await Journal.AppendAsync(new Append(stream, version - 1, events, EventMetadata.None, Time.GetUtcNow()));
        Assert.Equal(AppendStatus.Committed, result.Status);
        _on.Appended(events.Count);
    }

    /// <summary>Subscribes; gives the id and the secret.</summary>
    public async Task<(string Id, string Secret)> SubscribeAsync(Uri url, params string[] types)
    {
        var answer = await Webhooks.CreateAsync(new CreateWebhook(Guid.NewGuid().ToString(), url.ToString(), [.. types], "", "admin-1"), default);
        Assert.True(answer.Succeeded, answer.Failure?.Message);
        return (answer.Value.Subscription.Id, answer.Value.Secret!);
    }

    /// <summary>Delivers until there is nothing more to try at this time.</summary>
    public async Task DeliverAsync(string id, CancellationToken cancellationToken = default)
    {
        await _on.FedAsync(Journal, cancellationToken);
        Assert.True(await Lease.TryHoldAsync(cancellationToken));
        while (await Dispatcher.TellNewAsync(id, cancellationToken) == Pass.More || await Dispatcher.TellAgainAsync(id, cancellationToken) == Pass.More)
        {
        }
    }

    public async Task<WebhookDetails> DetailsAsync(string id) =>
        Assert.Single((await Webhooks.ListAsync(new(50, null), default)).Nodes, webhook => webhook.Id == id);

    public async ValueTask DisposeAsync()
    {
        await Journal.DisposeAsync();
        await _services.DisposeAsync();
    }
}

/// <summary>The installation's secret, which every process has.</summary>
internal sealed class SharedSecret : IInstallationSecret
{
    public ValueTask<ReadOnlyMemory<byte>> GetAsync(string name, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<ReadOnlyMemory<byte>>(new byte[32]);
}
