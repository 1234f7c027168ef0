using HotChocolate;
using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Execution;

/// <summary>Makes the errors of the server itself.</summary>
internal static class Errors
{
    public static IError Of(string message, string code) => ErrorBuilder.New().SetMessage(message).SetCode(code).Build();

    public static IError At(SyntaxNode node, string message, string code) =>
        ErrorBuilder.New().SetMessage(message).SetCode(code).AddLocation(node.Location).Build();

    public static IError Syntax(SyntaxException fault) =>
        ErrorBuilder.New().SetMessage(fault.Message).SetCode(ErrorCode.ParseFailed).AddLocation(fault.Location).Build();

    public static IError Invalid(string rule, string message, IEnumerable<SyntaxNode> nodes)
    {
        var builder = ErrorBuilder.New().SetMessage(message).SetCode(ErrorCode.ValidationFailed).SetExtension("rule", rule);
        foreach (var node in nodes)
        {
            builder.AddLocation(node.Location);
        }

        return builder.Build();
    }
}
