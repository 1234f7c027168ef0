using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansCommerce.GraphQLServer.Tests;

public sealed class LimitTests
{
    [Fact]
    public void A_query_of_the_greatest_depth_is_accepted_and_one_deeper_is_refused()
    {
        var schema = new TinySchema(b => b.AddMaxExecutionDepthRule(3));
        Assert.Empty(schema.Errors("{ self { self { hello } } }"));
        Assert.NotEmpty(schema.Errors("{ self { self { self { hello } } } }"));
        Assert.NotEmpty(schema.Errors("{ ...F } fragment F on Query { self { ... { self { self { hello } } } } }"));
    }

    [Fact]
    public void Aliases_count_as_fields()
    {
        var schema = new TinySchema(b => b.ModifyLimits(l => l.MaxFields = 3));
        Assert.Empty(schema.Errors("{ a: hello b: hello c: hello }"));
        Assert.NotEmpty(schema.Errors("{ a: hello b: hello c: hello d: hello }"));
        Assert.NotEmpty(schema.Errors("{ ...F a: self { ...F } } fragment F on Query { hello b: hello }"));
    }

    [Fact]
    public void Directives_are_counted()
    {
        var schema = new TinySchema(b => b.ModifyLimits(l => l.MaxDirectives = 1));
        Assert.Empty(schema.Errors("{ hello @skip(if: false) }"));
        Assert.NotEmpty(schema.Errors("{ hello @skip(if: false) self @skip(if: false) { hello } }"));
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
        Assert.NotEmpty(schema.Errors("{ __schema { types { name } } }"));
        Assert.NotEmpty(schema.Errors("{ __type(name: \"Query\") { name } }"));
    }
}
