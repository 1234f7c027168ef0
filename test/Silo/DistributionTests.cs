using OrleansCommerce.Silo.Operations;

namespace OrleansCommerce.Silo.Tests;

/// <summary>Percentiles come from buckets, and are never below the true one nor more than an eighth above.</summary>
public sealed class DistributionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1_000)]
    [InlineData(99_999_937)]
    public void A_percentile_is_at_most_an_eighth_above_the_true_one(long factor)
    {
        var distribution = new Distribution();
        for (var value = 1; value <= 1_000; value++)
        {
            distribution.Add(value * factor);
        }

        var counted = distribution.Read();

        Assert.Equal(1_000, counted.Count);
        Assert.Equal(500.5 * factor, counted.Mean);
        foreach (var (share, truth) in new[] { (0.5, 500 * factor), (0.95, 950 * factor), (0.99, 990 * factor), (1, 1_000 * factor) })
        {
            Assert.InRange(counted.Percentile(share), truth, truth + (truth / 8));
        }
    }

    [Fact]
    public void Nothing_has_a_percentile_of_zero_and_what_is_out_of_range_is_kept_at_its_end()
    {
        var distribution = new Distribution();
        Assert.Equal(0, distribution.Read().Percentile(0.5));

        distribution.Add(-5);
        distribution.Add(long.MaxValue);

        Assert.Equal(0, distribution.Read().Percentile(0.5));
        Assert.True(distribution.Read().Percentile(1) > 100_000_000_000);
    }

    [Fact]
    public void A_window_forgets_what_is_older_than_it()
    {
        var series = new Series();
        series.Add(10);
        series.EndStep();
        series.Add(20);
        series.Fail(1);
        series.EndStep();
        series.Add(30);

        var steps = series.Read(ended: 1);

        Assert.Equal([30, 20], steps.Select(step => step.Values.Sum));
        Assert.Equal([0, 1], steps.Select(step => step.Failures));
        Assert.Equal(60, series.ReadAll().Values.Sum);
        for (var step = 0; step < Measurements.StepsMax; step++)
        {
            series.EndStep();
        }

        Assert.Equal(30, series.Read(Measurements.StepsMax).Sum(step => step.Values.Sum));
    }
}
