using System.Text;
using OrleansCommerce.Load.Servers;

namespace OrleansCommerce.Load.Scenarios;

/// <summary>One mutation over HTTP.</summary>
internal static class GraphQLMutation
{
    public const string Path = "/graphql";

    /// <summary>Posts it; the answer is valid until the connection's next.</summary>
    /// <param name="connection">Of the caller.</param>
    /// <param name="document">The mutation, with one variable, <c>input</c>; it must ask for the payload's errors.</param>
    /// <param name="input">The variable, in JSON.</param>
    /// <exception cref="InvalidOperationException">It did not succeed.</exception>
    public static async Task<ReadOnlyMemory<byte>> PostAsync(HttpConnection connection, string document, string input)
    {
        var answer = await connection.PostAsync($$$"""{"query":"{{{document}}}","variables":{"input":{{{input}}}}}""");
        return answer.Span.IndexOf("\"errors\":null"u8) >= 0
            ? answer
            : throw new InvalidOperationException($"Refused: {Encoding.UTF8.GetString(answer.Span)}");
    }

    /// <summary>The first <c>id</c> of an answer.</summary>
    public static string Id(ReadOnlyMemory<byte> answer)
    {
        var label = "\"id\":\""u8;
        var rest = answer.Span[(answer.Span.IndexOf(label) + label.Length)..];
        return Encoding.UTF8.GetString(rest[..rest.IndexOf((byte)'"')]);
    }
}
