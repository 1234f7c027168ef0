using System.Text.RegularExpressions;
using OrleansCommerce.GraphQL.Tests.Operations;

namespace OrleansCommerce.GraphQL.Tests.Schema;

/// <summary>The rules that the schema keeps for its clients' sake. Each test names every place that breaks its rule.</summary>
[Collection(ShopCollection.Name)]
public sealed partial class SchemaLintTests(ShopFixture shop)
{
    [Fact]
    public async Task Everything_has_a_description_that_is_a_sentence()
    {
        var schema = await LoadAsync();
        var described = schema.Types.Select(type => (Path: type.Name, type.Description))
            .Concat(Members(schema).Concat(schema.Directives).SelectMany(WithArguments).Select(member => (member.Path, member.Description)));

        AssertNone(described.Where(item => item.Description is not { Length: > 3 } text || text[^1] is not '.' || text.Trim() != text)
            .Select(item => $"{item.Path}: {item.Description}"));
    }

    [Fact]
    public async Task What_may_be_null_says_when()
    {
        var fields = (await LoadAsync()).Types.Where(type => type.IsOutput).SelectMany(type => type.Members);

        AssertNone(fields.Where(field => field.IsNullable && !field.Says("null")).Select(field => $"{field.Path}: {field.Description}"));
    }

    [Fact]
    public async Task What_may_be_left_out_has_a_default_or_says_what_follows()
    {
        var schema = await LoadAsync();
        var inputs = schema.Types.Where(type => type.IsOutput).SelectMany(type => type.Members).SelectMany(field => field.Arguments)
            .Concat(schema.Types.Where(type => type.IsInput).SelectMany(type => type.Members));

        AssertNone(inputs.Where(input => input.IsNullable && input.Default is null && !input.Says("left out", "not at all"))
            .Select(input => $"{input.Path}: {input.Description}"));
    }

    [Fact]
    public async Task Truths_and_lists_are_never_null_in_an_answer()
    {
        var fields = (await LoadAsync()).Types.Where(type => type.IsOutput && !type.IsPayload && type.Name is not ("TillSaleResult" or "PickWaveResult"))
            .SelectMany(type => type.Members);

        AssertNone(fields.Where(field => field.IsNullable && (field.IsList || field.Type == "Boolean")).Select(field => $"{field.Path}: {field.Type}"));
    }

    [Fact]
    public async Task No_list_holds_nulls_but_that_of_nodes()
    {
        var members = Members(await LoadAsync()).SelectMany(WithArguments);

        AssertNone(members.Where(member => member.IsList && !member.Type.Contains("!]", StringComparison.Ordinal) && member.Path != "Query.nodes")
            .Select(member => $"{member.Path}: {member.Type}"));
    }

    [Fact]
    public async Task A_list_that_is_no_connection_says_how_long_it_can_be()
    {
        var schema = await LoadAsync();
        var lists = schema.Types.Where(type => type.IsOutput && !type.IsConnection).SelectMany(type => type.Members)
            .Where(field => field.IsList && field.Name != "errors" && !field.Says("at most", "one for each"))
            .Concat(schema.Types.Where(type => type.IsInput).SelectMany(type => type.Members)
                .Concat(schema.Types.Where(type => type.IsOutput).SelectMany(type => type.Members).SelectMany(field => field.Arguments))
                .Where(input => input.IsList && !Range().IsMatch(input.Description ?? string.Empty)));

        AssertNone(lists.Select(list => $"{list.Path}: {list.Description}"));
    }

    [Fact]
    public async Task A_connection_has_edges_with_cursors_nodes_a_count_and_page_info()
    {
        var schema = await LoadAsync();
        var wrong = new List<string>();
        foreach (var connection in schema.Types.Where(type => type.IsConnection))
        {
            var node = connection.Name[..^"Connection".Length];
            Expect(connection, "edges", $"[{node}Edge!]!");
            Expect(connection, "nodes", $"[{node}!]!");
            Expect(connection, "pageInfo", "PageInfo!");
            Expect(connection, "totalCount", "Int!");
            Expect(schema[$"{node}Edge"], "cursor", "String!");
            Expect(schema[$"{node}Edge"], "node", $"{node}!");
        }

        Expect(schema["PageInfo"], "hasNextPage", "Boolean!");
        Expect(schema["PageInfo"], "hasPreviousPage", "Boolean!");
        Expect(schema["PageInfo"], "startCursor", "String");
        Expect(schema["PageInfo"], "endCursor", "String");
        AssertNone(wrong);

        void Expect(SchemaType type, string field, string expected)
        {
            if (type.Find(field)?.Type != expected)
            {
                wrong.Add($"{type.Name}.{field} is to be {expected}, is {type.Find(field)?.Type ?? "not there"}");
            }
        }
    }

    [Fact]
    public async Task A_field_that_gives_a_connection_takes_first_and_after()
    {
        var connections = Members(await LoadAsync()).Where(field => field.NamedType.EndsWith("Connection", StringComparison.Ordinal));

        AssertNone(connections.Where(field => field.IsNullable
                || field.Arguments.FirstOrDefault(argument => argument.Name == "first") is not { Type: "Int" } first || !first.Says("1 to 200")
                || field.Arguments.FirstOrDefault(argument => argument.Name == "after") is not { Type: "String" })
            .Select(field => field.Path));
    }

