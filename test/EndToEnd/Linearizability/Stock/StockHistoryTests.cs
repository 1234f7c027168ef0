using OrleansCommerce.EndToEnd.Tests.Linearizability.Checking;

namespace OrleansCommerce.EndToEnd.Tests.Linearizability.Stock;

/// <summary>What the check of a stock item lets pass and what it finds. Every history begins with ten units.</summary>
public sealed class StockHistoryTests
{
    private const int Soon = 10;
    private const int Late = 900;
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Two_that_want_the_last_units_at_once_get_them_in_either_order() => Accept(
        Reserve("a", 6, 1, 5, Held(6)),
        Reserve("b", 4, 1, 5, Held(10)),
        Reserve("c", 1, 2, 4, new Reply(StockSpecification.OutOfStock, CouldBeHad: 0)));

    [Fact]
    public void Units_that_were_sold_twice_are_found() => Refuse(
        Reserve("a", 6, 1, 5, Held(6)),
        Reserve("b", 6, 1, 5, Held(6)));

    [Fact]
    public void An_acknowledged_reservation_that_is_lost_is_found() => Refuse(
        Reserve("a", 6, 1, 2, Held(6)),
        Read(3, 4, reserved: 0));

    [Fact]
    public void A_cut_off_reservation_may_count_or_not()
    {
        Accept(Unknown("a", 6, 1), Read(3, 4, reserved: 6));
        Accept(Unknown("a", 6, 1), Read(3, 4, reserved: 0));
        Accept(Unknown("a", 6, 1), Read(3, 4, reserved: 0), Read(5, 6, reserved: 6));
    }

    [Fact]
    public void A_cut_off_reservation_that_comes_and_goes_is_found() =>
        Refuse(Unknown("a", 6, 1), Read(3, 4, reserved: 6), Read(5, 6, reserved: 0));

    [Fact]
    public void A_repeat_is_the_same_reservation() =>
        Accept(Unknown("a", 6, 1), Reserve("a", 6, 3, 4, Held(6)), Reserve("a", 6, 5, 6, Held(6)));

    [Fact]
    public void A_repeat_that_takes_units_again_is_found() =>
        Refuse(Reserve("a", 3, 1, 2, Held(3)), Reserve("a", 3, 3, 4, Held(6)));

    [Fact]
    public void A_receipt_that_is_repeated_gets_its_first_answer()
    {
        Accept(Receive("r", 5, 1, 2, onHand: 15), Reserve("a", 3, 3, 4, new Reply(StockSpecification.Held, new Shown(15, 3, 12))), Receive("r", 5, 5, 6, onHand: 15));
        Refuse(Receive("r", 5, 1, 2, onHand: 15), Receive("r", 5, 5, 6, onHand: 20));
    }

    [Fact]
    public void Of_giving_back_and_taking_away_at_once_one_is_refused()
    {
        var released = new Reply(StockSpecification.Released, new Shown(10, 0, 10));
        var confirmed = new Reply(StockSpecification.Confirmed, new Shown(7, 0, 7));
        var refused = new Reply(StockSpecification.InvalidState);
        var reserved = Reserve("a", 3, 1, 2, Held(3));

        Accept(reserved, Do(new Request.Release("a"), 3, 6, released), Do(new Request.Confirm("a"), 3, 6, refused));
        Accept(reserved, Do(new Request.Release("a"), 3, 6, refused), Do(new Request.Confirm("a"), 3, 6, confirmed));
        Refuse(reserved, Do(new Request.Release("a"), 3, 6, released), Do(new Request.Confirm("a"), 3, 6, confirmed));
    }

    [Fact]
    public void A_reservation_ends_when_its_time_is_over() => Accept(
        Reserve("a", 3, 1, 2, Held(3), Soon),
        Read(12.5, 13, reserved: 0),
        Do(new Request.Confirm("a"), 14, 15, new Reply(StockSpecification.ReservationExpired)));

    [Fact]
    public void A_reservation_that_ends_before_its_time_is_found() => Refuse(
        Reserve("a", 3, 1, 2, Held(3), Soon),
        Read(8, 9, reserved: 0));

    [Fact]
    public void A_reservation_that_outlives_its_time_is_found() => Refuse(
        Reserve("a", 3, 1, 2, Held(3), Soon),
        Read(20, 21, reserved: 3));

    [Fact]
    public void A_reservation_that_expires_after_its_units_left_is_found() => Refuse(
        Reserve("a", 3, 1, 2, Held(3), Soon),
        Do(new Request.Confirm("a"), 3, 4, new Reply(StockSpecification.Confirmed, new Shown(7, 0, 7))),
        Read(20, 21, reserved: 0));

    [Fact]
    public void A_cut_off_reservation_expires_from_its_earliest_time_on()
    {
        Accept(Unknown("a", 3, 1, Soon), Read(5, 6, reserved: 3), Read(12, 13, reserved: 0));
        Refuse(Unknown("a", 3, 1, Soon), Read(5, 6, reserved: 3), Read(7, 8, reserved: 0));
    }

    private static void Accept(params Attempt[] history)
    {
        var verdict = Judge(history);
        Assert.True(verdict.IsLinearizable, verdict.Explanation);
    }

    private static void Refuse(params Attempt[] history) => Assert.False(Judge(history).IsLinearizable);

    private static Verdict Judge(IEnumerable<Attempt> history) =>
        LinearizabilityChecker<StockState>.Check(StockState.Empty, StockHistory.OperationsOf([Receive("delivery", 10, 0, 0.5, onHand: 10), .. history]));

    private static Reply Held(int reserved) => new(StockSpecification.Held, new Shown(10, reserved, 10 - reserved));

    private static Attempt Reserve(string id, int quantity, double sent, double answered, Reply reply, int seconds = Late) =>
        Do(new Request.Reserve(id, quantity, seconds), sent, answered, reply) with
        {
            ExpiresAt = reply.Levels is null ? null : At(1).AddSeconds(seconds),
        };

    private static Attempt Unknown(string id, int quantity, double sent, int seconds = Late) => new(new Request.Reserve(id, quantity, seconds), At(sent));

    private static Attempt Receive(string id, int quantity, double sent, double answered, int onHand) =>
        Do(new Request.Receive(id, quantity), sent, answered, new Reply(Reply.Done, new Shown(onHand, 0, onHand)));

    private static Attempt Read(double sent, double answered, int reserved) =>
        Do(new Request.Read(), sent, answered, new Reply(Reply.Done, new Shown(10, reserved, 10 - reserved)));

    private static Attempt Do(Request request, double sent, double answered, Reply reply) => new(request, At(sent), At(answered), reply);

    private static DateTimeOffset At(double second) => Start.AddSeconds(second);
}
