using Orleans.Runtime;

namespace OrleansCommerce.Local.Reminders;

/// <summary>
/// Fires reminders. All of them are held in memory, ordered by when they are next due, with one timer for the first.
/// What was missed while no host ran fires as soon as the host starts, once, and then keeps to its period.
/// </summary>
internal sealed class ReminderService : IDisposable
{
    // The system's timers count milliseconds in 32 bits; further ones are looked at again then.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly GrainHost _host;
    private readonly IReminderStore _store;
    private readonly TimeSpan _minimumPeriod;
    private readonly int _maxInFlight;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private readonly Dictionary<(GrainId Grain, string Name), Reminder> _reminders = [];
    private readonly PriorityQueue<Reminder, (DateTimeOffset Due, long Number)> _due = new();
    private long _number;
    private int _inFlight;
    private bool _started;

    public ReminderService(GrainHost host, IReminderStore store, TimeSpan minimumPeriod, int maxInFlight)
    {
        _host = host;
        _store = store;
        _minimumPeriod = minimumPeriod;
        _maxInFlight = maxInFlight;
        _timer = host.StartTimer(Timeout.InfiniteTimeSpan, () => host.System.Post(FireDue));
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var rows = await _store.ReadAllAsync(cancellationToken);
        lock (_gate)
        {
            foreach (var row in rows)
            {
                // One that was registered while the rows were read is newer than its row.
                var id = GrainId.Parse(row.GrainId);
                if (!_reminders.ContainsKey((id, row.Name)))
                {
                    Schedule(new Reminder(id, row), row.StartAt);
                }
            }

            _started = true;
            SetTimer();
        }
    }

    public async Task<IGrainReminder> RegisterAsync(GrainId grain, string name, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, _minimumPeriod);
        var row = new ReminderRow(grain.ToString(), name, _host.Time.GetUtcNow() + dueTime, period);
        await _store.UpsertAsync(row);
        var reminder = new Reminder(grain, row);
        lock (_gate)
        {
            Schedule(reminder, row.StartAt);
            SetTimer();
        }

        return reminder;
    }

    public async Task UnregisterAsync(GrainId grain, string name)
    {
        await _store.DeleteAsync(grain.ToString(), name);
        lock (_gate)
        {
            // Its entry in the queue is passed over when it comes up.
            _reminders.Remove((grain, name));
        }
    }

    public IGrainReminder? Find(GrainId grain, string name)
    {
        lock (_gate)
        {
            return _reminders.GetValueOrDefault((grain, name));
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _started = false;
            _timer.Dispose();
        }
    }

    private void Schedule(Reminder reminder, DateTimeOffset due)
    {
        _reminders[(reminder.Grain, reminder.ReminderName)] = reminder;
        _due.Enqueue(reminder, (due, _number++));
        if (_due.Count > (2 * _reminders.Count) + 64)
        {
            // Replaced and ended ones would otherwise stay until they come up, which may be in a year.
            var current = _due.UnorderedItems.Where(item => IsCurrent(item.Element)).ToList();
            _due.Clear();
            _due.EnqueueRange(current);
        }
    }

    private void SetTimer()
    {
        if (!_started || _inFlight >= _maxInFlight || !_due.TryPeek(out _, out var first))
        {
            return;
        }

        var wait = first.Due - _host.Time.GetUtcNow();
        _timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait, Timeout.InfiniteTimeSpan);
    }

    private void FireDue()
    {
        List<Reminder> fire = [];
        lock (_gate)
        {
            var now = _host.Time.GetUtcNow();
            while (_started && _inFlight < _maxInFlight && _due.TryPeek(out var reminder, out var first) && first.Due <= now)
            {
                _due.Dequeue();
                if (IsCurrent(reminder))
                {
                    _inFlight++;
                    fire.Add(reminder);
                }
            }

            SetTimer();
        }

        fire.ForEach(reminder => _ = FireAsync(reminder));
    }

    private async Task FireAsync(Reminder reminder)
    {
        var row = reminder.Row;
        try
        {
            var status = new TickStatus(row.StartAt.UtcDateTime, row.Period, _host.Time.GetUtcNow().UtcDateTime);
            await _host.SendReminderAsync(reminder.Grain, row.Name, status);
        }
        catch (Exception exception)
        {
            // The next tick comes in its period; a reminder is at least once, not exactly.
            _host.Log.ReminderFailed(exception, reminder.Grain.Type.ToString(), row.Name);
        }

        lock (_gate)
        {
            _inFlight--;
            if (IsCurrent(reminder))
            {
                _due.Enqueue(reminder, (NextDue(row), _number++));
            }

            SetTimer();
        }
    }

    private bool IsCurrent(Reminder reminder) =>
        _reminders.TryGetValue((reminder.Grain, reminder.ReminderName), out var current) && ReferenceEquals(current, reminder);

    private DateTimeOffset NextDue(ReminderRow row)
    {
        var passed = (_host.Time.GetUtcNow() - row.StartAt).Ticks / row.Period.Ticks;
        return row.StartAt + (row.Period * (passed + 1));
    }

    private sealed class Reminder(GrainId grain, ReminderRow row) : IGrainReminder
    {
        public GrainId Grain { get; } = grain;

        public ReminderRow Row { get; } = row;

        public string ReminderName => Row.Name;
    }
}