    [Fact]
    public async Task A_mutation_takes_one_input_and_gives_a_payload_with_errors()
    {
        var schema = await LoadAsync();
        var wrong = new List<string>();
        foreach (var mutation in schema["Mutation"].Members)
        {
            var name = char.ToUpperInvariant(mutation.Name[0]) + mutation.Name[1..];
            Check(mutation.Type == $"{name}Payload!", $"{mutation.Path} gives {mutation.Type}");
            Check(mutation.Arguments is [{ Name: "input" } input] && input.Type == $"{name}Input!", $"{mutation.Path} takes more or less than an input");
            foreach (var field in schema[mutation.NamedType].Members)
            {
                Check(field.IsNullable, $"{field.Path} is not null when the mutation fails");
            }

            var errors = schema[mutation.NamedType].Find("errors");
            Check(errors is { IsList: true }, $"{mutation.NamedType} has no errors");
            foreach (var error in errors is null ? [] : schema[errors.NamedType].PossibleTypes)
            {
                Check(schema[error].Interfaces.Contains("Error"), $"{error} is no Error");
            }
        }

        AssertNone(wrong);

        void Check(bool holds, string otherwise)
        {
            if (!holds)
            {
                wrong.Add(otherwise);
            }
        }
    }

    [Fact]
    public async Task A_mutation_has_an_idempotency_key_or_says_why_not()
    {
        var schema = await LoadAsync();

        AssertNone(schema["Mutation"].Members
            .Where(mutation => !mutation.Says("without an operation id")
                && !schema[mutation.Arguments[0].NamedType].Members.Any(field => field is { Name: "operationId" or "reservationId", Type: "ID!" }))
            .Select(mutation => $"{mutation.Path}: {mutation.Description}"));
    }

    [Fact]
    public async Task Ids_are_of_the_type_of_ids()
    {
        var members = Members(await LoadAsync()).SelectMany(WithArguments);

        AssertNone(members.Where(member => IdName().IsMatch(member.Name) && member.NamedType is not "ID")
            .Select(member => $"{member.Path}: {member.Type}"));
    }

    [Fact]
    public async Task What_a_query_finds_by_its_key_is_a_node()
    {
        var schema = await LoadAsync();
        var found = schema["Query"].Members
            .Where(field => field.IsNullable && field.Arguments.Count > 0 && field.Arguments.All(argument => !argument.IsNullable && !argument.IsList))
            .Select(field => schema[field.NamedType])
            .Where(type => type.Kind == "OBJECT");

        AssertNone(found.Where(type => !type.Interfaces.Contains("Node") || type.Find("nodeId")?.Type != "ID!").Select(type => type.Name));
        Assert.Equal("Node", schema["Query"].Find("node")?.Type);
        Assert.Equal("[Node]!", schema["Query"].Find("nodes")?.Type);
    }

    [Fact]
    public async Task Names_are_in_the_case_of_their_kind()
    {
        var schema = await LoadAsync();
        var types = schema.Types.Where(type => !Pascal().IsMatch(type.Name)).Select(type => type.Name);
        var values = schema.Types.Where(type => type.Kind == "ENUM").SelectMany(type => type.Members)
            .Where(value => !Upper().IsMatch(value.Name)).Select(value => value.Path);
        var fields = schema.Types.Where(type => type.Kind != "ENUM").SelectMany(type => type.Members).SelectMany(WithArguments)
            .Where(member => !Camel().IsMatch(member.Name)).Select(member => member.Path);

        AssertNone(types.Concat(values).Concat(fields));
    }

    [Fact]
    public async Task Nothing_of_the_inside_is_told()
    {
        var schema = await LoadAsync();
        var texts = schema.Types.SelectMany(type => new[] { (Path: type.Name, Text: type.Name), (Path: type.Name, Text: type.Description ?? string.Empty) })
            .Concat(Members(schema).SelectMany(WithArguments).SelectMany(member => new[]
            {
                (member.Path, Text: member.Name), (member.Path, Text: member.Description ?? string.Empty),
            }));

        AssertNone(texts.Where(item => Inside().IsMatch(item.Text)).Select(item => $"{item.Path}: {item.Text}"));
    }

    private Task<IntrospectedSchema> LoadAsync() => IntrospectedSchema.OfAsync(shop.Silo);

    private static IEnumerable<SchemaMember> Members(IntrospectedSchema schema) => schema.Types.SelectMany(type => type.Members);

    private static IEnumerable<SchemaMember> WithArguments(SchemaMember member) => [member, .. member.Arguments];

    private static void AssertNone(IEnumerable<string> offenders)
    {
        var all = offenders.ToArray();
        Assert.True(all.Length == 0, $"{all.Length} places of the schema break the rule:\n{string.Join('\n', all)}");
    }

    [GeneratedRegex("[0-9] to [0-9]", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Range();

    [GeneratedRegex("^ids?$|Ids?$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex IdName();

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Pascal();

    [GeneratedRegex("^[a-z][A-Za-z0-9]*$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Camel();

    [GeneratedRegex("^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Upper();

    // Words of the program, suffixes of its classes, and what is left of a reference in a comment.
    [GeneratedRegex(
        @"\b(grains?|silos?|journal|resolvers?|data loaders?|activation|view model|database|SQL|C#|cref|CancellationToken)\b|(Dto|Grain|Details|Async|Grains|Entity|Row)$|<see|`[0-9]|[TPMF]:[A-Z]",
        RegexOptions.ExplicitCapture,
        1_000)]
    private static partial Regex Inside();
}
