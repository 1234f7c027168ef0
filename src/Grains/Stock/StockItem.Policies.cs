using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Grains.Stock;

/// <summary>What may be promised, and to whom.</summary>
public static partial class StockItem
{
    /// <summary>Whether more may be promised than is on hand is set.</summary>
    public static Decision<Event> Decide(State state, SetStockPolicy command, DateTimeOffset now)
    {
        var isBounded = command.Rule is OversellRule.BackOrder or OversellRule.PreOrder;
        var invalid = isBounded
            ? Limits.Quantity(command.Limit, "limit")
            : command.Limit == 0 ? null : new InvalidInput("limit", "only back-orders and pre-orders have one.");
        invalid ??= (command.Rule, command.ReleaseAt) switch
        {
            (OversellRule.PreOrder, null) => new InvalidInput("releaseAt", "pre-orders need a release date."),
            (OversellRule.PreOrder, { } releaseAt) when releaseAt <= now => new InvalidInput("releaseAt", "must be in the future."),
            (not OversellRule.PreOrder, not null) => new InvalidInput("releaseAt", "only pre-orders have one."),
            _ => null,
        };
        return Book(state, now, command.OperationId, command, invalid, (current, operation) =>
            new Event.PolicySet(
                PolicyOf(current) with { Rule = command.Rule, Limit = command.Limit, ReleaseAt = command.ReleaseAt }, operation));
    }

    /// <summary>The units that a channel may not have are set.</summary>
    public static Decision<Event> Decide(State state, SetChannelBuffer command, DateTimeOffset now) =>
        Book(state, now, command.OperationId, command, Limits.Quantity(command.Quantity, min: 0), (current, operation) =>
        {
            var policy = PolicyOf(current);
            var buffers = policy.Buffers.RemoveAll(buffer => buffer.Channel == command.Channel);
            if (command.Quantity > 0)
            {
                buffers = buffers.Add(new ChannelBuffer(command.Channel, command.Quantity)).Sort(
                    (left, right) => left.Channel.CompareTo(right.Channel));
            }

            return new Event.PolicySet(policy with { Buffers = buffers }, operation);
        });

    private static StockPolicy PolicyOf(State state) => state.Ledger.Policy ?? StockPolicy.Default;

    public abstract partial record Event
    {
        /// <summary>What may be promised, and to whom, from now on.</summary>
        [Alias("stock.policy-set")]
        public sealed record PolicySet(StockPolicy Policy, Operation Operation) : Event;
    }
}
