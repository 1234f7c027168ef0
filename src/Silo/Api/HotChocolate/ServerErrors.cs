using HotChocolate;
using HotChocolate.Execution;

namespace OrleansCommerce.Silo;

/// <summary>Gives HotChocolate's own errors the codes that the embedded server gives.</summary>
internal sealed class ServerErrors : IErrorFilter
{
    /// <inheritdoc/>
    public IError OnError(IError error) => Translated(error);

    /// <summary>Translates the errors of a result that was made without the filters.</summary>
    public static void Translate(RequestContext context)
    {
        if (context.Result is OperationResult { Errors: { Count: > 0 } errors } result)
        {
            var invalid = result.ContextData.ContainsKey(ExecutionContextData.ValidationErrors);
            result.Errors = [.. errors.Select(error => Translated(error, invalid ? ServerCodes.ValidationFailed : null))];
        }
    }

    private static IError Translated(IError error, string? otherwise = null)
    {
        // What refuses a socket's operation throws outside of any resolver.
        if (error is { Code: null, Exception: GraphQLException { Errors: [var told] } })
        {
            return told;
        }

        return CodeOf(error) is { } code ? error.WithCode(code) : error.Code is null && otherwise is not null ? error.WithCode(otherwise) : error;
    }

    private static string? CodeOf(IError error) => error.Code switch
    {
        ErrorCodes.Server.SyntaxError or ErrorCodes.Execution.SyntaxError => IsTokenLimit(error) ? ServerCodes.TokenLimitExceeded : ServerCodes.ParseFailed,
        ErrorCodes.Execution.NonNullViolation when error.Path is null => ServerCodes.BadUserInput,
        ErrorCodes.Execution.MustBeInputType or ErrorCodes.Execution.InvalidType => ServerCodes.BadUserInput,
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
