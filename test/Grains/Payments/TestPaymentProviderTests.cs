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
        Assert.Equal(new PaymentOutcome(status, code), (await new TestPaymentProvider(_time).AuthorizeAsync("key", TenPounds, token, default)) with { ExpiresAt = null });
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
        var first = _provider.AuthorizeAsync("key", TenPounds, "tok_timeout", patience.Token);
        Assert.False(first.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(new PaymentOutcome(PaymentStatus.Declined, "provider_timeout"), await PayAsync("tok_timeout"));
    }

    [Fact]
    public async Task An_authorisation_is_captured_in_parts_and_refunded_out_of_what_was_captured()
    {
        Assert.Equal(_time.GetUtcNow() + _provider.AuthorizationPeriod, (await _provider.AuthorizeAsync("key", TenPounds, "tok_approve", default)).ExpiresAt);
        Assert.Equal(PaymentStatus.Approved, await CaptureAsync("capture-1", 4m));
        Assert.Equal(PaymentStatus.Approved, await CaptureAsync("capture-1", 4m));
        Assert.Equal(PaymentStatus.Declined, await CaptureAsync("capture-2", 7m));
        Assert.Equal(PaymentStatus.Approved, await RefundAsync("refund-1", 3m));
        Assert.Equal(PaymentStatus.Approved, await RefundAsync("refund-1", 3m));
        Assert.Equal(PaymentStatus.Declined, await RefundAsync("refund-2", 2m));

        await _provider.VoidAsync("key", default);
        Assert.Equal(PaymentStatus.Declined, await CaptureAsync("capture-3", 6m));
        Assert.Equal(PaymentStatus.Approved, await RefundAsync("refund-3", 1m));
    }

    [Fact]
    public async Task An_authorisation_that_ended_is_not_captured()
    {
        await PayAsync("tok_approve");
        _time.Advance(_provider.AuthorizationPeriod);
        Assert.Equal(PaymentStatus.Declined, await CaptureAsync("capture", 10m));
    }

    private async Task<PaymentStatus> CaptureAsync(string key, decimal amount) =>
        (await _provider.CaptureAsync(key, "key", TenPounds with { Amount = amount }, default)).Status;

    private async Task<PaymentStatus> RefundAsync(string key, decimal amount) =>
        (await _provider.RefundAsync(key, "key", TenPounds with { Amount = amount }, default)).Status;

    private async Task<PaymentOutcome> PayAsync(string token) =>
        await _provider.AuthorizeAsync("key", TenPounds, token, default) with { ExpiresAt = null };
}
