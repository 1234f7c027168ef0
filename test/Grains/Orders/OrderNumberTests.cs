using OrleansCommerce.Grains.Orders;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

public sealed class OrderNumberTests
{
    private static readonly IReadOnlyList<string> Samples =
        [.. Enumerable.Range(1, 300).Select(n => OrderNumber.Format("2611", n * 3_331L)), OrderNumber.Format("9912", 1_000_000)];

    [Fact]
    public void A_number_has_month_running_number_and_check_digit()
    {
        Assert.Equal("2611-000042-7", OrderNumber.Format("2611", 42));
        Assert.Equal("2611", OrderNumber.MonthOf(Noon));
        Assert.Equal("2612", OrderNumber.MonthOf(new DateTimeOffset(2026, 11, 30, 20, 0, 0, TimeSpan.FromHours(-5))));
        Assert.All(Samples, number => Assert.True(OrderNumber.IsValid(number)));
    }

    [Fact]
    public void Every_single_wrong_digit_is_found() =>
        Assert.All(Samples, number => Assert.DoesNotContain(
            from position in Enumerable.Range(0, number.Length)
            where number[position] != '-'
            from digit in "0123456789"
            where digit != number[position]
            select number[..position] + digit + number[(position + 1)..],
            OrderNumber.IsValid));

    [Fact]
    public void Every_swap_of_neighbours_is_found() =>
        Assert.All(Samples, number =>
        {
            var digits = number.Replace("-", "", StringComparison.Ordinal);
            Assert.DoesNotContain(
                from position in Enumerable.Range(0, digits.Length - 1)
                where digits[position] != digits[position + 1]
                let swapped = digits[..position] + digits[position + 1] + digits[position] + digits[(position + 2)..]
                select $"{swapped[..4]}-{swapped[4..^1]}-{swapped[^1]}",
                OrderNumber.IsValid);
        });

    [Theory]
    [InlineData("")]
    [InlineData("26110000427")]
    [InlineData("2611-42-7")]
    [InlineData("2611-00004a-7")]
    public void Anything_else_is_no_order_number(string text) => Assert.False(OrderNumber.IsValid(text));

    [Fact]
    public void Blocks_follow_each_other()
    {
        var state = OrderNumber.State.Initial;
        state = OrderNumber.DecideReserve(state).Events.Aggregate(state, OrderNumber.Evolve);
        state = OrderNumber.DecideReserve(state).Events.Aggregate(state, OrderNumber.Evolve);
        Assert.Equal(new OrderNumber.State(2, 200), state);
    }
}
