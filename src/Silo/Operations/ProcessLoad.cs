using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OrleansCommerce.Silo.Operations;

/// <summary>What this process takes of its machine.</summary>
internal sealed class ProcessLoad(TimeProvider time)
{
    private const int Percent = 100;

    private TimeSpan _usedBefore = Environment.CpuUsage.TotalTime;
    private long _before = time.GetTimestamp();

    /// <summary>Percent of all cores, over the last step.</summary>
    public double CpuPercent { get; private set; }

    /// <summary>When the process started, UTC.</summary>
    public DateTimeOffset StartedAt { get; } = Began();

    /// <summary>Looks again.</summary>
    public void Sample()
    {
        var (used, now) = (Environment.CpuUsage.TotalTime, time.GetTimestamp());
        var elapsed = time.GetElapsedTime(_before, now);
        if (elapsed > TimeSpan.Zero)
        {
            CpuPercent = Math.Clamp((used - _usedBefore) / elapsed / Environment.ProcessorCount * Percent, 0, Percent);
        }

        (_usedBefore, _before) = (used, now);
    }

    /// <summary>Everything, as it is now.</summary>
    public object Read()
    {
        var gc = GC.GetGCMemoryInfo();
        return new
        {
            startedAt = StartedAt,
            cpuPercent = Math.Round(CpuPercent, 1),
            cores = Environment.ProcessorCount,
            workingSetBytes = Environment.WorkingSet,
            heapBytes = gc.HeapSizeBytes,
            memoryLimitBytes = gc.TotalAvailableMemoryBytes,
            memoryLoadBytes = gc.MemoryLoadBytes,
            gcPausePercent = gc.PauseTimePercentage,
            collections = new[] { GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2) },
            threads = ThreadPool.ThreadCount,
            queuedWork = ThreadPool.PendingWorkItemCount,
            lockContentions = Monitor.LockContentionCount,
            runtime = RuntimeInformation.FrameworkDescription,
            system = RuntimeInformation.OSDescription,
            machine = Environment.MachineName,
            processId = Environment.ProcessId,
        };
    }

    private static DateTimeOffset Began()
    {
        using var process = Process.GetCurrentProcess();
        return new DateTimeOffset(process.StartTime);
    }
}
