using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansCommerce.EndToEnd.Tests.Http;

namespace OrleansCommerce.EndToEnd.Tests.Crash;

/// <summary>Asks a server that dies until it answers. What is asked has an operation id, or changes nothing.</summary>
internal sealed class PatientApi(MortalServer server, Api api)
{
    /// <summary>Runs one mutation that must succeed, and gives its payload.</summary>
    public Task<JsonNode> DoAsync(string field, object input, string selection) => UntilAnsweredAsync(() => api.DoAsync(field, input, selection));

    /// <summary>Runs one mutation that must fail, and gives its one error.</summary>
    public Task<JsonNode> FailAsync(string field, object input, string errorType, string fields) =>
        UntilAnsweredAsync(() => api.FailAsync(field, input, errorType, fields));

    /// <summary>Asks for one root field of the query type.</summary>
    public Task<JsonNode?> GetAsync(string call, string selection) => UntilAnsweredAsync(() => api.GetAsync(call, selection));

    /// <summary>Sends anything, again and again while the server is not there.</summary>
    public async Task<T> UntilAnsweredAsync<T>(Func<Task<T>> ask)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (Exception gone) when (gone is HttpRequestException or JsonException or TaskCanceledException)
            {
                await server.BackAsync();
            }
        }
    }
}
