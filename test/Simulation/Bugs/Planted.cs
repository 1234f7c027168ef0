using OrleansCommerce.Grains.Stock;
using OrleansCommerce.Journal;
using OrleansCommerce.Payments;
using OrleansCommerce.Simulation.World;

namespace OrleansCommerce.Simulation.Bugs;

/// <summary>What a process gets in place of the real journal and the real way to the provider, when a bug is planted.</summary>
internal static class Planted
{
    public static IJournal In(IJournal journal, SimulatedWorld world) => world.Bug switch
    {
        Bug.AcknowledgeBeforeCommit => new EarlyJournal(journal),
        Bug.IgnoreConflict => new StubbornJournal(journal),
        Bug.ForgetCompensation => new ForgetfulJournal(journal),
        Bug.ExpireAfterConfirm => new ExpiringJournal(journal, world),
        Bug.ReadUncommitted => new DirtyJournal(journal, world.Uncommitted),
        Bug.AnswerFromOldState => new TrustingJournal(journal),
        _ => journal,
    };

    public static IPaymentProvider In(IPaymentProvider provider, SimulatedWorld world) =>
        world.Bug == Bug.DoubleRefund ? new DoubleProvider(provider) : provider;

    private sealed class EarlyJournal(IJournal inner) : JournalDecorator(inner)
    {
        public override Task<AppendResult> AppendAsync(Append append, CancellationToken cancellationToken = default)
        {
            _ = Inner.AppendAsync(append with { After = null }, cancellationToken);
            return Task.FromResult(Success(append));
        }
    }

    private sealed class StubbornJournal(IJournal inner) : JournalDecorator(inner)
    {
        public override async Task<AppendResult> AppendAsync(Append append, CancellationToken cancellationToken = default)
        {
            var result = await Inner.AppendAsync(append, cancellationToken);
            return result.Status == AppendStatus.Committed
                ? result
                : Success(append) with
                {
                    Status = (await Inner.AppendAsync(append with { ExpectedVersion = result.Version, After = null }, cancellationToken)).Status,
                };
        }
    }

    private sealed class ForgetfulJournal(IJournal inner) : JournalDecorator(inner)
    {
        public override Task<AppendResult> AppendAsync(Append append, CancellationToken cancellationToken = default) =>
            append.Events.Any(happened => happened.Type == "stock.deallocated")
                ? Task.FromResult(Success(append))
                : Inner.AppendAsync(append, cancellationToken);
    }

    private sealed class ExpiringJournal(IJournal inner, SimulatedWorld world) : JournalDecorator(inner)
    {
        public override async Task<AppendResult> AppendAsync(Append append, CancellationToken cancellationToken = default)
        {
            var result = await Inner.AppendAsync(append, cancellationToken);
            if (result.Status == AppendStatus.Committed && append.Events.Any(happened => happened.Type == "stock.confirmed"))
            {
                _ = world.Scheduler.Start(() => ExpireAsync(append.Stream, result.Version));
            }

            return result;
        }

        private async Task ExpireAsync(string stream, long confirmed)
        {
            var history = new List<StockItem.Event>();
            await foreach (var recorded in Inner.ReadStreamAsync(stream, upToVersion: confirmed))
            {
                history.Add(StockItem.Codec.Read(recorded));
            }

            var end = history.OfType<StockItem.Event.Confirmed>().Last();
            var hold = history.OfType<StockItem.Event.Reserved>().Single(held => held.ReservationId == end.ReservationId);
            var wait = hold.ExpiresAt - world.Time.GetUtcNow();
            await world.DelayAsync(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
            var expired = StockItem.Codec.Write(new StockItem.Event.Expired(hold.ReservationId, hold.Quantity));
            AppendResult result;
            do
            {
                var head = confirmed;
                await foreach (var recorded in Inner.ReadStreamAsync(stream, confirmed))
                {
                    head = recorded.Version;
                }

                result = await Inner.AppendAsync(new Append(stream, head, [expired], EventMetadata.None, hold.ExpiresAt));
            }
            while (result.Status == AppendStatus.Conflict);
        }
    }

    private sealed class DirtyJournal(IJournal inner, UncommittedAppends uncommitted) : JournalDecorator(inner)
    {
        public override async Task<AppendResult> AppendAsync(Append append, CancellationToken cancellationToken = default)
        {
            uncommitted.Add(append);
            try
            {
                return await Inner.AppendAsync(append, cancellationToken);
            }
            finally
            {
                uncommitted.Remove(append);
            }
        }

        public override async Task<StreamHistory> LoadAsync(string stream, CancellationToken cancellationToken = default)
        {
            var history = await Inner.LoadAsync(stream, cancellationToken);
            var head = history.Events.Count > 0 ? history.Events[^1].Version : history.Snapshot?.Version ?? 0;
            return history with { Events = [.. history.Events, .. uncommitted.After(stream, head)] };
        }
    }

    private sealed class TrustingJournal(IJournal inner) : JournalDecorator(inner)
    {
        public override Task<bool> IsHeadAsync(string stream, long version, CancellationToken cancellationToken = default) => Task.FromResult(true);
    }

    private sealed class DoubleProvider(IPaymentProvider inner) : IPaymentProvider
    {
        public Task<PaymentOutcome> AuthorizeAsync(string authorizationKey, Money amount, string token, CancellationToken cancellationToken) =>
            inner.AuthorizeAsync(authorizationKey, amount, token, cancellationToken);

        public Task<PaymentOutcome> CaptureAsync(string captureKey, string authorizationKey, Money amount, CancellationToken cancellationToken) =>
            inner.CaptureAsync(captureKey, authorizationKey, amount, cancellationToken);

        public Task<PaymentOutcome> VoidAsync(string authorizationKey, CancellationToken cancellationToken) =>
            inner.VoidAsync(authorizationKey, cancellationToken);

        public async Task<PaymentOutcome> RefundAsync(string refundKey, string paymentKey, Money amount, CancellationToken cancellationToken)
        {
            var outcome = await inner.RefundAsync(refundKey, paymentKey, amount, cancellationToken);
            await inner.RefundAsync($"{refundKey}:again", paymentKey, amount, cancellationToken);
            return outcome;
        }
    }
}
