namespace OrleansCommerce.EndToEnd.Tests;

/// <summary>For lists, which may lag.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Looks until it is so.</summary>
    public static async Task TrueAsync(Func<Task<bool>> isSo, Func<string> message)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await isSo())
        {
            Assert.False(patience.IsCancellationRequested, message());
            await look.WaitForNextTickAsync();
        }
    }
}
