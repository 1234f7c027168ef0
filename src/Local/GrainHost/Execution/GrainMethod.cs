using System.Reflection;
using Orleans;
using Orleans.Concurrency;

namespace OrleansCommerce.Local.Execution;

/// <summary>What the attributes of a grain interface's method say.</summary>
internal sealed class GrainMethod
{
    public GrainMethod(MethodInfo method)
    {
        Name = $"{method.DeclaringType!.Name}.{method.Name}";
        AlwaysInterleave = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        ReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        OneWay = method.IsDefined(typeof(OneWayAttribute));
        Timeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
    }

    private GrainMethod(string name, bool alwaysInterleave, TimeSpan? timeout)
    {
        Name = name;
        AlwaysInterleave = alwaysInterleave;
        Timeout = timeout;
    }

    /// <summary>A timer's tick that waits its turn as a call does. It has no caller whose patience could end.</summary>
    public static GrainMethod TimerTick { get; } = new("timer", alwaysInterleave: false, System.Threading.Timeout.InfiniteTimeSpan);

    /// <summary>A timer's tick that interleaves.</summary>
    public static GrainMethod InterleavingTimerTick { get; } = new("timer", alwaysInterleave: true, System.Threading.Timeout.InfiniteTimeSpan);

    /// <summary>An item of a stream for a subscribed grain.</summary>
    public static GrainMethod StreamItem { get; } = new("stream", alwaysInterleave: false, System.Threading.Timeout.InfiniteTimeSpan);

    /// <summary>A reminder's tick.</summary>
    public static GrainMethod ReminderTick { get; } = new("IRemindable.ReceiveReminder", alwaysInterleave: false, timeout: null);

    public string Name { get; }

    public bool AlwaysInterleave { get; }

    public bool ReadOnly { get; }

    public bool OneWay { get; }

    /// <summary>The caller's patience: null for the host's default, infinite for calls without a caller.</summary>
    public TimeSpan? Timeout { get; }
}
