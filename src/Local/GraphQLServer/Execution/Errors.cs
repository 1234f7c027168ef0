using HotChocolate;
using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Execution;

/// <summary>Makes the errors of the server itself.</summary>
internal static class Errors
{
    public static IError Of(string message, string code) => ErrorBuilder.New().SetMessage(message).SetCode(code).Build();

    public static IError At(SyntaxNode node, string message, string code) => At(node.Location, message, code);

    public static IError Syntax(SyntaxException fault) => At(
        fault.Location,
        fault.Message,
        fault is TokenLimitException ? ErrorCode.TokenLimitExceeded : ErrorCode.ParseFailed);

    /// <summary>A part of the document is beyond a limit.</summary>
    public static IError Beyond(string code, int limit, string message, SyntaxNode node) =>
        ErrorBuilder.New().SetMessage(message).SetCode(code).SetExtension("limit", limit).AddLocation(node.Location).Build();

    public static IError Invalid(string rule, string message, IEnumerable<SyntaxNode> nodes)
    {
        var builder = ErrorBuilder.New().SetMessage(message).SetCode(ErrorCode.ValidationFailed).SetExtension("rule", rule);
        foreach (var node in nodes)
        {
            builder.AddLocation(node.Location);
        }

        return builder.Build();
    }

    private static IError At(Location location, string message, string code) =>
        ErrorBuilder.New().SetMessage(message).SetCode(code).AddLocation(location).Build();
}
