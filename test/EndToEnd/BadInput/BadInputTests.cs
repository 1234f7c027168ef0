using System.Text.Json.Nodes;
using OrleansCommerce.EndToEnd.Tests.Servers;

namespace OrleansCommerce.EndToEnd.Tests.BadInput;

/// <summary>What is wrong gets its precise error, changes nothing, and leaves the server up.</summary>
public abstract class BadInputTests(ServerFixture server)
{
    public static TheoryData<string> Mutations => [.. BadMutations.All.Select(row => row.Name)];

    public static TheoryData<string> Requests => [.. BadRequests.All.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task A_mutation_with_bad_input_answers_its_error_and_changes_nothing(string name)
    {
        var row = BadMutations.All.Single(row => row.Name == name);
        var scene = await Scene.OfAsync(server);
        var before = await scene.SnapshotAsync();

        var error = await server.Api.FailAsync(row.Mutation, row.Input(scene), row.Error, row.Field is null ? "message" : "field");

        if (row.Field is not null)
        {
            Assert.Equal(row.Field, error["field"]!.GetValue<string>());
        }

        Assert.Equal(before, await scene.SnapshotAsync());
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_request_that_is_none_is_refused_and_changes_nothing(string name)
    {
        var row = BadRequests.All.Single(row => row.Name == name);
        var scene = await Scene.OfAsync(server);
        var before = await scene.SnapshotAsync();

        var answer = await server.Api.SendAsync(row.Method, row.Body?.Invoke(scene), row.ContentType, row.PathAndQuery?.Invoke(scene));

        Assert.Equal(row.Status, (int)answer.Status);
        var error = answer.Body["errors"]![0]!;
        Assert.Equal(row.Code, error["extensions"]?["code"]?.GetValue<string>());
        Assert.Contains(GraphQLEngine.IsHotChocolate ? "" : row.Message, error["message"]!.GetValue<string>(), StringComparison.OrdinalIgnoreCase);
        Assert.True(answer.Body["data"] is null or JsonObject, answer.Body.ToJsonString());
        Assert.Equal(before, await scene.SnapshotAsync());
    }
}

[Collection(OnSqlite.Name)]
public sealed class BadInputOnSqliteTests(SiloOnSqlite server) : BadInputTests(server);

[Collection(OnPostgres.Name)]
public sealed class BadInputOnPostgresTests(SiloOnPostgres server) : BadInputTests(server);
