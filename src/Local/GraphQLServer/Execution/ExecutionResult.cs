using HotChocolate;

namespace OrleansCommerce.Local.GraphQLServer.Execution;

/// <summary>A response. Without data (not even null) the request was refused before its execution.</summary>
internal sealed record ExecutionResult(ObjectResult? Data, IReadOnlyList<IError> Errors, bool HasData)
{
    public static ExecutionResult Refused(params IReadOnlyList<IError> errors) => new(null, errors, HasData: false);
}
