using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OrleansCommerce.Local.GraphQLServer.Building;
using OrleansCommerce.Local.GraphQLServer.Execution;
using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Sockets;
using OrleansCommerce.Local.GraphQLServer.Subscriptions;

namespace OrleansCommerce.Local.GraphQLServer.Http;

/// <summary>Answers HTTP requests, as the GraphQL over HTTP draft says.</summary>
internal sealed partial class GraphQLEndpoint(
    GraphQLServerSetup setup,
    RequestExecutorProvider executors,
    EventStreamHandler streams,
    SocketHandler sockets,
    ILogger<GraphQLEndpoint> logger)
{

    public async Task HandleAsync(HttpContext http)
    {
        if (HttpMethods.IsGet(http.Request.Method) && !http.WebSockets.IsWebSocketRequest && await ServeSchemaAsync(http))
        {
            return;
        }

        var format = AcceptHeader.Choose(http.Request.Headers.Accept);
        try
        {
            await (http.WebSockets.IsWebSocketRequest ? sockets.HandleAsync(http) : AnswerAsync(http, format));
        }
        catch (HttpFault fault)
        {
            await JsonResponses.RefuseAsync(http.Response, fault.Status, AcceptHeader.MediaType(format), fault.Message, fault.Code);
        }
        catch (BadHttpRequestException fault)
        {
            // The server's own limits, or a client that broke off in the middle of its body.
            var code = fault.StatusCode == StatusCodes.Status413PayloadTooLarge ? ErrorCode.PayloadTooLarge : ErrorCode.BadRequest;
            await JsonResponses.RefuseAsync(http.Response, fault.StatusCode, AcceptHeader.MediaType(format), "The body cannot be read.", code);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer.
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            RequestFailed(logger, fault);
            await JsonResponses.RefuseAsync(
                http.Response,
                StatusCodes.Status500InternalServerError,
                AcceptHeader.MediaType(format),
                "The server failed.",
                ErrorCode.InternalError);
        }
    }

    private async Task AnswerAsync(HttpContext http, ResponseFormat format)
    {
        if (format == ResponseFormat.None)
        {
            throw new HttpFault(
                StatusCodes.Status406NotAcceptable,
                "Accept must allow application/graphql-response+json, application/json or text/event-stream.",
                ErrorCode.NotAcceptable);
        }

        if (HttpMethods.IsGet(http.Request.Method))
        {
            await ExecuteAsync(http, format, RequestReader.FromQueryString(http.Request.Query));
        }
        else if (HttpMethods.IsPost(http.Request.Method))
        {
            using var body = await RequestReader.BodyAsync(http.Request, setup.Limits.MaxBodyBytes);
            if (body.RootElement.ValueKind == JsonValueKind.Array)
            {
                await ExecuteBatchAsync(http, format, body.RootElement);
            }
            else
            {
                await ExecuteAsync(http, format, RequestReader.FromJson(body.RootElement));
            }
        }
        else
        {
            throw NotAllowed(http, "GET, POST", "GraphQL is asked by GET or POST.");
        }
    }

    private async Task ExecuteAsync(HttpContext http, ResponseFormat format, GraphQLRequest request)
    {
        var prepared = executors.Executor.Prepare(request);
        if (HttpMethods.IsGet(http.Request.Method) && prepared.OperationType == OperationType.Mutation)
        {
            throw NotAllowed(http, "POST", "A mutation is sent by POST.");
        }

        if (format == ResponseFormat.EventStream && prepared.Plan is not null)
        {
            await streams.HandleAsync(http, executors.Executor, prepared);
            return;
        }

        var result = await ResultAsync(http, prepared);
        var refused = !result.HasData && format != ResponseFormat.Json;
        var status = refused ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
        await JsonResponses.SendAsync(http.Response, status, AcceptHeader.MediaType(format), result);
    }

    private async Task ExecuteBatchAsync(HttpContext http, ResponseFormat format, JsonElement body)
    {
        var length = body.GetArrayLength();
        if (length > setup.Limits.MaxBatchSize)
        {
            throw new HttpFault(
                StatusCodes.Status400BadRequest,
                setup.Limits.MaxBatchSize == 0
                    ? "The body must be a JSON object: batches are turned off."
                    : $"The batch has {length} requests; {setup.Limits.MaxBatchSize} is the most.",
                ErrorCode.BatchLimitExceeded);
        }

        if (length == 0 || format == ResponseFormat.EventStream)
        {
            throw new HttpFault(
                StatusCodes.Status400BadRequest,
                "A batch has at least one request, and is not answered by an event stream.",
                ErrorCode.BadRequest);
        }

        var results = new List<ExecutionResult>(length);
        foreach (var request in body.EnumerateArray().Select(RequestReader.FromJson).ToList())
        {
            results.Add(await ResultAsync(http, executors.Executor.Prepare(request)));
        }

        await JsonResponses.SendAsync(http.Response, AcceptHeader.MediaType(format), results);
    }

    private async Task<ExecutionResult> ResultAsync(HttpContext http, PreparedRequest prepared)
    {
        if (prepared.OperationType == OperationType.Subscription)
        {
            return ExecutionResult.Refused(Errors.Of(
                "A subscription needs a stream: send Accept: text/event-stream.",
                ErrorCode.BadRequest));
        }

        var origin = new RequestOrigin(http.RequestServices, http.User, http);
        return await executors.Executor.ExecuteAsync(prepared, origin, http.RequestAborted);
    }

    private async Task<bool> ServeSchemaAsync(HttpContext http)
    {
        if (!http.Request.Query.ContainsKey("sdl") || !setup.AllowIntrospection)
        {
            return false;
        }

        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync(executors.Executor.Schema.ToString(), http.RequestAborted);
        return true;
    }

    private static HttpFault NotAllowed(HttpContext http, string allow, string message)
    {
        http.Response.Headers.Allow = allow;
        return new HttpFault(StatusCodes.Status405MethodNotAllowed, message, ErrorCode.MethodNotAllowed);
    }

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "A GraphQL request failed outside its resolvers")]
    private static partial void RequestFailed(ILogger logger, Exception fault);
}
