using System.Text;
using HotChocolate;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansCommerce.GraphQLServer.Tests;

public sealed class LimitTests
{
    [Fact]
    public void A_query_of_the_greatest_depth_is_accepted_and_one_deeper_is_refused()
    {
        var schema = new TinySchema(b => b.AddMaxExecutionDepthRule(3));
        Assert.Empty(schema.Errors("{ self { self { hello } } }"));
        AssertBeyond("DEPTH_LIMIT_EXCEEDED", 3, schema.Errors("{ self { self { self { hello } } } }"));
        AssertBeyond("DEPTH_LIMIT_EXCEEDED", 3, schema.Errors("{ ...F } fragment F on Query { self { ... { self { self { hello } } } } }"), errors: 2);
    }

    [Fact]
    public void Fields_are_counted_as_often_as_a_fragment_brings_them_in()
    {
        var schema = new TinySchema(b => b.ModifyLimits(l => l.MaxFields = 3));
        Assert.Empty(schema.Errors("{ a: hello b: hello c: hello }"));
        AssertBeyond("FIELD_LIMIT_EXCEEDED", 3, schema.Errors("{ a: hello b: hello c: hello d: hello }"));
        AssertBeyond("FIELD_LIMIT_EXCEEDED", 3, schema.Errors("{ ...F a: self { ...F } } fragment F on Query { hello b: hello }"));
    }

    [Fact]
    public void Aliases_are_counted_as_often_as_a_fragment_brings_them_in()
    {
        var schema = new TinySchema(b => b.ModifyLimits(l => l.MaxAliases = 2));
        Assert.Empty(schema.Errors("{ a: hello b: hello hello }"));
        AssertBeyond("ALIAS_LIMIT_EXCEEDED", 2, schema.Errors("{ a: hello b: hello c: hello }"));
        AssertBeyond("ALIAS_LIMIT_EXCEEDED", 2, schema.Errors("{ ...F a: self { ...F } } fragment F on Query { b: hello }"));
    }

    [Fact]
    public void Directives_are_counted()
    {
        var schema = new TinySchema(b => b.ModifyLimits(l => l.MaxDirectives = 1));
        Assert.Empty(schema.Errors("{ hello @skip(if: false) }"));
        AssertBeyond("DIRECTIVE_LIMIT_EXCEEDED", 1, schema.Errors("{ hello @skip(if: false) self @skip(if: false) { hello } }"));
    }

    [Fact]
    public void A_document_of_the_most_tokens_is_read_and_one_more_is_refused()
    {
        var schema = new TinySchema(b => b.ModifyLimits(l => l.MaxTokens = 5));
        Assert.Empty(schema.Errors("{ hello hello hello }"));
        Assert.Equal("TOKEN_LIMIT_EXCEEDED", Assert.Single(schema.Errors("{ hello hello hello hello }")).Code);
    }

    [Fact]
    public void Fragments_that_double_at_each_level_are_refused_before_they_are_expanded()
    {
        var query = new StringBuilder("{ ...F0 }");
        for (var i = 0; i < 30; i++)
        {
            query.Append(System.Globalization.CultureInfo.InvariantCulture, $" fragment F{i} on Query {{ a: self {{ ...F{i + 1} }} b: self {{ ...F{i + 1} }} }}");
        }

        query.Append(" fragment F30 on Query { hello }");
        Assert.NotEmpty(new TinySchema().Errors(query.ToString()));
    }

    [Fact]
    public void A_thousand_equal_fields_are_checked_at_once() =>
        Assert.Empty(new TinySchema().Errors($"{{ {string.Join(' ', Enumerable.Repeat("hello", 1000))} }}"));

    [Fact]
    public void Where_introspection_is_off_only_the_names_of_types_can_be_asked()
    {
        var schema = new TinySchema(b => b.DisableIntrospection());
        Assert.Empty(schema.Errors("{ __typename }"));
        Assert.Equal("INTROSPECTION_DISABLED", Assert.Single(schema.Errors("{ __schema { types { name } } }")).Code);
        Assert.Equal("INTROSPECTION_DISABLED", Assert.Single(schema.Errors("{ __type(name: \"Query\") { name } }")).Code);
    }

    private static void AssertBeyond(string code, int limit, IReadOnlyList<IError> found, int errors = 1)
    {
        Assert.Equal(errors, found.Count);
        Assert.All(found, error =>
        {
            Assert.Equal(code, error.Code);
            Assert.Equal(limit, error.Extensions!["limit"]);
            Assert.NotNull(error.Locations);
        });
    }
}
