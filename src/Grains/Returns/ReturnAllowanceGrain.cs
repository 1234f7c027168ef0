using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Returns;

namespace OrleansCommerce.Grains.Returns;

/// <summary>The shell around <see cref="ReturnAllowances"/>.</summary>
public sealed class ReturnAllowanceGrain(GrainServices services)
    : EventSourcedGrain<ReturnAllowances.State, ReturnAllowances.Event>(services), IReturnAllowanceGrain
{
    /// <inheritdoc/>
    protected override string Category => "return-allowance";

    /// <inheritdoc/>
    protected override ReturnAllowances.State Initial => ReturnAllowances.State.Initial;

    /// <inheritdoc/>
    protected override EventCodec<ReturnAllowances.Event> Codec => ReturnAllowances.Codec;

    /// <inheritdoc/>
    public async Task<Result<ReturnAllowance>> CountAsync(CountReturn command)
    {
        var outcome = await ExecuteAsync((state, now) => ReturnAllowances.Decide(state, command, now), new Origin(command.ReturnId));
        if (outcome.Failure is { } failure)
        {
            return failure;
        }

        var (count, amount) = ReturnAllowances.With(outcome.State, command, outcome.At);
        return new ReturnAllowance(count, command.Amount with { Amount = amount });
    }

    /// <inheritdoc/>
    public Task ForgetAsync(string returnId) =>
        ExecuteAsync((state, _) => ReturnAllowances.DecideForget(state, returnId), new Origin(returnId));

    /// <inheritdoc/>
    protected override ReturnAllowances.State Evolve(ReturnAllowances.State state, ReturnAllowances.Event happened) =>
        ReturnAllowances.Evolve(state, happened);
}
