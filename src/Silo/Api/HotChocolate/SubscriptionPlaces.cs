using HotChocolate.AspNetCore.Subscriptions;
using HotChocolate.Execution;
using HotChocolate.Language;

namespace OrleansCommerce.Silo;

/// <summary>
/// Counts open subscriptions, of the host and of each connection, and refuses those beyond the limits. For a socket, its queries
/// and mutations count while they run.
/// </summary>
internal sealed class SubscriptionPlaces(GraphQLLimits limits)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _byConnection = new(StringComparer.Ordinal);
    private int _open;

    /// <summary>Executes the request if there is a place for it.</summary>
    public async ValueTask InvokeAsync(RequestContext context, HotChocolate.Execution.RequestDelegate next)
    {
        if (!NeedsPlace(context))
        {
            await next(context);
            return;
        }

        var connection = context.Features.Get<HttpContext>()?.Connection.Id ?? string.Empty;
        if (Take(connection) is { } refusal)
        {
            context.Refuse(ServerCodes.TooManySubscriptions, refusal);
            return;
        }

        var keeps = false;
        try
        {
            await next(context);
            if (context.Result is IResponseStream events)
            {
                events.RegisterForCleanup(() =>
                {
                    Free(connection);
                    return ValueTask.CompletedTask;
                });
                keeps = true;
            }
        }
        finally
        {
            if (!keeps)
            {
                Free(connection);
            }
        }
    }

    private static bool NeedsPlace(RequestContext context) =>
        context.ContextData.ContainsKey(nameof(ISocketSession))
        || (context.TryGetOperation(out var operation) && operation.Kind == OperationType.Subscription);

    /// <summary>Why there is no place; null when one was taken.</summary>
    private string? Take(string connection)
    {
        lock (_gate)
        {
            var open = _byConnection.GetValueOrDefault(connection);
            if (open >= limits.MaxSubscriptionsPerConnection)
            {
                return $"The connection has {limits.MaxSubscriptionsPerConnection} open subscriptions, and that is the most: complete one first.";
            }

            if (_open >= limits.MaxSubscriptions)
            {
                return "The host has as many open subscriptions as it may have: try again later.";
            }

            _byConnection[connection] = open + 1;
            _open++;
            return null;
        }
    }

    private void Free(string connection)
    {
        lock (_gate)
        {
            _open--;
            if (--_byConnection[connection] == 0)
            {
                _byConnection.Remove(connection);
            }
        }
    }
}
