using Microsoft.Extensions.Logging.Abstractions;
using OrleansCommerce.Silo.Engine.Reach;
using OrleansCommerce.Testing;

namespace OrleansCommerce.Cluster.Tests.Reach;

public sealed class LostWayTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly LostWay _way;
    private bool _answers;
    private bool _answersElsewhere = true;
    private int _askedElsewhere;

    public LostWayTests() => _way = new LostWay(
        _ => _answers ? Task.CompletedTask : Task.FromException(new TimeoutException()),
        _ =>
        {
            _askedElsewhere++;
            return Task.FromResult(_answersElsewhere);
        },
        _ => { },
        _time,
        NullLogger<LostWay>.Instance);

    [Fact]
    public async Task A_silo_whose_journal_answers_stays_and_asks_nobody()
    {
        _answers = true;

        Assert.False(await AfterAsync(TimeSpan.Zero));
        Assert.False(await AfterAsync(LostWay.SilentMax * 2));
        Assert.Equal(0, _askedElsewhere);
    }

    [Fact]
    public async Task A_silo_whose_journal_is_silent_while_others_have_theirs_ends_when_the_time_is_over()
    {
        Assert.False(await AfterAsync(TimeSpan.Zero));
        Assert.False(await AfterAsync(LostWay.SilentMax - TimeSpan.FromMilliseconds(1)));
        Assert.True(await AfterAsync(TimeSpan.FromMilliseconds(1)));
        Assert.Equal(1, _askedElsewhere);
    }

    [Fact]
    public async Task While_the_journal_answers_nobody_all_stay()
    {
        _answersElsewhere = false;

        Assert.False(await AfterAsync(TimeSpan.Zero));
        Assert.False(await AfterAsync(LostWay.SilentMax));
        Assert.False(await AfterAsync(LostWay.SilentMax));

        _answersElsewhere = true;
        Assert.True(await AfterAsync(TimeSpan.Zero));
    }

    [Fact]
    public async Task One_answer_in_between_and_the_time_begins_again()
    {
        Assert.False(await AfterAsync(TimeSpan.Zero));
        _answers = true;
        Assert.False(await AfterAsync(LostWay.SilentMax));
        _answers = false;

        Assert.False(await AfterAsync(TimeSpan.FromSeconds(1)));
        Assert.False(await AfterAsync(LostWay.SilentMax - TimeSpan.FromMilliseconds(1)));
        Assert.True(await AfterAsync(TimeSpan.FromMilliseconds(1)));
    }

    public void Dispose() => _way.Dispose();

    private Task<bool> AfterAsync(TimeSpan pause)
    {
        _time.Advance(pause);
        return _way.HasLostItAsync(CancellationToken.None);
    }
}
