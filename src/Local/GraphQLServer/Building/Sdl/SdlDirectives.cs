using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Building.Sdl;

/// <summary>Reads the directives of the specification off definitions.</summary>
internal static class SdlDirectives
{
    public static string? DeprecationReason(IReadOnlyList<DirectiveNode> directives) =>
        directives.Any(d => d.Name == "deprecated") ? Text(directives, "deprecated", "reason") ?? SpecifiedDirectives.NoReason : null;

    public static string? Text(IReadOnlyList<DirectiveNode> directives, string directive, string argument) => directives
        .Where(d => d.Name == directive)
        .SelectMany(d => d.Arguments)
        .Where(a => a.Name == argument)
        .Select(a => (a.Value as StringValueNode)?.Value)
        .FirstOrDefault();
}
