using OrleansCommerce.Grains.Lockers;
using OrleansCommerce.Lockers;
using OrleansCommerce.Orders;
using static OrleansCommerce.Grains.Tests.Lockers.Locker;

namespace OrleansCommerce.Grains.Tests.Lockers;

/// <summary>A parcel's way through a bank, with the bank's host and its orders failing at every step.</summary>
public sealed class LockerBankGrainTests : IDisposable
{
    private readonly OrderBook _orders = new();
    private readonly IsolatedHost _host;

    public LockerBankGrainTests() =>
        _host = new IsolatedHost([typeof(LockerBankGrain), typeof(OrderStandIn), typeof(LocationStandIn)], _orders);

    private ILockerBankGrain Bank => BankAt(Locker.Bank);

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task A_parcel_goes_in_and_out_and_its_order_knows()
    {
        var answer = await DepositAsync("o.1");
        Assert.Equal(CodeOf("o.1"), answer.PickupCode);
        Assert.Equal(FulfillmentStatus.ReadyForPickup, _orders.StatusOf("o.1"));

        Assert.Equal(answer.Parcel, (await TypeAsync(answer.PickupCode)).Value);
        var pickup = (await Bank.ConfirmPickupAsync(Confirm("S1"))).Value!;
        Assert.Equal(FulfillmentStatus.Collected, pickup.Parcel.Status);
        Assert.Equal(FulfillmentStatus.Collected, pickup.Order.Fulfillments.Single().Status);
        Assert.All((await Bank.GetAsync())!.Compartments, compartment => Assert.Equal(CompartmentStatus.Free, compartment.Status));
        Assert.Null(await Bank.WakeAsync());
    }

