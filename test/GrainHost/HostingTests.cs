using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Runtime;
using OrleansCommerce.Local;

namespace OrleansCommerce.GrainHostTests;

public sealed class HostingTests
{
    [Fact]
    public async Task A_generic_host_starts_and_stops_it()
    {
        var story = new Story();
        story.Open("go");
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(story).AddGrainHost(options => options.GrainAssemblies.Add(typeof(HostingTests).Assembly));
        using var host = builder.Build();
        await host.StartAsync();

        var factory = host.Services.GetRequiredService<IGrainFactory>();
        Assert.Same(factory, host.Services.GetRequiredService<IClusterClient>());
        Assert.Equal(1, await factory.GetGrain<StopTests.IStopping>("a").Work("go"));
        await host.StopAsync();

        Assert.Equal(["a deactivates: ShuttingDown"], story.Lines);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => factory.GetGrain<StopTests.IStopping>("a").Work("go"));
    }

    [Fact]
    public void A_wrong_setting_is_named()
    {
        var wrong = Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddGrainHost(options => options.MaxQueuedCalls = 0));

        Assert.Equal("GrainHostOptions.MaxQueuedCalls is 0; it must be at least 1.", wrong.Message);
    }
}
