using Orleans;
using Orleans.Runtime;
using Orleans.Streams;
using OrleansCommerce.Local.Timers;

namespace OrleansCommerce.Local.Execution;

/// <summary>What the grain's code may ask of its activation.</summary>
internal sealed partial class Activation : IActivationRuntime
{
    // Timers and subscriptions; most activations have none.
    private List<IDisposable>? _attachments;

    /// <inheritdoc/>
    public IGrainFactory GrainFactory => Host;

    /// <inheritdoc/>
    public void DelayDeactivation(TimeSpan span)
    {
        lock (Gate)
        {
            _keepUntil = span <= TimeSpan.Zero ? 0 : Host.Collector.TickAfter(span);
        }
    }

    /// <inheritdoc/>
    public IGrainTimer RegisterTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer(this, callback, options);
        Attach(timer);
        return timer;
    }

    /// <inheritdoc/>
    public Task<IGrainReminder> RegisterReminderAsync(string name, TimeSpan dueTime, TimeSpan period) =>
        typeof(IRemindable).IsAssignableFrom(Class.Type)
            ? Host.Reminders.RegisterAsync(GrainId, name, dueTime, period)
            : throw new InvalidOperationException($"{Class.Type} cannot have reminders: it is not {nameof(IRemindable)}.");

    /// <inheritdoc/>
    public Task UnregisterReminderAsync(IGrainReminder reminder) => Host.Reminders.UnregisterAsync(GrainId, reminder.ReminderName);

    /// <inheritdoc/>
    public Task<IGrainReminder?> GetReminderAsync(string name) => Task.FromResult(Host.Reminders.Find(GrainId, name));

    /// <inheritdoc/>
    public IStreamProvider GetStreamProvider(string name) => Host.GetStreamProvider(name);

    /// <summary>Disposes <paramref name="attachment"/> when the activation ends; at once when it has.</summary>
    public void Attach(IDisposable attachment)
    {
        bool late;
        lock (Gate)
        {
            late = _phase is Phase.Closing or Phase.Ended;
            if (!late)
            {
                (_attachments ??= []).Add(attachment);
            }
        }

        if (late)
        {
            attachment.Dispose();
        }
    }

    /// <summary>Forgets an attachment that was disposed on its own.</summary>
    public void Detach(IDisposable attachment)
    {
        lock (Gate)
        {
            _attachments?.Remove(attachment);
        }
    }

    private void DisposeAttachments()
    {
        List<IDisposable>? attachments;
        lock (Gate)
        {
            attachments = _attachments;
            _attachments = null;
        }

        attachments?.ForEach(attachment => attachment.Dispose());
    }
}