    [Fact]
    public async Task Repeats_get_the_first_answers_long_after()
    {
        var deposited = await DepositAsync("o.1");
        var opened = (await TypeAsync(deposited.PickupCode)).Value!;
        var pickedUp = (await Bank.ConfirmPickupAsync(Confirm("S1"))).Value!;
        _host.Restart();

        Assert.Equal(deposited, (await Bank.DepositAsync(Deposit("o.1"))).Value);
        Assert.Equal(opened, (await TypeAsync(deposited.PickupCode)).Value);
        Assert.Equal(pickedUp.Parcel, (await Bank.ConfirmPickupAsync(Confirm("S1"))).Value!.Parcel);
        Assert.Equal(2, _orders.Told.Count);
        Assert.Equal(new OperationIdReused("take"), (await Bank.ConfirmPickupAsync(Confirm("S2"))).Failure);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_deposit_whose_order_was_not_reached_is_told_by_the_wake_up_after_a_restart(bool heard)
    {
        _orders.Place("o.1");
        Break(heard);
        await Assert.ThrowsAsync<TimeoutException>(() => Bank.DepositAsync(Deposit("o.1")));
        _host.Restart();
        Assert.Equal(Noon + LockerBank.RetryAfter, await Bank.WakeAsync());

        Mend();
        Assert.Equal(Deadline, await Bank.WakeAsync());
        Assert.Equal(FulfillmentStatus.ReadyForPickup, _orders.StatusOf("o.1"));
        Assert.Single(_orders.Told);
        Assert.Equal(CodeOf("o.1"), (await Bank.DepositAsync(Deposit("o.1"))).Value!.PickupCode);
    }

    [Fact]
    public async Task A_repeated_deposit_tells_the_order_too()
    {
        _orders.Place("o.1");
        Break(heard: false);
        await Assert.ThrowsAsync<TimeoutException>(() => Bank.DepositAsync(Deposit("o.1")));
        Mend();
        Assert.Equal(CodeOf("o.1"), (await Bank.DepositAsync(Deposit("o.1"))).Value!.PickupCode);
        Assert.Equal(FulfillmentStatus.ReadyForPickup, _orders.StatusOf("o.1"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pickup_whose_order_was_not_reached_is_told_by_the_wake_up_after_a_restart(bool heard)
    {
        await TypeAsync((await DepositAsync("o.1")).PickupCode);
        Break(heard);
        await Assert.ThrowsAsync<TimeoutException>(() => Bank.ConfirmPickupAsync(Confirm("S1")));
        _host.Restart();
        Mend();

        Assert.Null(await Bank.WakeAsync());
        Assert.Equal([FulfillmentStatus.ReadyForPickup, FulfillmentStatus.Collected], _orders.Told.Select(told => told.News));
        Assert.Equal(FulfillmentStatus.Collected, (await Bank.ConfirmPickupAsync(Confirm("S1"))).Value!.Parcel.Status);
    }

    [Fact]
    public async Task One_order_that_cannot_be_reached_keeps_no_other_waiting()
    {
        _orders.Place("gone.1");
        _orders.Place("o.1");
        Break(heard: false);
        await Assert.ThrowsAsync<TimeoutException>(() => Bank.DepositAsync(Deposit("gone.1")));
        await Assert.ThrowsAsync<TimeoutException>(() => Bank.DepositAsync(Deposit("o.1")));
        Mend();
        _orders.Orders.TryRemove("gone", out _);

        Assert.Equal(Noon + LockerBank.RetryAfter, await Bank.WakeAsync());
        Assert.Equal(FulfillmentStatus.ReadyForPickup, _orders.StatusOf("o.1"));
    }

    [Fact]
    public async Task A_deposit_for_an_order_that_was_cancelled_meanwhile_is_refused_now_and_ever_after()
    {
        _orders.Place("o.1");
        _orders.Refusal = new InvalidState("CANCELLED", "cancelled");
        var first = (await Bank.DepositAsync(Deposit("o.1"))).Failure;
        Assert.Equal("CANCELLED", Assert.IsType<InvalidState>(first).State);
        _host.Restart();
        Assert.Equal(first, (await Bank.DepositAsync(Deposit("o.1"))).Failure);
        Assert.Equal("CANCELLED", Assert.IsType<InvalidState>((await TypeAsync(CodeOf("o.1"))).Failure).State);
    }

    [Fact]
    public async Task Wrong_codes_are_counted_across_restarts()
    {
        await DepositAsync("o.1");
        for (var left = 4; left > 0; left--)
        {
            Assert.Equal(new WrongCode(left), (await TypeAsync("nonsense", $"with-{left}-left")).Failure);
            _host.Restart();
            Assert.Equal(new WrongCode(left), (await TypeAsync("nonsense", $"with-{left}-left")).Failure);
        }

        var lockedOut = new LockedOut(Noon.AddMinutes(15));
        Assert.Equal(lockedOut, (await TypeAsync("nonsense", "last")).Failure);
        _host.Restart();
        Assert.Equal(lockedOut, (await TypeAsync(CodeOf("o.1"))).Failure);
        _host.Time.Now = Noon.AddMinutes(15);
        Assert.True((await TypeAsync(CodeOf("o.1"))).Succeeded);
        Assert.Equal(lockedOut, (await TypeAsync("nonsense", "last")).Failure);
    }

    [Fact]
    public async Task A_wrong_code_that_comes_twice_at_once_counts_once()
    {
        await DepositAsync("o.1");
        var answers = await Task.WhenAll(TypeAsync("nonsense"), TypeAsync("nonsense"));
        Assert.All(answers, answer => Assert.Equal(new WrongCode(4), answer.Failure));
        Assert.Equal(new OperationIdReused("open"), (await TypeAsync(CodeOf("o.1"))).Failure);
        Assert.Equal(new WrongCode(3), (await TypeAsync("nonsense", "another")).Failure);
    }

    [Fact]
    public void A_call_that_is_logged_does_not_tell_its_code() =>
        Assert.DoesNotContain("123456", new OpenForPickup("open", "123456").ToString(), StringComparison.Ordinal);

    [Fact]
    public async Task The_wake_up_at_the_deadline_ends_the_code()
    {
        await DepositAsync("o.1");
        _host.Time.Now = Deadline;
        Assert.Null(await Bank.WakeAsync());
        Assert.Equal("EXPIRED", Assert.IsType<InvalidState>((await TypeAsync(CodeOf("o.1"))).Failure).State);
        Assert.Equal(CompartmentStatus.Loaded, (await Bank.GetAsync())!.Compartments[0].Status);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("shop")]
    public async Task A_place_that_is_no_locker_bank_has_none(string id)
    {
        var bank = BankAt(id);
        Failure missing = new NotFound("locker bank", id);
        Assert.Null(await bank.GetAsync());
        Assert.Equal(missing, (await bank.ConfigureAsync(new ConfigureLockerBank([new("a", CompartmentSize.S)]))).Failure);
        Assert.Equal(missing, (await bank.DepositAsync(Deposit("o.1"))).Failure);
        Assert.Equal(missing, (await bank.OpenForPickupAsync(new OpenForPickup("open", "123456"))).Failure);
        Assert.Equal(missing, (await bank.ConfirmPickupAsync(Confirm("S1"))).Failure);
        Assert.Equal(missing, (await bank.AssignAsync(Assign("o.1"))).Failure);
        Assert.Equal(missing, (await bank.ReportDoorAsync(new ReportDoor("door", "S1", DoorState.Opened))).Failure);
        Assert.Equal(missing, (await bank.ReportCompartmentAsync(Locker.Break("S1"))).Failure);
        Assert.Equal(missing, (await bank.RotateSecretAsync(new RotateLockerSecret("rotate", false))).Failure);
        Assert.Equal(missing, (await bank.AdmitAsync(new SignedCall(0, "0123456789abcdef", "POST", "/", "", "", "request"))).Failure);
        Assert.Null(await bank.GetOfflineGrantsAsync());
        Assert.Null(await bank.WakeAsync());
    }

    [Theory]
    [InlineData("o.1")]
    [InlineData("o")]
    [InlineData("o.0")]
    [InlineData(".1")]
    public async Task A_parcel_of_no_order_is_not_found(string parcel) =>
        Assert.Equal(new NotFound("fulfillment", parcel), (await Bank.DepositAsync(Deposit(parcel))).Failure);

    [Fact]
    public async Task A_configured_bank_stays_so()
    {
        var configured = (await Bank.ConfigureAsync(new ConfigureLockerBank([new("a", CompartmentSize.L)]))).Value!;
        _host.Restart();
        Assert.Equal(configured.Compartments, (await Bank.GetAsync())!.Compartments.AsEnumerable());
    }

    [Fact]
    public async Task What_the_hardware_tells_has_the_same_answers_long_after()
    {
        _orders.Place("o.1");
        var assigned = (await Bank.AssignAsync(Assign("o.1"))).Value!;
        var deposited = await DepositAsync("o.1");
        Assert.Equal(assigned.CompartmentId, deposited.Parcel.CompartmentId);
        await TypeAsync(deposited.PickupQr);
        var close = new ReportDoor("close", "S1", DoorState.Closed, CompartmentContent.Empty);
        var closed = (await Bank.ReportDoorAsync(close)).Value!;
        Assert.Equal((FulfillmentStatus.Collected, CompartmentStatus.Free), (closed.Parcel!.Status, closed.Compartment.Status));
        Assert.Equal(FulfillmentStatus.Collected, _orders.StatusOf("o.1"));
        _host.Restart();

        Assert.Equal(assigned, (await Bank.AssignAsync(Assign("o.1"))).Value);
        Assert.Equal(closed.Parcel, (await Bank.ReportDoorAsync(close)).Value!.Parcel);
        Assert.Equal(2, _orders.Told.Count);
    }

    [Fact]
    public async Task A_pickup_that_was_told_late_reaches_an_order_whose_parcel_expired()
    {
        var deposited = await DepositAsync("o.1");
        _host.Time.Now = Deadline.AddHours(3);
        await Bank.WakeAsync();
        var typed = new OpenForPickup("late", deposited.PickupCode, null, Deadline.AddHours(-1));
        Assert.True((await Bank.OpenForPickupAsync(typed)).Succeeded);
        Assert.True((await Bank.ConfirmPickupAsync(Confirm("S1") with { At = Deadline.AddMinutes(-59) })).Succeeded);
        Assert.Equal(FulfillmentStatus.Collected, _orders.StatusOf("o.1"));
    }

    [Fact]
    public async Task A_courier_empties_what_expired()
    {
        await DepositAsync("o.1");
        _host.Time.Now = Deadline;
        Assert.Equal(FulfillmentStatus.Expired, (await Bank.OpenForRetrievalAsync(new OpenForRetrieval("get", "S1"))).Value!.Status);
        var taken = (await Bank.ConfirmRetrievalAsync(new ConfirmRetrieval("got", "S1"))).Value!;
        _host.Restart();
        Assert.Equal(taken, (await Bank.ConfirmRetrievalAsync(new ConfirmRetrieval("got", "S1"))).Value);
        Assert.Equal(CompartmentStatus.Free, (await Bank.GetAsync())!.Compartments[0].Status);
    }

    [Fact]
    public async Task The_order_hears_that_a_courier_has_what_was_not_fetched_once_and_nothing_of_what_comes_back()
    {
        await DepositAsync("o.1");
        await DepositAsync("o.2");
        await Bank.ReportCompartmentAsync(Locker.Break("S2"));
        await Bank.OpenForRetrievalAsync(new OpenForRetrieval("get-2", "S2"));
        await Bank.ConfirmRetrievalAsync(new ConfirmRetrieval("got-2", "S2"));
        await Bank.WakeAsync();
        Assert.DoesNotContain(_orders.Told, told => told.News == FulfillmentStatus.Expired);

        _host.Time.Now = Deadline;
        await Bank.OpenForRetrievalAsync(new OpenForRetrieval("get", "S1"));
        Assert.True((await Bank.ConfirmRetrievalAsync(new ConfirmRetrieval("got", "S1"))).Succeeded);
        _host.Restart();
        await Bank.WakeAsync();
        await Bank.WakeAsync();
        Assert.Single(_orders.Told, told => told.News == FulfillmentStatus.Expired);
        Assert.Equal(FulfillmentStatus.Expired, _orders.StatusOf("o.1"));
    }

    [Fact]
    public async Task A_parcel_that_comes_back_has_its_old_code()
    {
        var first = await DepositAsync("o.1");
        await Bank.ReportCompartmentAsync(Locker.Break("S1"));
        await Bank.OpenForRetrievalAsync(new OpenForRetrieval("get", "S1"));
        await Bank.ConfirmRetrievalAsync(new ConfirmRetrieval("got", "S1"));
        var second = (await Bank.DepositAsync(Deposit("o.1", operation: "again"))).Value!;
        Assert.Equal((first.PickupCode, first.PickupQr, "S2"), (second.PickupCode, second.PickupQr, second.Parcel.CompartmentId));
        Assert.Equal(second, (await Bank.DepositAsync(Deposit("o.1", operation: "again"))).Value);
        Assert.True((await TypeAsync(first.PickupQr)).Succeeded);
    }

    [Fact]
    public async Task A_secret_is_told_again_to_who_asked_and_a_nonce_is_known_after_a_restart()
    {
        var rotate = new RotateLockerSecret("rotate", Immediately: false);
        var secret = (await Bank.RotateSecretAsync(rotate)).Value!;
        await Bank.RotateSecretAsync(new RotateLockerSecret("another", Immediately: true));
        _host.Restart();
        Assert.Equal(secret, (await Bank.RotateSecretAsync(rotate)).Value);

        var newest = (await Bank.RotateSecretAsync(new RotateLockerSecret("another", Immediately: true))).Value!;
        var seconds = _host.Time.Now.ToUnixTimeSeconds();
        var mac = System.Security.Cryptography.HMACSHA256.HashData(
            System.Buffers.Text.Base64Url.DecodeFromChars(newest.Secret),
            System.Text.Encoding.UTF8.GetBytes($"oc-locker-v1\n{Locker.Bank}\n{seconds}\n0123456789abcdef\nPOST\n/graphql\n00"));
        var call = new SignedCall(seconds, "0123456789abcdef", "POST", "/graphql", "00", Convert.ToHexStringLower(mac), "request");
        Assert.True((await Bank.AdmitAsync(call)).Succeeded);
        _host.Restart();
        Assert.Equal("nonce", Assert.IsType<InvalidInput>((await Bank.AdmitAsync(call with { RequestId = "replay" })).Failure).Field);
        Assert.Equal(2, (await Bank.GetAsync())!.SecretGeneration);
        Assert.Empty((await Bank.GetOfflineGrantsAsync())!.Grants);
    }

    private ILockerBankGrain BankAt(string id) => _host.Grain<ILockerBankGrain>(id);

    private async Task<DepositAnswer> DepositAsync(string parcel)
    {
        _orders.Place(parcel);
        return (await Bank.DepositAsync(Deposit(parcel))).Value!;
    }

    private Task<Result<LockerParcelDetails>> TypeAsync(string code, string operation = "open") =>
        Bank.OpenForPickupAsync(new OpenForPickup(operation, code));

    /// <summary>From now on orders cannot be told: the call is lost, or only its answer.</summary>
    private void Break(bool heard)
    {
        _orders.AnswerLost = heard;
        _orders.Unreachable = !heard;
    }

    private void Mend() => _orders.AnswerLost = _orders.Unreachable = false;
}
