using System.Security.Claims;
using System.Text.Json;
using HotChocolate;
using Microsoft.AspNetCore.Http;
using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Execution;

/// <summary>What a caller sent.</summary>
internal sealed record GraphQLRequest(string Query, string? OperationName = null, JsonElement? Variables = null);

/// <summary>Where a request comes from.</summary>
internal sealed record RequestOrigin(IServiceProvider Services, ClaimsPrincipal User, HttpContext? Http = null);

/// <summary>A request that can be executed, or the reasons why it cannot.</summary>
internal sealed record PreparedRequest(
    OperationPlan? Plan,
    IReadOnlyDictionary<string, object?> Variables,
    IReadOnlyList<IError> Errors)
{
    public OperationType? OperationType => Plan?.Operation.Type;
}
