using System.Diagnostics;
using HotChocolate;
using HotChocolate.Execution;
using Microsoft.Extensions.Logging;

namespace OrleansCommerce.GraphQL.Faults;

/// <summary>
/// Turns what a resolver threw into a top-level error with a code. What is not the caller's to know is logged under the request's
/// correlation id, and only that id is told.
/// </summary>
public sealed partial class FaultFilter(IFaultClassifier classifier, ILogger<FaultFilter> logger) : IErrorFilter
{
    /// <inheritdoc/>
    public IError OnError(IError error)
    {
        // A GraphQLException is an error that a resolver chose to tell.
        if (error.Exception is not { } fault || fault is GraphQLException)
        {
            return error;
        }

        var (code, message) = classifier.Classify(fault) switch
        {
            FaultKind.Busy => (FaultCodes.Busy, "The system is busy and did nothing; try again in a moment."),
            FaultKind.Retry => (FaultCodes.Retry, "The request was overtaken; repeat it with the same operation id."),
            FaultKind.Timeout => (FaultCodes.Timeout, "No answer in time, so the outcome is not known; repeat the request with the same operation id."),
            FaultKind.Moving or FaultKind.Unavailable => (FaultCodes.Unavailable, "A part of the system cannot be reached; try again later with the same operation id."),
            _ => (FaultCodes.Internal, "An internal error occurred."),
        };
        var correlationId = Caller.Current.CorrelationId ?? Activity.Current?.TraceId.ToString() ?? "none";
        if (code == FaultCodes.Internal)
        {
            LogInternal(logger, correlationId, error.Path?.ToString(), fault);
        }
        else
        {
            LogFault(logger, code, correlationId, error.Path?.ToString(), fault.Message);
        }

        return ErrorBuilder.FromError(error)
            .SetMessage(message)
            .SetCode(code)
            .SetExtension("correlationId", correlationId)
            .SetException(null)
            .Build();
    }

    [LoggerMessage(3001, LogLevel.Error, "Request {CorrelationId} failed at {Path}")]
    private static partial void LogInternal(ILogger logger, string correlationId, string? path, Exception fault);

    [LoggerMessage(3002, LogLevel.Warning, "{Code} in request {CorrelationId} at {Path}: {Reason}")]
    private static partial void LogFault(ILogger logger, string code, string correlationId, string? path, string reason);
}
