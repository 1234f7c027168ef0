using OrleansCommerce.Integration.Webhooks;

namespace OrleansCommerce.Integration.Tests.Webhooks;

public sealed class RetryScheduleTests
{
    [Fact]
    public void A_wait_is_its_time_a_fifth_more_or_less()
    {
        for (var attempts = 1; attempts < RetrySchedule.AttemptsMax; attempts++)
        {
            var wait = RetrySchedule.Waits[attempts - 1];
            Assert.Equal(wait * 0.8, RetrySchedule.After(attempts, null, 0));
            Assert.Equal(wait, RetrySchedule.After(attempts, null, 0.5));
            Assert.Equal(wait * 1.19, RetrySchedule.After(attempts, null, 0.975));
        }
    }

    [Fact]
    public void After_the_tenth_attempt_there_is_none()
    {
        Assert.Equal(10, RetrySchedule.AttemptsMax);
        Assert.NotNull(RetrySchedule.After(9, null, 0.5));
        Assert.Null(RetrySchedule.After(10, TimeSpan.FromSeconds(1), 0.5));
    }

    [Fact]
    public void A_receiver_gets_more_time_when_it_asks_for_it_but_not_less_and_a_day_at_most()
    {
        Assert.Equal(TimeSpan.FromSeconds(60), RetrySchedule.After(1, TimeSpan.FromSeconds(60), 0.5));
        Assert.Equal(TimeSpan.FromSeconds(5), RetrySchedule.After(1, TimeSpan.FromSeconds(1), 0.5));
        Assert.Equal(TimeSpan.FromSeconds(5), RetrySchedule.After(1, TimeSpan.FromSeconds(-60), 0.5));
        Assert.Equal(TimeSpan.FromHours(24), RetrySchedule.After(1, TimeSpan.FromDays(900), 0.5));
    }
}
