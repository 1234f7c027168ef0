using System.Text;

namespace OrleansCommerce.Replay;

/// <summary>One document that asks for the same field many times, each with a variable of its own.</summary>
internal static class Batch
{
    /// <summary>Such as <c>query($v0: ID! $v1: ID! ) { f0: order(id: $v0) { id } f1: order(id: $v1) { id } }</c>.</summary>
    /// <param name="operation"><c>query</c> or <c>mutation</c>; GraphQL runs the fields of a mutation one after the other.</param>
    /// <param name="variableType">The type of every variable.</param>
    /// <param name="count">How many times.</param>
    /// <param name="field">The field and its selection, for the variable with the given name.</param>
    public static string Document(string operation, string variableType, int count, Func<string, string> field)
    {
        var document = new StringBuilder(operation).Append('(');
        for (var index = 0; index < count; index++)
        {
            document.Append($"${Variable(index)}: {variableType} ");
        }

        document.Append(") {");
        for (var index = 0; index < count; index++)
        {
            document.Append($" {Field(index)}: {field($"${Variable(index)}")}");
        }

        return document.Append(" }").ToString();
    }

    /// <summary>The name of a variable.</summary>
    public static string Variable(int index) => $"v{index}";

    /// <summary>The name of an answer.</summary>
    public static string Field(int index) => $"f{index}";
}
