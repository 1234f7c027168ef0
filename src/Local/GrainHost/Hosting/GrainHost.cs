using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Runtime;
using Orleans.Streams;
using OrleansCommerce.Local.Execution;
using OrleansCommerce.Local.Proxies;
using OrleansCommerce.Local.Reminders;
using OrleansCommerce.Local.Streams;

namespace OrleansCommerce.Local;

/// <summary>
/// Grains in this process. It is also their client. Several hosts may live in one process; they share nothing.
/// Calls work from construction on, reminders after <see cref="StartAsync"/>.
/// </summary>
public sealed partial class GrainHost : IClusterClient, IDisposable
{
    private readonly GrainCatalog _catalog;
    private readonly ConcurrentDictionary<string, InProcessStreams> _streams = new(StringComparer.Ordinal);
    private readonly int _streamQueueLength;
    private readonly TimeSpan _drainTimeout;
    private long _activationNumber;

    /// <summary>Makes a host; grains of <see cref="GrainHostOptions.GrainAssemblies"/> can be called at once.</summary>
    /// <param name="services">What grain classes are constructed from: singletons and transients.</param>
    /// <param name="options">Read once; later changes have no effect.</param>
    /// <exception cref="InvalidOperationException">An option is out of its range, or two grain classes have the same grain type.</exception>
    public GrainHost(IServiceProvider services, GrainHostOptions options)
    {
        options.Validate();
        ServiceProvider = services;
        Time = options.TimeProvider ?? services.GetService<TimeProvider>() ?? TimeProvider.System;
        Scheduler = options.Scheduler ?? new ThreadPoolScheduler();
        MaxTurnsPerSlice = options.MaxTurnsPerSlice;
        MaxQueuedCalls = options.MaxQueuedCalls;
        CallTimeout = options.CallTimeout;
        ActivationTimeout = options.ActivationTimeout;
        DeactivationTimeout = options.DeactivationTimeout;
        _drainTimeout = options.DrainTimeout;
        _streamQueueLength = options.StreamQueueLength;
        Log = new GrainHostLog(services.GetService<ILoggerFactory>()?.CreateLogger<GrainHost>() ?? NullLogger<GrainHost>.Instance);
        System = new TurnScheduler(this);
        _catalog = new GrainCatalog(this, options.GrainAssemblies);
        Metrics = new GrainHostMetrics(this, Time);
        Sweep = new TimeoutSweep(this, options.TimeoutResolution, options.CallTimeout);
        Collector = new IdleCollector(this, options.CollectionQuantum, options.CollectionAge);
        Reminders = new ReminderService(
            this,
            options.ReminderStore ?? services.GetService<IReminderStore>() ?? new InMemoryReminderStore(),
            options.MinimumReminderPeriod,
            options.MaxRemindersInFlight);
    }

    /// <summary>The services that grains are made from.</summary>
    public IServiceProvider ServiceProvider { get; }

    internal TimeProvider Time { get; }

    internal IGrainScheduler Scheduler { get; }

    internal int MaxTurnsPerSlice { get; }

    internal int MaxQueuedCalls { get; }

    internal TimeSpan CallTimeout { get; }

    internal TimeSpan ActivationTimeout { get; }

    internal TimeSpan DeactivationTimeout { get; }

    internal GrainHostLog Log { get; }

    internal GrainHostMetrics Metrics { get; }

    /// <summary>Turns for the host's own work, which runs even when the host was killed.</summary>
    internal TurnScheduler System { get; }

    internal TimeoutSweep Sweep { get; }

    internal IdleCollector Collector { get; }

    internal ReminderService Reminders { get; }

