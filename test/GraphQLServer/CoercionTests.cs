using System.Text.Json;

namespace OrleansCommerce.GraphQLServer.Tests;

public sealed class CoercionTests
{
    [Theory]
    [InlineData("int", "Int!", "7", "7")]
    [InlineData("int", "Int!", "7.0", "7")]
    [InlineData("int", "Int!", "-2147483648", "-2147483648")]
    [InlineData("float", "Float!", "7", "7")]
    [InlineData("float", "Float!", "0.1", "0.1")]
    [InlineData("string", "String!", "\"é\"", "\"é\"")]
    [InlineData("boolean", "Boolean!", "true", "true")]
    [InlineData("decimal", "Decimal!", "19.90", "19.90")]
    [InlineData("decimal", "Decimal!", "7", "7")]
    [InlineData("decimal", "Decimal!", "-0.0000001", "-0.0000001")]
    [InlineData("dateTime", "DateTime!", "\"2026-11-22T05:52:31.123Z\"", "\"2026-11-22T05:52:31.123Z\"")]
    [InlineData("dateTime", "DateTime!", "\"2026-11-22T06:52:31+01:00\"", "\"2026-11-22T05:52:31.000Z\"")]
    [InlineData("localDate", "LocalDate!", "\"2026-02-28\"", "\"2026-02-28\"")]
    [InlineData("uuid", "UUID!", "\"0d9a5b6e-8a1c-4b3e-9d55-0f6a1c2b3d4e\"", "\"0d9a5b6e-8a1c-4b3e-9d55-0f6a1c2b3d4e\"")]
    [InlineData("long", "Long!", "9007199254740993", "9007199254740993")]
    [InlineData("id", "ID!", "\"a\"", "\"a\"")]
    [InlineData("id", "ID!", "7", "\"7\"")]
    [InlineData("channel", "Channel!", "\"CALL_CENTER\"", "\"CALL_CENTER\"")]
    [InlineData("ints", "[Int!]!", "[1,2]", "[1,2]")]
    [InlineData("ints", "[Int!]!", "1", "[1]")]
    [InlineData("maybeInt", "Int", "null", "null")]
    public async Task A_variable_of_the_type_is_accepted(string field, string type, string value, string expected) => Assert.Equal(
        $"{{\"{field}\":{expected}}}",
        await GraphQL.Shared.DataAsync($"query($v: {type}) {{ {field}(value: $v) }}", $"{{\"v\":{value}}}"));

    [Theory]
    [InlineData("int", "Int!", "\"7\"")]
    [InlineData("int", "Int!", "7.5")]
    [InlineData("int", "Int!", "2147483648")]
    [InlineData("int", "Int!", "1e300")]
    [InlineData("int", "Int!", "true")]
    [InlineData("int", "Int!", "null")]
    [InlineData("float", "Float!", "\"1\"")]
    [InlineData("float", "Float!", "1e999")]
    [InlineData("string", "String!", "1")]
    [InlineData("boolean", "Boolean!", "1")]
    [InlineData("decimal", "Decimal!", "\"1\"")]
    [InlineData("decimal", "Decimal!", "0.12345678901234567890123456789")]
    [InlineData("dateTime", "DateTime!", "\"2026-11-22T05:52:31\"")]
    [InlineData("dateTime", "DateTime!", "\"2026-11-22\"")]
    [InlineData("dateTime", "DateTime!", "\"2026-02-30T00:00:00Z\"")]
    [InlineData("dateTime", "DateTime!", "0")]
    [InlineData("localDate", "LocalDate!", "\"2026-02-30\"")]
    [InlineData("uuid", "UUID!", "\"nonsense\"")]
    [InlineData("long", "Long!", "9223372036854775808")]
    [InlineData("id", "ID!", "1.5")]
    [InlineData("id", "ID!", "true")]
    [InlineData("channel", "Channel!", "\"call_center\"")]
    [InlineData("channel", "Channel!", "1")]
    [InlineData("ints", "[Int!]!", "[null]")]
    public async Task A_variable_of_another_type_is_refused(string field, string type, string value)
    {
        var error = Assert.Single(await GraphQL.Shared.ErrorsAsync($"query($v: {type}) {{ {field}(value: $v) }}", $"{{\"v\":{value}}}"));
        Assert.Equal("BAD_USER_INPUT", error.GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_error_names_the_path_within_the_variable()
    {
        const string Query = "mutation($input: ReserveInput!) { reserve(input: $input) { product { sku } } }";
        const string Variables = """
            {"input":{"operationId":"1","lines":[{"sku":"a","quantity":1},{"sku":"b","quantity":2},{"sku":"c","quantity":"x"}]}}
            """;
        var error = Assert.Single(await GraphQL.Shared.ErrorsAsync(Query, Variables));
        Assert.Equal(
            "Variable \"$input\" got invalid value \"x\" at \"input.lines[2].quantity\"; Int cannot represent non-integer value: \"x\"",
            error.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("""{"input":{"operationId":"1"}}""", "Field \"lines\" of required type")]
    [InlineData("""{"input":{"operationId":"1","lines":[],"other":1}}""", "Field \"other\" is not defined")]
    [InlineData("""{"input":[]}""", "to be an object")]
    [InlineData("""{}""", "was not provided")]
    public async Task A_misshapen_input_object_is_refused(string variables, string reason)
    {
        const string Query = "mutation($input: ReserveInput!) { reserve(input: $input) { product { sku } } }";
        var error = Assert.Single(await GraphQL.Shared.ErrorsAsync(Query, variables));
        Assert.Contains(reason, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"by":{}}""")]
    [InlineData("""{"by":{"sku":"a","number":1}}""")]
    [InlineData("""{"by":{"sku":null}}""")]
    public async Task A_OneOf_input_has_exactly_one_field(string variables) =>
        Assert.Single(await GraphQL.Shared.ErrorsAsync("query($by: FindInput!) { find(by: $by) }", variables));

    [Theory]
    [InlineData("{ defaulted }", """{"defaulted":7}""")]
    [InlineData("query($v: Int) { defaulted(value: $v) }", """{"defaulted":7}""")]
    [InlineData("query($v: Int = 9) { defaulted(value: $v) }", """{"defaulted":9}""")]
    [InlineData("{ optional }", """{"optional":"null CallCenter"}""")]
    [InlineData("{ optional(value: \"x\", channel: WEB) }", """{"optional":"x Web"}""")]
    [InlineData("{ products(first: 1) { sku } }", """{"products":[{"sku":"sku-1"}]}""")]
    public async Task What_is_left_out_has_its_default(string query, string expected) =>
        Assert.Equal(expected, await GraphQL.Shared.DataAsync(query));

    [Fact]
    public async Task A_null_for_an_argument_that_is_never_null_fails_the_field()
    {
        var error = Assert.Single(await GraphQL.Shared.ErrorsAsync("query($v: Int) { defaulted(value: $v) }", """{"v":null}"""));
        Assert.Equal("BAD_USER_INPUT", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal("""["defaulted"]""", JsonSerializer.Serialize(error.GetProperty("path")));
    }
}
