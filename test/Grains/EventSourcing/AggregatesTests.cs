using OrleansCommerce.Grains.EventSourcing;

namespace OrleansCommerce.Grains.Tests.EventSourcing;

/// <summary>Who reads streams without a grain knows every kind of them.</summary>
public sealed class AggregatesTests
{
    [Fact]
    public void Every_grain_with_a_stream_is_there_once()
    {
        var classes = typeof(Aggregates).Assembly.GetTypes().Where(type => !type.IsAbstract && IsEventSourced(type));

        Assert.Equal(
            classes.Select(type => type.FullName).Order(StringComparer.Ordinal),
            Aggregates.All.Select(kind => kind.GrainClass.FullName).Order(StringComparer.Ordinal));
        Assert.Equal(Aggregates.All.Count, Aggregates.All.Select(kind => kind.Category).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("stock/store-london/A/B", "stockitem", "store-london/A/B")]
    [InlineData("order/1", "order", "1")]
    public void A_stream_names_its_grain(string stream, string type, string key)
    {
        var (kind, found) = Aggregates.Of(stream)!.Value;

        Assert.Equal((type, key), (kind.GrainType, found));
        Assert.Equal(0, kind.Begin(found).Version);
    }

    [Theory]
    [InlineData("")]
    [InlineData("stock")]
    [InlineData("stock/")]
    [InlineData("/x")]
    [InlineData("unheard-of/x")]
    public void What_no_grain_writes_is_none(string stream) => Assert.Null(Aggregates.Of(stream));

    private static bool IsEventSourced(Type type)
    {
        for (var at = type.BaseType; at is not null; at = at.BaseType)
        {
            if (at.IsGenericType && at.GetGenericTypeDefinition() == typeof(EventSourcedGrain<,>))
            {
                return true;
            }
        }

        return false;
    }
}
