using System.Globalization;

namespace OrleansCommerce.EndToEnd.Tests.Linearizability.Checking;

/// <summary>The checker itself, on histories of one register.</summary>
public sealed class LinearizabilityCheckerTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_history_without_operations_fits() => Accept();

    [Fact]
    public void A_read_sees_the_write_that_was_answered_before_it() => Accept(Write(1, 0, 1), Read(1, 2, 3));

    [Fact]
    public void A_stale_read_is_refused() => Refuse(Write(1, 0, 1), Read(0, 2, 3));

    [Fact]
    public void Reads_during_a_write_may_see_either_value() => Accept(Write(1, 0, 9), Read(0, 1, 2), Read(1, 3, 4), Read(1, 5, 6));

    [Fact]
    public void Reads_during_a_write_do_not_go_back() => Refuse(Write(1, 0, 9), Read(1, 1, 2), Read(0, 3, 4));

    [Fact]
    public void Writes_at_the_same_time_come_in_the_order_that_the_reads_tell() =>
        Accept(Write(1, 0, 9), Write(2, 0, 9), Write(3, 0, 9), Read(3, 1, 2), Read(1, 3, 4), Read(2, 5, 6));

    [Fact]
    public void Two_readers_who_saw_two_writes_in_opposite_orders_are_refused() =>
        Refuse(Write(1, 0, 9), Write(2, 0, 9), Read(1, 1, 2), Read(2, 3, 4), Read(1, 5, 6));

    [Fact]
    public void A_write_of_unknown_outcome_may_have_happened() => Accept(Write(1, 0, null), Read(1, 5, 6), Read(1, 7, 8));

    [Fact]
    public void A_write_of_unknown_outcome_may_never_have_happened() => Accept(Write(1, 0, null), Read(0, 5, 6));

    [Fact]
    public void A_write_of_unknown_outcome_may_happen_late() => Accept(Write(1, 0, null), Read(0, 5, 6), Write(2, 7, 8), Read(1, 9, 10));

    [Fact]
    public void A_write_of_unknown_outcome_happens_once_at_most() => Refuse(Write(1, 0, null), Read(1, 1, 2), Write(2, 3, 4), Read(1, 5, 6));

    [Fact]
    public void A_write_of_unknown_outcome_does_not_happen_before_it_was_sent() => Refuse(Read(1, 0, 1), Write(1, 2, null));

    [Fact]
    public void A_long_history_with_many_writers_is_judged_at_once()
    {
        // Of five writes that overlap, each read names the last; then comes one that is wrong.
        const int Rounds = 300;
        const int Writers = 5;
        var history = Enumerable.Range(0, Rounds).SelectMany(static round => Enumerable.Range(0, Writers)
            .Select(writer => Write((round * Writers) + writer + 1, round * 10, (round * 10) + 5))
            .Append(Read((round * Writers) + (round % Writers) + 1, (round * 10) + 6, (round * 10) + 7))).ToArray();

        Accept(history);
        Refuse([.. history, Read(-1, Rounds * 10, (Rounds * 10) + 1)]);
    }

    [Fact]
    public void A_refusal_names_the_operation_that_does_not_fit() =>
        Assert.Contains("read 7", Judge(Write(1, 0, 1), Read(7, 2, 3)).Explanation, StringComparison.Ordinal);

    private static void Accept(params Operation<Register>[] history)
    {
        var verdict = Judge(history);
        Assert.True(verdict.IsLinearizable, verdict.Explanation);
    }

    private static void Refuse(params Operation<Register>[] history) => Assert.False(Judge(history).IsLinearizable);

    private static Verdict Judge(params Operation<Register>[] history) =>
        LinearizabilityChecker<Register>.Check(new Register(0), history);

    private static Operation<Register> Write(int value, int invoked, int? answered) =>
        new(string.Create(CultureInfo.InvariantCulture, $"write {value}"), At(invoked), At(answered), _ => new Register(value));

    private static Operation<Register> Read(int value, int invoked, int answered) =>
        new(string.Create(CultureInfo.InvariantCulture, $"read {value}"), At(invoked), At(answered), register => register.Value == value ? register : null);

    private static DateTimeOffset At(int second) => Start.AddSeconds(second);

    private static DateTimeOffset? At(int? second) => second is { } known ? At(known) : null;

    private sealed record Register(int Value);
}
