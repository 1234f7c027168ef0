using HotChocolate.AspNetCore.Subscriptions;
using HotChocolate.Execution;
using HotChocolate.Language;

namespace OrleansCommerce.Silo;

/// <summary>
/// A subscription of a socket whose events could not be followed. The answer is a result, as the reference implementation gives it;
/// HotChocolate would answer as if the operation had not been valid.
/// </summary>
internal static class FailedSubscription
{
    /// <summary>Answers with a stream that has the one result.</summary>
    public static void AnswerWithResult(RequestContext context)
    {
        if (context.Result is OperationResult { Data: null } failure
            && context.ContextData.ContainsKey(nameof(ISocketSession))
            && context.TryGetOperation(out var operation)
            && operation.Kind == OperationType.Subscription)
        {
            context.Result = new ResponseStream(() => new[] { failure }.ToAsyncEnumerable());
        }
    }
}
