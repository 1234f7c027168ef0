using Microsoft.Extensions.DependencyInjection;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Silo.Tests;

/// <summary>Holds the one writer of a silo's SQLite file: what is to be committed waits until this is disposed.</summary>
internal sealed class HeldWriter : IAsyncDisposable
{
    private readonly TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _writing = Task.CompletedTask;

    private HeldWriter()
    {
    }

    /// <summary>Holds it from when this is done.</summary>
    public static async Task<HeldWriter> HoldAsync(IServiceProvider services)
    {
        var held = new HeldWriter();
        held._writing = services.GetRequiredService<IDatabase>().WriteAsync(async (_, _, _) =>
        {
            held._taken.SetResult();
            await held._end.Task;
            return 0;
        });
        await held._taken.Task;
        return held;
    }

    public async ValueTask DisposeAsync()
    {
        _end.SetResult();
        await _writing;
    }
}
