using Orleans;

namespace OrleansCommerce.Silo.Operations;

/// <summary>A distribution and its failures over the last minutes, in steps of <see cref="Measurements.Step"/>.</summary>
internal sealed class Series
{
    private readonly Distribution _values = new();
    private readonly Step?[] _steps = new Step?[Measurements.StepsMax];
    private readonly Lock _gate = new();
    private Distribution.Counted _seen = Distribution.Counted.None;
    private long _failures;
    private long _failuresSeen;
    private int _next;

    /// <summary>Counts a number.</summary>
    public void Add(long value) => _values.Add(value);

    /// <summary>Counts failures.</summary>
    public void Fail(long count) => Interlocked.Add(ref _failures, count);

    /// <summary>Ends a step.</summary>
    public void EndStep()
    {
        lock (_gate)
        {
            var (values, failures) = (_values.Read(), Volatile.Read(ref _failures));
            var step = new Step(values.Since(_seen), failures - _failuresSeen);
            _steps[_next] = step.Failures == 0 && step.Values.Count == 0 ? null : step;
            _next = (_next + 1) % _steps.Length;
            (_seen, _failuresSeen) = (values, failures);
        }
    }

    /// <summary>The step that is under way, and the ended ones before it, newest first.</summary>
    public Step[] Read(int ended)
    {
        lock (_gate)
        {
            var now = new Step(_values.Read().Since(_seen), Volatile.Read(ref _failures) - _failuresSeen);
            return [now, .. Enumerable.Range(1, ended).Select(back => _steps[(_next - back + _steps.Length) % _steps.Length] ?? Step.None)];
        }
    }

    /// <summary>Everything since the start.</summary>
    public Step ReadAll() => new(_values.Read(), Volatile.Read(ref _failures));

    /// <summary>What came in a step.</summary>
    [GenerateSerializer]
    [Immutable]
    public readonly record struct Step([property: Id(0)] Distribution.Counted Values, [property: Id(1)] long Failures)
    {
        /// <summary>Nothing.</summary>
        public static Step None { get; } = new(Distribution.Counted.None, 0);

        /// <summary>Both together.</summary>
        public Step With(Step other) => new(Values.With(other.Values), Failures + other.Failures);
    }
}
