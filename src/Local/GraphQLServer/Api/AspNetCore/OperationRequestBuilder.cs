using System.Security.Claims;

namespace HotChocolate.Execution;

/// <summary>A request that is about to be executed.</summary>
public sealed class OperationRequestBuilder
{
    internal OperationRequestBuilder()
    {
    }

    internal ClaimsPrincipal User { get; private set; } = new();

    /// <summary>Who asks.</summary>
    public OperationRequestBuilder SetUser(ClaimsPrincipal user)
    {
        User = user;
        return this;
    }
}
