using Microsoft.Extensions.Logging;

namespace OrleansCommerce.Local;

/// <summary>What the host logs: no keys of grains, since a key may be a person's.</summary>
internal sealed partial class GrainHostLog(ILogger logger)
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(1, LogLevel.Warning, "A {GrainType} failed to activate; its waiting calls fail, the next call tries afresh.")]
    public partial void ActivationFailed(Exception exception, string grainType);

    [LoggerMessage(2, LogLevel.Warning, "A {GrainType} failed in its deactivation; it ended all the same.")]
    public partial void DeactivationFailed(Exception exception, string grainType);

    [LoggerMessage(3, LogLevel.Error, "A timer of a {GrainType} threw; it ticks on.")]
    public partial void TimerFailed(Exception exception, string grainType);

    [LoggerMessage(4, LogLevel.Warning, "A {GrainType} failed to take its reminder {Reminder}; it comes again in its period.")]
    public partial void ReminderFailed(Exception exception, string grainType, string reminder);

    [LoggerMessage(5, LogLevel.Error, "A subscriber of a stream in {StreamNamespace} threw; it gets the next item all the same.")]
    public partial void SubscriberFailed(Exception exception, string? streamNamespace);

    [LoggerMessage(6, LogLevel.Information, "The grain host has started with {GrainClasses} grain classes.")]
    public partial void Started(int grainClasses);

    [LoggerMessage(7, LogLevel.Warning, "Calls were still running when the drain timeout of {Seconds} s was over.")]
    public partial void DrainTimedOut(double seconds);

    [LoggerMessage(8, LogLevel.Information, "The grain host has stopped.")]
    public partial void Stopped();
}
