using System.Globalization;
using OrleansCommerce.Journal.InMemory;
using OrleansCommerce.Simulation.Bugs;
using OrleansCommerce.Simulation.Invariants;
using OrleansCommerce.Simulation.Running;

namespace OrleansCommerce.Simulation.World;

/// <summary>Everything that one run stands on. Nothing in it knows another thread, the real clock, or real randomness.</summary>
internal sealed class SimulatedWorld
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private readonly List<Machine> _machines = [];
    private int _ids;
    private int _machineNumber;
    private bool _settled;

    public SimulatedWorld(Scenario scenario, Bug bug)
    {
        Bug = bug;
        Scenario = scenario;
        Time = new ManualTime(Start);
        Scheduler = new SeededScheduler(scenario.Seed);
        Trace = new Trace(Time);
        Faults = new JournalFaults(scenario, scenario.Seed);
        Truth = new Truth(Storage, new InMemoryJournal(Storage), Trace);
        Provider = new SimulatedProvider(this);
        Carrier = new SimulatedCarrier(this);
        Due = new DueBoard(new InMemoryJournal(Storage));
    }

    public Scenario Scenario { get; }

    /// <summary>The bug that is planted.</summary>
    public Bug Bug { get; }

    /// <summary>For the bug that reads them.</summary>
    public UncommittedAppends Uncommitted { get; } = new();

    public ManualTime Time { get; }

    public SeededScheduler Scheduler { get; }

    public Trace Trace { get; }

    public InMemoryJournalStorage Storage { get; } = new();

    public JournalFaults Faults { get; }

    public Truth Truth { get; }

    public SimulatedProvider Provider { get; }

    public SimulatedCarrier Carrier { get; }

    public DueBoard Due { get; }

    /// <summary>The processes that are alive.</summary>
    public IEnumerable<Machine> Alive => _machines.Where(machine => machine.IsAlive);

    /// <summary>An id for something new; a random one would make the run another one each time.</summary>
    public string NewId() => (++_ids).ToString("x8", CultureInfo.InvariantCulture);

    /// <summary>Another source of chance, for one purpose.</summary>
    public Random RandomFor(string purpose)
    {
        var seed = Scenario.Seed;
        foreach (var character in purpose)
        {
            seed = unchecked((seed * 31) + character);
        }

        return new Random(seed);
    }

    public Task DelayAsync(TimeSpan time) => Task.Delay(time, Time);

    /// <summary>Starts a process.</summary>
    public Machine StartMachine(TimeSpan skew)
    {
        var machine = new Machine($"host-{++_machineNumber}", this, skew);
        _machines.Add(machine);
        Trace.Tell(machine.Name, skew == TimeSpan.Zero ? "starts" : $"starts, its clock wrong by {skew.TotalSeconds:F0} s");
        _ = Scheduler.Start(() => WakeAsync(machine));
        return machine;
    }

    /// <summary>Lets processes live and die until <see cref="Heal"/>.</summary>
    public async Task KeepMachinesAsync(int slot)
    {
        var random = RandomFor($"machines-{slot}");
        while (!Faults.Healed)
        {
            var machine = StartMachine(Scenario.SkewMax * ((2 * random.NextDouble()) - 1));
            do
            {
                await DelayAsync((Scenario.LifeTime ?? TimeSpan.FromSeconds(10)) * (2 * random.NextDouble()));
            }
            while (Scenario.LifeTime is null && !Faults.Healed);

            if (Faults.Healed)
            {
                return;
            }

            if (random.Next(5) == 0)
            {
                Trace.Tell(machine.Name, "stops");
                await machine.StopAsync();
                Trace.Tell(machine.Name, "has stopped");
            }
            else
            {
                var commits = random.Next(2) == 0;
                Trace.Tell(machine.Name, commits ? "dies; the batch under way is written" : "dies; the batch under way is lost");
                machine.Kill(commits);
            }

            await DelayAsync(TimeSpan.FromSeconds(5) * random.NextDouble());
        }
    }

    /// <summary>From here on nothing goes wrong any more, and one process at least is there.</summary>
    public void Heal()
    {
        Trace.Tell("world", "nothing goes wrong any more");
        Faults.Healed = true;
        if (!Alive.Any())
        {
            StartMachine(TimeSpan.Zero);
        }
    }

    /// <summary>Lets time pass until no grain wants to be woken any more soon, at most <paramref name="limit"/>.</summary>
    /// <returns>False when there is still something due.</returns>
    public async Task<bool> SettleAsync(TimeSpan limit)
    {
        var end = Time.GetUtcNow() + limit;
        while (true)
        {
            await Due.FollowAsync();
            if (Due.Next is not { } next || next > Time.GetUtcNow() + Scenario.Patience)
            {
                return true;
            }

            if (Time.GetUtcNow() >= end)
            {
                return false;
            }

            var wait = next + Scenario.SkewMax - Time.GetUtcNow();
            await DelayAsync(wait > TimeSpan.FromSeconds(10) ? wait : TimeSpan.FromSeconds(10));
        }
    }

    /// <summary>Ends the processes, so that nothing happens any more.</summary>
    public void End()
    {
        _settled = true;
        foreach (var machine in Alive.ToList())
        {
            machine.Kill(batchUnderWayCommits: false);
        }
    }

    /// <summary>What the product's wake-up service does in each process: calls the grains whose time has come, by its own clock.</summary>
    private async Task WakeAsync(Machine machine)
    {
        while (machine.IsAlive && !_settled)
        {
            await Due.FollowAsync();
            foreach (var (stream, seen, failures) in Due.Due(machine.Now))
            {
                try
                {
                    var next = await DueBoard.WakeAsync(machine.Grains, stream);
                    Trace.Tell(machine.Name, $"woke {stream}: next {(next is { } at ? $"in {(at - machine.Now).TotalSeconds:F1} s" : "never")}");
                    Due.Answer(stream, seen, next, failures: 0);
                }
                catch (Exception fault) when (Shop.IsExpected(fault))
                {
                    Trace.Tell(machine.Name, $"could not wake {stream}: {fault.GetType().Name}");
                    Due.Answer(stream, seen, machine.Now + TimeSpan.FromSeconds(Math.Min(300, 1 << Math.Min(failures, 8))), failures + 1);
                }
                catch (Exception fault)
                {
                    Truth.Violate($"{machine.Name} waking {stream} met an unexpected {fault}");
                }
            }

            var rest = (Due.Next ?? DateTimeOffset.MaxValue) - machine.Now;
            await DelayAsync(
                rest < TimeSpan.FromMilliseconds(20) ? TimeSpan.FromMilliseconds(20)
                : Faults.Healed && rest > TimeSpan.FromMinutes(2) ? TimeSpan.FromMinutes(2)
                : rest > TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1)
                : rest);
        }
    }
}
