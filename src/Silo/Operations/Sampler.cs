namespace OrleansCommerce.Silo.Operations;

/// <summary>Ends the steps of the measurements in time.</summary>
internal sealed class Sampler(Measurements measurements, ProcessLoad load, TimeProvider time) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Measurements.Step, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                measurements.EndStep();
                load.Sample();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }
}
