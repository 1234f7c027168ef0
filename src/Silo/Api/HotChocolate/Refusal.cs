using System.Collections.Immutable;
using HotChocolate;
using HotChocolate.Execution;

namespace OrleansCommerce.Silo;

/// <summary>Answers of requests that are not executed.</summary>
internal static class Refusal
{
    /// <summary>Answers with one error.</summary>
    public static void Refuse(this RequestContext context, string code, string message) =>
        context.Refuse(StatusCodes.Status400BadRequest, code, message);

    /// <summary>Answers with one error, and a status of its own.</summary>
    public static void Refuse(this RequestContext context, int status, string code, string message) =>
        context.Refuse(status, ErrorBuilder.New().SetMessage(message).SetCode(code));

    /// <summary>Answers with one error, which tells the limit.</summary>
    public static void Refuse(this RequestContext context, string code, string message, int limit) =>
        context.Refuse(StatusCodes.Status400BadRequest, ErrorBuilder.New().SetMessage(message).SetCode(code).SetExtension("limit", limit));

    /// <summary>Answers with one error, before HotChocolate has looked at the request.</summary>
    public static Task RefuseAsync(this HttpResponse response, int status, string code, string message)
    {
        response.StatusCode = status;
        return response.WriteAsJsonAsync(ErrorBody.Of(code, message));
    }

    // As for a document that is not valid, the status says that nothing was executed.
    private static void Refuse(this RequestContext context, int status, ErrorBuilder error) => context.Result = new OperationResult([error.Build()])
    {
        ContextData = ImmutableDictionary<string, object?>.Empty.Add(ExecutionContextData.HttpStatusCode, status),
    };
}
