namespace OrleansCommerce.EndToEnd.Tests.Linearizability.Checking;

/// <summary>
/// Looks for one order of a history's operations that explains every answer and respects real time: an operation that was answered
/// before another was invoked comes before it. The algorithm of Wing and Gong, with Lowe's memory of what was tried: the same
/// operations placed, and the same state reached, need no second look.
/// </summary>
internal sealed class LinearizabilityChecker<TState>
    where TState : class, IEquatable<TState>
{
    /// <summary>Beyond it the history is too wild to be judged: the problem is NP-complete, and some histories show it.</summary>
    private const int ConfigurationsMax = 200_000;

    private readonly Operation<TState>[] _answered;
    private readonly Operation<TState>[] _unanswered;
    private readonly bool[] _placed;
    private readonly HashSet<Configuration<TState>> _tried = [];
    private int _first;
    private int _count;
    private TState _state;
    private (int Count, TState State, string[] Next) _furthest;

    private LinearizabilityChecker(TState initial, IEnumerable<Operation<TState>> history)
    {
        var operations = history.OrderBy(static operation => operation.Invoked).ToList();
        _answered = [.. operations.Where(static operation => operation.Answered is not null)];
        _unanswered = [.. operations.Where(static operation => operation.Answered is null)];
        _placed = new bool[operations.Count];
        _state = initial;
        _furthest = (-1, initial, []);
    }

    /// <summary>Judges a history that began in a state.</summary>
    /// <exception cref="NotJudgedException">It cannot be judged within reason.</exception>
    public static Verdict Check(TState initial, IEnumerable<Operation<TState>> history) =>
        new LinearizabilityChecker<TState>(initial, history).Search();

    private Verdict Search()
    {
        var path = new Stack<(Step Taken, Queue<Step> Others)>();
        for (var steps = NextSteps(); _first < _answered.Length;)
        {
            while (steps.Count == 0)
            {
                if (!path.TryPop(out var back))
                {
                    return Refused();
                }

                TakeBack(back.Taken);
                steps = back.Others;
            }

            var step = steps.Dequeue();
            Take(step);
            if (_tried.Add(Here()))
            {
                path.Push((step, steps));
                steps = NextSteps();
            }
            else
            {
                TakeBack(step);
            }

            if (_tried.Count > ConfigurationsMax)
            {
                throw new NotJudgedException($"Not judged after {ConfigurationsMax:N0} configurations: {Refused().Explanation}");
            }
        }

        return new Verdict(true, "One order explains every answer.");
    }

    // What can take effect next: what no answer that is still missing forbids.
    private Queue<Step> NextSteps()
    {
        var changes = new List<Step>();
        var candidates = new List<int>();
        var soonestAnswer = DateTimeOffset.MaxValue;
        for (var i = _first; i < _answered.Length && _answered[i].Invoked <= soonestAnswer; i++)
        {
            if (!_placed[i])
            {
                candidates.Add(i);
                soonestAnswer = _answered[i].Answered!.Value < soonestAnswer ? _answered[i].Answered!.Value : soonestAnswer;
            }
        }

        foreach (var candidate in candidates.OrderBy(i => _answered[i].Answered))
        {
            if (_answered[candidate].Apply(_state) is not { } next)
            {
                continue;
            }

            if (next.Equals(_state))
            {
                // It would change nothing later either, so if any order is right, so is the one in which it comes now.
                return new Queue<Step>([new Step(candidate, _state, next)]);
            }

            changes.Add(new Step(candidate, _state, next));
        }

        for (var i = 0; i < _unanswered.Length && _unanswered[i].Invoked <= soonestAnswer; i++)
        {
            // It need not have happened, so it is of use only where it changes something.
            if (!_placed[_answered.Length + i] && _unanswered[i].Apply(_state) is { } next && !next.Equals(_state))
            {
                changes.Add(new Step(_answered.Length + i, _state, next));
            }
        }

        if (_count > _furthest.Count)
        {
            _furthest = (_count, _state, [.. candidates.Select(i => _answered[i].Text)]);
        }

        return new Queue<Step>(changes);
    }

    private void Take(Step step)
    {
        _placed[step.Operation] = true;
        _state = step.After;
        _count++;
        while (_first < _answered.Length && _placed[_first])
        {
            _first++;
        }
    }

    private void TakeBack(Step step)
    {
        _placed[step.Operation] = false;
        _state = step.Before;
        _count--;
        _first = Math.Min(_first, step.Operation);
    }

    private Configuration<TState> Here()
    {
        var beyond = new List<int>();
        for (var i = _first; beyond.Count < _count - _first; i++)
        {
            if (_placed[i])
            {
                beyond.Add(i);
            }
        }

        return new Configuration<TState>(_first, [.. beyond], _state);
    }

    private Verdict Refused() => new(
        false,
        $"""
        No order explains every answer ({_answered.Length} answered, {_unanswered.Length} unanswered). The longest that was found has {_furthest.Count} operations and ends in
          {_furthest.State}
        with these next:
          {string.Join("\n  ", _furthest.Next)}
        """);

    /// <summary>An operation takes effect.</summary>
    private readonly record struct Step(int Operation, TState Before, TState After);
}
