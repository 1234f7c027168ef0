using System.Globalization;
using OrleansCommerce.Local.GraphQLServer.Execution;
using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.GraphQLServer.Tests;

public sealed class DocumentCacheTests
{
    [Fact]
    public void What_was_kept_is_found()
    {
        var cache = new DocumentCache();
        var document = Keep(cache, "{ a }");
        Assert.Same(document, cache.Find("{ a }"));
        Assert.Null(cache.Find("{ b }"));
    }

    [Fact]
    public void The_document_that_was_not_used_for_longest_makes_room()
    {
        var cache = new DocumentCache(capacity: 2);
        Keep(cache, "{ a }");
        Keep(cache, "{ b }");
        Assert.NotNull(cache.Find("{ a }"));
        Keep(cache, "{ c }");
        Assert.NotNull(cache.Find("{ a }"));
        Assert.Null(cache.Find("{ b }"));
        Assert.NotNull(cache.Find("{ c }"));
        Assert.Equal(2, cache.Count);
    }

    [Fact]
    public void A_document_that_is_too_long_is_not_kept()
    {
        var cache = new DocumentCache(maxDocumentLength: 5);
        Keep(cache, "{ a }");
        Keep(cache, "{ a  }");
        Assert.Equal(1, cache.Count);
    }

    [Fact]
    public void Many_threads_share_it_and_it_stays_in_its_bounds()
    {
        const int Capacity = 16;
        var cache = new DocumentCache(Capacity);
        var sources = Enumerable.Range(0, 64).Select(i => string.Create(CultureInfo.InvariantCulture, $"{{ a{i} }}")).ToArray();
        Parallel.For(0, 20_000, i =>
        {
            var source = sources[i * 31 % sources.Length];
            var found = cache.Find(source) ?? Keep(cache, source);
            Assert.Equal(source[2..^2], Assert.Single(found.Operations).SelectionSet.Selections.OfType<FieldNode>().Single().Name);
        });
        Assert.Equal(Capacity, cache.Count);
    }

    [Fact]
    public void The_same_text_is_parsed_validated_and_planned_once()
    {
        var executor = new GraphQL().Executor;
        var first = executor.Prepare(new("{ products { sku } }"));
        Assert.Same(first.Plan, executor.Prepare(new("{ products { sku } }")).Plan);
        Assert.NotSame(first.Plan, executor.Prepare(new("{ products { name } }")).Plan);
    }

    [Fact]
    public void A_document_with_errors_is_not_kept()
    {
        var executor = new GraphQL().Executor;
        Assert.NotSame(executor.Prepare(new("{ nothing }")).Errors, executor.Prepare(new("{ nothing }")).Errors);
    }

    private static PreparedDocument Keep(DocumentCache cache, string source)
    {
        var document = new PreparedDocument(Parser.Parse(source), []);
        cache.Keep(source, document);
        return document;
    }
}
