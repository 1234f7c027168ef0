using System.Globalization;
using OrleansCommerce.EndToEnd.Tests.Linearizability.Checking;

namespace OrleansCommerce.EndToEnd.Tests.Linearizability.Stock;

/// <summary>A request that was sent, by the clock that the server has too.</summary>
/// <param name="Request">What.</param>
/// <param name="Sent">When, UTC.</param>
/// <param name="Answered">When, UTC; null when it was cut off, so that nobody knows whether it took effect.</param>
/// <param name="Reply">The answer; null when there is none.</param>
/// <param name="ExpiresAt">When the reservation's time ends, as the answer told it.</param>
internal sealed record Attempt(Request Request, DateTimeOffset Sent, DateTimeOffset? Answered = null, Reply? Reply = null, DateTimeOffset? ExpiresAt = null);

/// <summary>Makes operations of attempts, and of time.</summary>
internal static class StockHistory
{
    /// <summary>
    /// How much longer than its time a reservation may be shown as held: what was decided before its end, and is being committed, is
    /// still shown as of then. A commit is a matter of milliseconds, but not on a machine that runs a dozen other things.
    /// </summary>
    private static readonly TimeSpan ExpiryTolerance = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Each attempt is an operation: a repeat is one that finds the first one done. Each reservation that was ever asked for has one
    /// more, its expiry, which takes effect when its time is over, or, while nobody knows when that is, at any time from the earliest on.
    /// </summary>
    public static IEnumerable<Operation<StockState>> OperationsOf(IReadOnlyCollection<Attempt> attempts) =>
        attempts.Select(Operation).Concat(attempts
            .Where(static attempt => attempt.Request is Request.Reserve)
            .GroupBy(static attempt => ((Request.Reserve)attempt.Request).Id, StringComparer.Ordinal)
            .Where(static reservation => reservation.Any(static attempt => attempt.Reply?.Outcome != StockSpecification.OutOfStock))
            .Select(Expiry));

    private static Operation<StockState> Operation(Attempt attempt) => new(
        string.Create(CultureInfo.InvariantCulture, $"{attempt.Sent:mm:ss.ffffff} to {attempt.Answered:mm:ss.ffffff} {attempt.Request}: {attempt.Reply}"),
        attempt.Sent,
        attempt.Answered,
        state =>
        {
            var (next, reply) = StockSpecification.Do(state, attempt.Request);
            return attempt.Reply is null || attempt.Reply == reply ? next : null;
        });

    private static Operation<StockState> Expiry(IGrouping<string, Attempt> reservation)
    {
        var told = reservation.Select(static attempt => attempt.ExpiresAt).OfType<DateTimeOffset>().Distinct().ToList();
        Assert.True(told.Count <= 1, $"{reservation.Key} was said to expire at {string.Join(" and at ", told)}.");
        var earliest = reservation.Min(static attempt => attempt.Sent.AddSeconds(((Request.Reserve)attempt.Request).Seconds));
        DateTimeOffset? due = told.Count == 0 ? null : told[0];
        return new Operation<StockState>(
            string.Create(CultureInfo.InvariantCulture, $"{due ?? earliest:mm:ss.ffffff} {reservation.Key} expires"),
            due ?? earliest,
            due + ExpiryTolerance,
            state => StockSpecification.Expire(state, reservation.Key));
    }
}
