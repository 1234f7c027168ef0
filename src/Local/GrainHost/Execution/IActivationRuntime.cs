using Orleans;
using Orleans.Runtime;
using Orleans.Streams;

namespace OrleansCommerce.Local.Execution;

/// <summary>What the public extension methods ask of an activation.</summary>
internal interface IActivationRuntime
{
    IGrainFactory GrainFactory { get; }

    void DelayDeactivation(TimeSpan span);

    IGrainTimer RegisterTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options);

    Task<IGrainReminder> RegisterReminderAsync(string name, TimeSpan dueTime, TimeSpan period);

    Task UnregisterReminderAsync(IGrainReminder reminder);

    Task<IGrainReminder?> GetReminderAsync(string name);

    IStreamProvider GetStreamProvider(string name);
}

internal static class ActivationRuntimeExtensions
{
    public static IActivationRuntime Runtime(this IGrainContext? context) =>
        context as IActivationRuntime
        ?? throw new InvalidOperationException("This grain object was not made by a grain host, so it has no activation.");
}
