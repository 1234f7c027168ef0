using System.Security.Claims;
using System.Text.Json;
using HotChocolate;
using Microsoft.AspNetCore.Http;
using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Execution;

/// <summary>What a caller sent.</summary>
/// <param name="Query">The document; empty where one of the next two names it.</param>
/// <param name="OperationName">Which of the document's operations.</param>
/// <param name="Variables">A JSON object.</param>
/// <param name="DocumentId">Of a trusted document.</param>
/// <param name="Sha256Hash">Of the document, in hexadecimal: an automatic persisted query.</param>
internal sealed record GraphQLRequest(
    string Query,
    string? OperationName = null,
    JsonElement? Variables = null,
    string? DocumentId = null,
    string? Sha256Hash = null);

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
