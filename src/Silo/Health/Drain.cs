namespace OrleansCommerce.Silo.Health;

/// <summary>
/// The end that no client notices. Told to stop, the process says at <c>/health/ready</c> that it wants no more requests, and goes on
/// answering until whoever sends them has seen it; each answer closes its connection, so that the next request goes elsewhere. Then it
/// takes no more, and finishes what was begun.
/// </summary>
internal sealed class Drain(Drain.Settings settings, IHostApplicationLifetime lifetime, TimeProvider time) : IHostedLifecycleService
{
    /// <inheritdoc/>
    /// <remarks>Before any service stops, the one that listens for requests among them.</remarks>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        lifetime.StopApplication();
        await Task.Delay(settings.Requests, time, cancellationToken);
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>How long the end takes.</summary>
    /// <param name="Requests">How long requests are still taken after the process was told to stop.</param>
    /// <param name="Whole">After which the process is ended, whatever still waits; see <see cref="EndLimit"/>.</param>
    internal sealed record Settings(TimeSpan Requests, TimeSpan Whole);
}
