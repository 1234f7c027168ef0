namespace OrleansCommerce.Journal.Batching;

/// <summary>
/// Small questions to the database that go together while earlier ones are on their way: a lone one goes at once, and under load one
/// round trip serves many. A question is answered by a statement that began after it was asked. What fails, fails for all that share it.
/// </summary>
/// <param name="answer">Answers several questions, in their order.</param>
/// <param name="atOnce">Statements at once, 1 or more: one that takes long delays only those that share it or find no other free.</param>
/// <param name="most">Questions in one statement, 1 or more.</param>
internal sealed class Gathering<TQuestion, TAnswer>(
    Func<IReadOnlyList<TQuestion>, Task<IReadOnlyList<TAnswer>>> answer, int atOnce, int most) : IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly Queue<Asked> _waiting = new();
    private int _running;

    /// <summary>Asks.</summary>
    /// <param name="question">What to ask.</param>
    /// <param name="cancellationToken">Stops waiting; the others that share the statement are still answered.</param>
    public Task<TAnswer> AskAsync(TQuestion question, CancellationToken cancellationToken)
    {
        var asked = new Asked(question);
        bool start;
        lock (_gate)
        {
            _waiting.Enqueue(asked);
            start = _running < atOnce;
            if (start)
            {
                _running++;
            }
        }

        if (start)
        {
            // Not in the caller: it may be a grain's turn, whose scheduler must not do the work of others.
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        return asked.Answer.Task.WaitAsync(cancellationToken);
    }

    void IThreadPoolWorkItem.Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        while (TryTake(out var asked))
        {
            try
            {
                var answers = await answer([.. asked.Select(static one => one.Question)]);
                for (var i = 0; i < asked.Count; i++)
                {
                    asked[i].Answer.SetResult(answers[i]);
                }
            }
            catch (Exception fault)
            {
                asked.ForEach(one => one.Answer.TrySetException(fault));
            }
        }
    }

    private bool TryTake(out List<Asked> asked)
    {
        asked = [];
        lock (_gate)
        {
            while (asked.Count < most && _waiting.TryDequeue(out var next))
            {
                asked.Add(next);
            }

            if (asked.Count == 0)
            {
                _running--;
            }
        }

        return asked.Count > 0;
    }

    private sealed record Asked(TQuestion Question)
    {
        public TaskCompletionSource<TAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
