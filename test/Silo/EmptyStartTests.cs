namespace OrleansCommerce.Silo.Tests;

/// <summary>A start without the sample.</summary>
public sealed class EmptyStartTests
{
    [Fact]
    public async Task No_sample_leaves_the_database_empty()
    {
        await using var silo = await RunningSilo.StartDevelopmentAsync("--no-sample");

        var data = await silo.DataAsync("{ products { totalCount } locations { id } }");

        Assert.Equal(0, data.GetProperty("products").GetProperty("totalCount").GetInt32());
        Assert.Equal(0, data.GetProperty("locations").GetArrayLength());
    }
}
