using OrleansCommerce.Grains.Payments;
using OrleansCommerce.Payments;

namespace OrleansCommerce.Grains.Tests.Payments;

public sealed class TestPaymentProviderTests
{
    private static readonly Money TenPounds = new(10m, "GBP");
    private readonly ManualTime _time = new();
    private readonly TestPaymentProvider _provider;

    public TestPaymentProviderTests() => _provider = new TestPaymentProvider(_time);

    [Theory]
    [InlineData("tok_approve", PaymentStatus.Approved, null)]
    [InlineData("tok_decline", PaymentStatus.Declined, "card_declined")]
    [InlineData("tok_whatever", PaymentStatus.Declined, "unknown_token")]
    public async Task A_token_decides_the_answer_and_the_same_key_gets_it_again(string token, PaymentStatus status, string? code)
    {
        Assert.Equal(new PaymentOutcome(status, code), await PayAsync(token));
        Assert.Equal(new PaymentOutcome(status, code), await PayAsync(token));
        Assert.Equal(new PaymentOutcome(status, code), await new TestPaymentProvider(_time).PayAsync("key", TenPounds, token, default));
    }

    [Fact]
    public async Task Pending_settles_by_itself_after_its_time()
    {
        Assert.Equal(PaymentStatus.Pending, (await PayAsync("tok_pending")).Status);
        _time.Advance(_provider.SettlesAfter - TimeSpan.FromTicks(1));
        Assert.Equal(PaymentStatus.Pending, (await PayAsync("tok_pending")).Status);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(PaymentStatus.Approved, (await PayAsync("tok_pending")).Status);
    }

    [Fact]
    public async Task Pending_settles_when_told_and_the_first_decision_stays()
    {
        await PayAsync("tok_pending");
        _provider.Settle("key", new PaymentOutcome(PaymentStatus.Declined, "stolen_card"));
        _provider.Settle("key", new PaymentOutcome(PaymentStatus.Approved));
        Assert.Equal(new PaymentOutcome(PaymentStatus.Declined, "stolen_card"), await PayAsync("tok_pending"));
    }

    [Fact]
    public async Task A_timeout_gives_no_answer_first_and_a_decline_when_asked_again()
    {
        using var patience = new CancellationTokenSource();
        var first = _provider.PayAsync("key", TenPounds, "tok_timeout", patience.Token);
        Assert.False(first.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(new PaymentOutcome(PaymentStatus.Declined, "provider_timeout"), await PayAsync("tok_timeout"));
    }

    [Fact]
    public async Task Refunds_are_approved() =>
        Assert.Equal(PaymentStatus.Approved, (await _provider.RefundAsync("refund", "key", TenPounds, default)).Status);

    private Task<PaymentOutcome> PayAsync(string token) => _provider.PayAsync("key", TenPounds, token, default);
}
