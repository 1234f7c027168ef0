using System.Buffers;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using OrleansCommerce.Local.GraphQLServer.Execution;

namespace OrleansCommerce.Local.GraphQLServer.Subscriptions;

/// <summary>
/// Writes results as server-sent events, in the "distinct connections" mode of the GraphQL over SSE protocol: <c>next</c>
/// for each result, then <c>complete</c>.
/// </summary>
internal sealed class EventStreamWriter(HttpResponse response, TimeSpan heartbeat, TimeProvider time)
{
    // A reader that stopped reading does not take the last event either.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-cache, no-transform";
        response.Headers["X-Accel-Buffering"] = "no";
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        Put(":\n\n"u8);
        await response.BodyWriter.FlushAsync(cancellationToken);
    }

    /// <summary>Writes every result; comments in between keep the connection open.</summary>
    /// <param name="results">The results, until the channel is complete.</param>
    /// <param name="stopping">Ends the stream early, in good order.</param>
    /// <param name="aborted">The client has gone.</param>
    public async Task RunAsync(ChannelReader<ExecutionResult> results, CancellationToken stopping, CancellationToken aborted)
    {
        var more = results.WaitToReadAsync(stopping).AsTask();
        while (true)
        {
            try
            {
                if (!await more.WaitAsync(heartbeat, time, aborted))
                {
                    break;
                }
            }
            catch (TimeoutException)
            {
                Put(":\n\n"u8);
                await response.BodyWriter.FlushAsync(aborted);
                continue;
            }
            catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
            {
                break;
            }

            while (results.TryRead(out var result))
            {
                Next(result);
                await response.BodyWriter.FlushAsync(aborted);
            }

            more = results.WaitToReadAsync(stopping).AsTask();
        }

        await CompleteAsync(aborted);
    }

    public void Next(ExecutionResult result)
    {
        Put("event: next\ndata: "u8);
        ResultWriter.Write(response.BodyWriter, result);
        Put("\n\n"u8);
    }

    public async Task CompleteAsync(CancellationToken aborted)
    {
        Put("event: complete\ndata:\n\n"u8);
        using var patience = new CancellationTokenSource(Farewell, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, aborted);
        await response.BodyWriter.FlushAsync(either.Token);
    }

    private void Put(ReadOnlySpan<byte> bytes) => response.BodyWriter.Write(bytes);
}
