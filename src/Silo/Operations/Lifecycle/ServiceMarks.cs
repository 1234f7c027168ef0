namespace OrleansCommerce.Silo.Operations.Lifecycle;

/// <summary>
/// Marks between the host's services, which start in their order and stop in the reverse one: what passes from one mark to the next is what
/// the service between them took. The services stay who they are, so the host still sees those that run in the background fail.
/// </summary>
internal static class ServiceMarks
{
    /// <summary>Puts them in; into whatever was added when the container is built, the web server too, which the framework adds last.</summary>
    public static void AddServiceMarks(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ServiceTimes>();
        builder.Services.AddSingleton<StopRecords>();
        builder.Services.AddSingleton<Storage.ISchema>(static services => services.GetRequiredService<StopRecords>());
        builder.Services.AddSingleton<LifecycleReport>();
        builder.Host.ConfigureContainer<IServiceCollection>(static (_, services) => Insert(services));
    }

    /// <summary>Those that are services of the host, in the order in which they start.</summary>
    public static IEnumerable<IHostedService> WithoutMarks(this IEnumerable<IHostedService> services) => services.Where(static service => service is not Mark);

    private static void Insert(IServiceCollection services)
    {
        var hosted = services.Where(static descriptor => descriptor.ServiceType == typeof(IHostedService)).ToList();
        for (var at = 0; at < hosted.Count; at++)
        {
            services.Insert(services.IndexOf(hosted[at]), MarkOf(at));
        }

        services.Add(MarkOf(hosted.Count));
    }

    private static ServiceDescriptor MarkOf(int at) => ServiceDescriptor.Singleton<IHostedService>(services => new Mark(
        at, services.GetRequiredService<ServiceTimes>(), at == 0 ? services.GetRequiredService<StopRecords>() : null, services));

    /// <summary>What the host passes between two services.</summary>
    /// <param name="at">How many services start before it.</param>
    /// <param name="times">Are told when it was passed.</param>
    /// <param name="records">Where the stop is recorded, by the mark that is passed last.</param>
    /// <param name="services">What the report is taken from at that moment: it knows all services of the host, and cannot be made before they are.</param>
    private sealed class Mark(int at, ServiceTimes times, StopRecords? records, IServiceProvider services) : IHostedLifecycleService
    {
        /// <inheritdoc/>
        public Task StartAsync(CancellationToken cancellationToken) => Pass(ServicePhase.Start);

        /// <inheritdoc/>
        public Task StoppingAsync(CancellationToken cancellationToken) => Pass(ServicePhase.Drain);

        /// <inheritdoc/>
        public Task StopAsync(CancellationToken cancellationToken) => Pass(ServicePhase.Stop);

        /// <inheritdoc/>
        public Task StoppedAsync(CancellationToken cancellationToken) =>
            records?.WriteAsync(services.GetRequiredService<LifecycleReport>().ReadStop()) ?? Task.CompletedTask;

        /// <inheritdoc/>
        public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        /// <inheritdoc/>
        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        private Task Pass(ServicePhase phase)
        {
            times.Pass(phase, at);
            return Task.CompletedTask;
        }
    }
}
