using HotChocolate;
using HotChocolate.Execution;
using HotChocolate.Execution.Options;
using Microsoft.Extensions.Logging;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Execution;

/// <summary>Gathers the errors of an execution; what an unknown exception says stays on the server.</summary>
internal sealed partial class FieldErrors(
    IReadOnlyList<IErrorFilter> filters,
    RequestExecutorOptions options,
    int limit,
    ILogger logger)
{
    private List<IError>? _errors;

    public IReadOnlyList<IError> All => _errors ?? [];

    public void Add(Exception fault, ResultNode? node, int index)
    {
        foreach (var error in Describe(fault))
        {
            Add(error, node, index);
        }
    }

    public void AddNull(ResultNode node, int index) => Add(
        ErrorBuilder.New()
            .SetMessage("Cannot return null for non-nullable field.")
            .SetCode(ErrorCode.InternalError)
            .SetException(new InvalidOperationException("A resolver gave null for a type that is never null."))
            .Build(),
        node,
        index);

    private void Add(IError error, ResultNode? node, int index)
    {
        if (_errors?.Count >= limit)
        {
            return;
        }

        var placed = node is null ? error : Place(error, node, index);
        var shown = filters.Aggregate(placed, (current, filter) => filter.OnError(current));
        if (shown is { Exception: { } fault, Code: ErrorCode.InternalError })
        {
            ResolverFailed(logger, fault, placed.Path?.ToString() ?? "a source stream");
        }

        (_errors ??= []).Add(shown.WithException(null));
    }

    private IEnumerable<IError> Describe(Exception fault)
    {
        switch (fault)
        {
            case GraphQLException { Errors.Count: > 0 } known:
                return known.Errors.Select(e => ErrorBuilder.FromError(e).SetException(fault).Build());
            case CoercionException misfit:
                var unfit = ErrorBuilder.New().SetMessage(misfit.Message).SetCode(ErrorCode.BadUserInput);
                return [misfit.Location is { } location ? unfit.AddLocation(location).Build() : unfit.Build()];
            default:
                var unknown = ErrorBuilder.New()
                    .SetMessage("Unexpected Execution Error")
                    .SetCode(ErrorCode.InternalError)
                    .SetException(fault);
                return [options.IncludeExceptionDetails ? unknown.SetExtension("message", fault.Message).Build() : unknown.Build()];
        }
    }

    private static IError Place(IError error, ResultNode node, int index)
    {
        var builder = ErrorBuilder.FromError(error);
        if (error.Path is null)
        {
            builder.SetPath(node.PathOf(index));
        }

        var at = node;
        var place = index;
        while (at is not ObjectResult)
        {
            place = at.Index;
            at = at.Parent!;
        }

        foreach (var field in error.Locations is null ? ((ObjectResult)at).SelectionSet.Selections[place].Nodes : [])
        {
            builder.AddLocation(field.Location);
        }

        return builder.Build();
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "The resolver of {Path} failed")]
    private static partial void ResolverFailed(ILogger logger, Exception fault, string path);
}
