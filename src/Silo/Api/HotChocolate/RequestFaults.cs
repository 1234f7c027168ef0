using HotChocolate;
using HotChocolate.Execution;

namespace OrleansCommerce.Silo;

/// <summary>
/// Answers a request of which no operation can be executed: it names none, or its variables are not what the operation takes. HotChocolate
/// throws then, in places with the cause in it, and what is the client's fault would be logged and answered as one of ours.
/// </summary>
internal static class RequestFaults
{
    /// <summary>Executes the request, or says what is wrong with it.</summary>
    public static async ValueTask InvokeAsync(RequestContext context, HotChocolate.Execution.RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (GraphQLException fault) when (!context.TryGetOperation(out _))
        {
            Refuse(context, fault, ServerCodes.OperationResolutionFailed);
        }
        catch (GraphQLException fault) when (context.VariableValues.Length == 0)
        {
            Refuse(context, fault, ServerCodes.BadUserInput);
        }
    }

    // Nothing was executed, so no error is at a field.
    private static void Refuse(RequestContext context, GraphQLException fault, string code) => context.Result = new OperationResult(
        [.. fault.Errors.Select(error => ErrorBuilder.FromError(error).SetCode(code).SetPath(null).SetException(null).Build())]);
}