    /// <inheritdoc/>
    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrEmpty(primaryKey);
        var grainClass = _catalog.Find(typeof(TGrainInterface), grainClassNamePrefix);
        return (TGrainInterface)(object)GrainProxies<TGrainInterface>.Make(this, grainClass, primaryKey);
    }

    /// <summary>The stream provider of that name; any name will do.</summary>
    public IStreamProvider GetStreamProvider(string name) =>
        _streams.GetOrAdd(name, static (name, host) => new InProcessStreams(host, name, host._streamQueueLength), this);

    /// <summary>What is in memory, by grain type, for those types that have activations.</summary>
    public IReadOnlyList<GrainTypeStatus> GetActivations() =>
    [
        .. _catalog.Classes
            .Select(grainClass => (grainClass.Name, Live: grainClass.Directory.Where(entry => entry.Value.IsLive).Select(entry => entry.Value).ToList()))
            .Where(type => type.Live.Count > 0)
            .Select(type => new GrainTypeStatus(
                type.Name,
                type.Live.Count,
                type.Live.Sum(static activation => activation.WaitingCount),
                type.Live.Sum(static activation => activation.RunningCount),
                type.Live.Count(static activation => activation.IsRecent))),
    ];

    /// <summary>How far back a use counts as recent, at most: it is noted in quanta of the collection, this one and the one before.</summary>
    public TimeSpan RecentUse => Collector.Quantum * 2;

    /// <summary>Whether a grain is in memory. Asking does not activate it.</summary>
    public bool IsActive(GrainId grainId) =>
        _catalog.FindByName(grainId.Type.ToString()) is { } grainClass
        && grainClass.Directory.TryGetValue(grainId.Key.ToString(), out var activation)
        && activation.IsLive;

    /// <summary>Ends a grain's activation once its running calls are done; the next call makes a new one.</summary>
    /// <param name="grainId">Which grain.</param>
    /// <param name="cancellationToken">Ends the wait, not the deactivation.</param>
    /// <returns>False when the grain is not in memory.</returns>
    public async Task<bool> DeactivateAsync(GrainId grainId, CancellationToken cancellationToken = default)
    {
        if (_catalog.FindByName(grainId.Type.ToString()) is not { } grainClass
            || !grainClass.Directory.TryGetValue(grainId.Key.ToString(), out var activation)
            || !activation.IsLive)
        {
            return false;
        }

        activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "An operator asked for it."), cancellationToken);
        await activation.Deactivated.WaitAsync(cancellationToken);
        return true;
    }

    // A web server makes an activity for each request even when nobody listens: to hand that on would cost every turn a context of its own.
    private static Activity? Traced() => Activity.Current is { } trace && trace.Source.HasListeners() ? trace : null;

    internal long NextActivationNumber() => Interlocked.Increment(ref _activationNumber);

    /// <summary>Puts a call on its way. It fails rather than throws.</summary>
    internal void Send(GrainCall call, GrainClass grainClass, string key, ref Activation? target)
    {
        if (Refuses())
        {
            call.Fail(Unavailable());
            return;
        }

        call.Context = RequestContext.Current;
        call.Trace = Traced();
        call.Deadline = Sweep.DeadlineOf(call.Method);
        Metrics.CallSent(call);
        if (target is not null && target.TryEnqueue(call))
        {
            return;
        }

        while (true)
        {
            var found = grainClass.Find(key);
            if (found.TryEnqueue(call))
            {
                target = found;
                return;
            }

            if (IsKilled)
            {
                call.Fail(Unavailable());
                return;
            }

            grainClass.Directory.TryRemove(KeyValuePair.Create(key, found));
        }
    }

    internal Task SendReminderAsync(GrainId grain, string name, TickStatus status)
    {
        var grainClass = _catalog.FindByName(grain.Type.ToString())
            ?? throw new InvalidOperationException($"There is no grain type '{grain.Type}' any more.");
        var call = new HostCall(
            GrainMethod.ReminderTick, target => ((IRemindable)target).ReceiveReminder(name, status), keepsAlive: true, diesWithActivation: false);
        Activation? target = null;
        Send(call, grainClass, grain.Key.ToString(), ref target);
        return call.Task;
    }

    /// <summary>A timer of the host's clock, without the ambient values of who makes it.</summary>
    internal ITimer StartTimer(TimeSpan dueTime, Action due)
    {
        using (Flow.Suppress())
        {
            return Time.CreateTimer(static state => ((Action)state!)(), due, dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    private sealed class ThreadPoolScheduler : IGrainScheduler
    {
        public void Schedule(IThreadPoolWorkItem work) => ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: true);
    }
}
