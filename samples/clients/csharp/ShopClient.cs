using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace OrleansCommerce.Samples.Client;

/// <summary>
/// Sends the documents of the folder <c>operations</c>, and reads the answers as the generated types. They are those of the whole
/// schema: a field that a document does not select is null, 0 or false.
/// </summary>
internal sealed class ShopClient(HttpClient http)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        AllowOutOfOrderMetadataProperties = true,
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { ByTypeName } },
    };

    /// <summary>Asks.</summary>
    /// <param name="operation">The name of the document.</param>
    /// <param name="variables">An object with its variables.</param>
    /// <exception cref="FaultException">The request was not carried out.</exception>
    public Task<Types.Query> AskAsync(string operation, object variables) => SendAsync<Types.Query>(operation, variables);

    /// <summary>Changes; what is refused is in the payload's errors.</summary>
    /// <param name="operation">The name of the document.</param>
    /// <param name="input">Its input.</param>
    /// <exception cref="FaultException">The request was not carried out.</exception>
    public Task<Types.Mutation> ChangeAsync(string operation, object input) => SendAsync<Types.Mutation>(operation, new { input });

    private async Task<TData> SendAsync<TData>(string operation, object variables)
        where TData : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, (Uri?)null)
        {
            Content = JsonContent.Create(new { query = await DocumentAsync(operation), variables }, options: Json),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/graphql-response+json"));
        using var response = await http.SendAsync(request);
        var answer = await response.Content.ReadFromJsonAsync<Answer<TData>>(Json);
        return answer switch
        {
            { Errors: [var fault, ..] } => throw new FaultException(fault.Message, fault.Extensions?.Code),
            { Data: { } data } => data,
            _ => throw new FaultException($"The server answered with {(int)response.StatusCode}.", null),
        };
    }

    private static async Task<string> DocumentAsync(string operation)
    {
        await using var document = typeof(ShopClient).Assembly.GetManifestResourceStream(operation)
            ?? throw new ArgumentException($"There is no document {operation}.graphql.", nameof(operation));
        using var reader = new StreamReader(document);
        return await reader.ReadToEndAsync();
    }

    /// <summary>An object of an interface says by <c>__typename</c> which type it is.</summary>
    private static void ByTypeName(JsonTypeInfo info)
    {
        if (!info.Type.IsInterface || info.Type.DeclaringType != typeof(Types))
        {
            return;
        }

        info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "__typename" };
        foreach (var type in typeof(Types).GetNestedTypes().Where(type => type.IsClass && type.IsAssignableTo(info.Type)))
        {
            info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(type, type.Name));
        }
    }

    private sealed record Answer<TData>(TData? Data, Fault[]? Errors)
        where TData : class;

    private sealed record Fault(string Message, FaultExtensions? Extensions);

    private sealed record FaultExtensions(string? Code);
}
