using Orleans;
using Orleans.Runtime;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Journal;
using OrleansCommerce.Lockers;

namespace OrleansCommerce.Simulation.World;

/// <summary>How somebody outside asks: a process that happens to be there, again with the same operation id after a fault, not for ever.</summary>
internal sealed class Shop(SimulatedWorld world, string who, Random random)
{
    /// <summary>Faults that a caller must reckon with and may answer with a repeat. Any other one is a bug.</summary>
    public static bool IsExpected(Exception fault) => fault
        is ActivationLostException
        or JournalBusyException
        or JournalUnavailableException
        or SiloUnavailableException
        or TimeoutException;

    /// <summary>Asks until there is an answer, or patience ends.</summary>
    /// <param name="what">For the trace.</param>
    /// <param name="call">The question.</param>
    /// <param name="check">Whether the answer is right, called at the moment when it is there; it is told which process answered, and what the journal held before the question.</param>
    /// <returns>The answer, or the default and false: then nobody knows whether it was done.</returns>
    public async Task<(bool Answered, T? Answer)> AskAsync<T>(
        string what, Func<IGrainFactory, Task<T>> call, Action<T, Attempt>? check = null)
    {
        for (var patience = world.Faults.Healed ? 100 : random.Next(1, 8); patience > 0; patience--)
        {
            var machines = world.Alive.ToList();
            if (machines.Count == 0)
            {
                await world.DelayAsync(TimeSpan.FromSeconds(random.NextDouble()));
                continue;
            }

            var machine = machines[random.Next(machines.Count)];
            world.Trace.Tell(who, $"asks {machine.Name}: {what}");
            var attempt = new Attempt(machine, machine.Now, world.Truth.Mark());
            try
            {
                var answer = await call(machine.Grains);
                world.Trace.Tell(who, $"hears from {machine.Name}: {what} -> {Short(answer)}");
                world.Truth.CatchUp();
                check?.Invoke(answer, attempt);
                return (true, answer);
            }
            catch (Exception fault) when (IsExpected(fault))
            {
                world.Trace.Tell(who, $"hears from {machine.Name}: {what} -> {fault.GetType().Name}");
                await world.DelayAsync(TimeSpan.FromSeconds(random.NextDouble() * 2));
            }
            catch (Exception fault) when (fault is not Invariants.InvariantViolatedException)
            {
                throw world.Truth.Violate($"{who} asked {machine.Name} '{what}' and met an unexpected {fault}");
            }
        }

        return default;
    }

    /// <summary>Asks a locker bank; what it acknowledged must be in the journal.</summary>
    public Task<(bool Answered, Result<TAnswer> Answer)> AskBankAsync<TAnswer>(
        string bankId, string what, string operationId, Func<ILockerBankGrain, Task<Result<TAnswer>>> ask)
        where TAnswer : class =>
        AskAsync(
            $"{what} at {bankId} as {operationId}",
            grains => ask(grains.GetGrain<ILockerBankGrain>(bankId)),
            (result, _) =>
            {
                if (result.Succeeded)
                {
                    world.Truth.MustHold($"locker-bank/{bankId}", operationId);
                }
            });

    private static string Short<T>(T answer) => answer switch
    {
        null => "nothing",
        _ => answer.GetType().GetProperty("Failure")?.GetValue(answer) is Failure failure ? failure.ToString() : "yes",
    };
}

/// <summary>A question on its way.</summary>
/// <param name="Machine">Who was asked.</param>
/// <param name="AskedAt">By its clock.</param>
/// <param name="Mark">How many events the journal held.</param>
internal sealed record Attempt(Machine Machine, DateTimeOffset AskedAt, int Mark);
