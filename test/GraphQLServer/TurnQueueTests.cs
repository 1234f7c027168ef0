using OrleansCommerce.Local.GraphQLServer.Execution;

namespace OrleansCommerce.GraphQLServer.Tests;

public sealed class TurnQueueTests
{
    [Fact]
    public void What_was_put_is_taken_in_order_however_the_queue_grows_and_shrinks()
    {
        var queue = new TurnQueue<int>();
        var next = 0;
        var expected = 0;
        foreach (var round in Enumerable.Range(1, 40))
        {
            for (var i = 0; i < round; i++)
            {
                queue.Put(next++);
            }

            for (var i = 0; i < (round * 2 / 3) + 1 && queue.TryTake(out var taken); i++)
            {
                Assert.Equal(expected++, taken);
            }
        }

        while (queue.TryTake(out var taken))
        {
            Assert.Equal(expected++, taken);
        }

        Assert.Equal(next, expected);
        Assert.False(queue.TryTake(out _));
    }

    [Fact]
    public async Task One_reader_takes_everything_that_many_threads_put()
    {
        const int Writers = 4;
        const int Each = 5_000;
        var queue = new TurnQueue<int>();
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++)
            {
                queue.Put((writer * Each) + i);
            }
        })));
        var last = Enumerable.Repeat(-1, Writers).ToArray();
        for (var taken = 0; taken < Writers * Each;)
        {
            await queue.WaitAsync();
            while (queue.TryTake(out var item))
            {
                Assert.True(item % Each > last[item / Each]);
                last[item / Each] = item % Each;
                taken++;
            }
        }

        await writing;
    }

    [Fact]
    public async Task Waiting_ends_with_the_queue()
    {
        var queue = new TurnQueue<int>();
        var waiting = queue.WaitAsync().AsTask();
        Assert.False(waiting.IsCompleted);
        queue.End();
        await waiting;
        Assert.True(queue.WaitAsync().AsTask().IsCompletedSuccessfully);
    }
}
