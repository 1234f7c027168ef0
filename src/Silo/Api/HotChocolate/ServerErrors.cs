using HotChocolate;
using HotChocolate.Execution;
using HotChocolate.Language;

namespace OrleansCommerce.Silo;

/// <summary>Gives HotChocolate's own errors the codes that the embedded server gives.</summary>
internal sealed class ServerErrors : IErrorFilter
{
    /// <summary>Adds it before all other filters: to these, every error with a cause is a fault of ours.</summary>
    public static void AddFirst(IServiceCollection services) => services.Insert(0, ServiceDescriptor.Singleton<IErrorFilter, ServerErrors>());

    /// <inheritdoc/>
    public IError OnError(IError error) => Translated(error);

    /// <summary>Translates the errors of a result that was made without the filters.</summary>
    public static void Translate(RequestContext context)
    {
        if (context.Result is not OperationResult { Errors: { Count: > 0 } errors } result)
        {
            return;
        }

        if (result.ContextData.ContainsKey(ExecutionContextData.OperationNotAllowed))
        {
            RefuseKind(context);
            return;
        }

        var invalid = result.ContextData.ContainsKey(ExecutionContextData.ValidationErrors);
        result.Errors = [.. errors.Select(error => Translated(error, invalid ? ServerCodes.ValidationFailed : null))];
    }

    private static void RefuseKind(RequestContext context)
    {
        if (context.TryGetOperation(out var operation) && operation.Kind == OperationType.Mutation)
        {
            context.Features.Get<HttpContext>()?.Response.Headers.Allow = HttpMethods.Post;
            context.Refuse(StatusCodes.Status405MethodNotAllowed, ServerCodes.MethodNotAllowed, "A mutation is sent by POST.");
        }
        else
        {
            context.Refuse(ServerCodes.BadRequest, "A subscription needs a stream: send Accept: text/event-stream.");
        }
    }

    private static IError Translated(IError error, string? otherwise = null)
    {
        // What refuses a socket's operation throws outside of any resolver.
        if (error is { Code: null, Exception: GraphQLException { Errors: [var told] } })
        {
            return told;
        }

        return CodeOf(error) is { } code
            ? ErrorBuilder.FromError(error).SetCode(code).SetException(null).Build()
            : error.Code is null && otherwise is not null ? error.WithCode(otherwise) : error;
    }

    private static string? CodeOf(IError error) => error.Code switch
    {
        ErrorCodes.Server.SyntaxError or ErrorCodes.Execution.SyntaxError => IsTokenLimit(error) ? ServerCodes.TokenLimitExceeded : ServerCodes.ParseFailed,
        ErrorCodes.Execution.Timeout => ServerCodes.Timeout,
        ErrorCodes.Validation.IntrospectionNotAllowed => ServerCodes.IntrospectionDisabled,
        ErrorCodes.Server.MaxRequestSize => ServerCodes.PayloadTooLarge,
        ErrorCodes.Server.RequestInvalid or ErrorCodes.Server.QueryAndIdMissing or ErrorCodes.Server.UnexpectedRequestParserError => ServerCodes.BadRequest,
        ErrorCodes.Server.NoSupportedAcceptMediaType or ErrorCodes.Server.InvalidAcceptHeaderValue => ServerCodes.NotAcceptable,
        _ => null,
    };

    // The parser's own words are all that tells its limits from other faults of a document.
    private static bool IsTokenLimit(IError error) => error.Message.Contains(" tokens.", StringComparison.Ordinal);
}
