namespace OrleansCommerce.Journal.Tests;

/// <summary>Runs an action when it is disposed.</summary>
internal sealed class Release(Func<ValueTask> action) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => action();
}
