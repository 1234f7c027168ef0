using System.Security.Cryptography;
using System.Text;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Lockers;
using OrleansCommerce.Lockers;
using static OrleansCommerce.Grains.Lockers.LockerBank.Event;
using static OrleansCommerce.Grains.Tests.Lockers.Locker;

namespace OrleansCommerce.Grains.Tests.Lockers;

/// <summary>What hardware signs, what it is refused for, and what it may take while it is offline.</summary>
public sealed class LockerBankDeviceTests
{
    private const string BodyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static readonly DeviceKeys Keys = new(new byte[32], Bank);

    [Fact]
    public void A_signed_call_is_taken_once()
    {
        var call = Signed();
        var then = Given(Rotated(1)).When(state => Admit(state, call)).ThenHappens(new CallAdmitted(call.Nonce, 1, call.RequestId, Noon));
        then.And.When(state => Admit(state, call with { RequestId = "replay" }, Noon.AddMinutes(5))).ThenIsInvalid("nonce");
        then.And.When(state => Admit(state, call, Noon.AddMinutes(5))).ThenNothingHappens();
        then.And.When(state => Admit(state, Signed(nonce: "another-nonce-of-16"))).ThenHappens(new CallAdmitted("another-nonce-of-16", 1, "request", Noon));
    }

    [Fact]
    public void Its_last_signed_call_tells_that_the_hardware_is_there()
    {
        Assert.Null(Given(Rotated(1)).State.ToDetails(Bank).HardwareHeardAt);
        var later = Noon.AddHours(3);
        var then = Given(Rotated(1)).When(state => Admit(state, Signed())).And
            .When(state => Admit(state, Signed(nonce: "another-nonce-of-16", time: later), later));
        Assert.Equal(later, then.After.ToDetails(Bank).HardwareHeardAt);
        Assert.Equal(later, then.And.When(state => LockerBank.Decide(state, new RotateLockerSecret("again", false), later.AddDays(1))).After.ToDetails(Bank).HardwareHeardAt);
    }

    [Fact]
    public void A_replay_is_still_known_when_its_time_is_almost_over_and_forgotten_when_it_can_come_no_more()
    {
        // Signed by a clock that is five minutes ahead, it could come for ten.
        var call = Signed(time: Noon.AddMinutes(5));
        var then = Given(Rotated(1)).When(state => Admit(state, call));
        then.And.When(state => Admit(state, Signed(nonce: "another-nonce-of-16", time: Noon.AddMinutes(10)), Noon.AddMinutes(10))).And
            .When(state => Admit(state, call with { RequestId = "replay" }, Noon.AddMinutes(10))).ThenIsInvalid("nonce");
        var later = Noon.AddMinutes(11);
        var after = then.And.When(state => Admit(state, Signed(nonce: "another-nonce-of-16", time: later), later));
        Assert.Equal(["another-nonce-of-16"], after.After.Nonces.Keys);
        after.And.When(state => Admit(state, call, later)).ThenIsInvalid("time");
    }

    [Theory]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public void Its_clock_may_be_five_minutes_wrong(int seconds, bool allowed)
    {
        var decision = Admit(Given(Rotated(1)).State, Signed(time: Noon.AddSeconds(seconds)));
        Assert.Equal(allowed ? null : "time", (decision.Failure as InvalidInput)?.Field);
    }

    [Fact]
    public void Whatever_is_changed_breaks_the_signature()
    {
        var state = Given(Rotated(1)).State;
        var call = Signed();
        Assert.All(
            [
                call with { Time = call.Time + 1 },
                call with { Nonce = "0123456789abcdeX" },
                call with { Method = "GET" },
                call with { Path = "/other" },
                call with { BodyHash = BodyHash.Replace('e', 'f') },
                call with { Signature = call.Signature[..^1] },
                call with { Signature = call.Signature.ToUpperInvariant() },
                call with { Signature = string.Empty },
            ],
            changed => Assert.Equal("signature", Assert.IsType<InvalidInput>(Admit(state, changed).Failure).Field));
    }

    [Fact]
    public void Another_banks_secret_is_no_secret_here_and_a_bank_without_one_takes_nothing()
    {
        var call = Signed();
        Given().When(state => Admit(state, call)).ThenIsInvalid("signature");
        var other = new DeviceKeys(new byte[32], "other");
        Given(Rotated(1)).When(state => LockerBank.Admit(state, call, generation => other.IsSigned(call, generation), Noon)).ThenIsInvalid("signature");
    }

    [Fact]
    public void The_secret_of_before_holds_for_a_day()
    {
        var day = Noon.AddHours(24);
        var given = Given(Rotated(1), Rotated(2, day));
        given.When(state => Admit(state, Signed(generation: 1))).ThenHappens(new CallAdmitted("0123456789abcdef", 1, "request", Noon));
        given.When(state => Admit(state, Signed(generation: 2))).ThenHappens(new CallAdmitted("0123456789abcdef", 2, "request", Noon));
        given.When(state => Admit(state, Signed(generation: 1, time: day), day)).ThenIsInvalid("signature");
    }

    [Fact]
    public void One_that_others_may_have_ends_at_once()
    {
        var rotate = new RotateLockerSecret("rotate", Immediately: true);
        var then = Given(Rotated(1)).When(state => LockerBank.Decide(state, rotate, Noon));
        Assert.Null(Assert.IsType<SecretRotated>(Assert.Single(then.Decision.Events)).PreviousUntil);
        then.And.When(state => Admit(state, Signed(generation: 1))).ThenIsInvalid("signature");
        then.And.When(state => LockerBank.Decide(state, rotate, Noon)).ThenRepeats(2);
    }

    [Fact]
    public void The_first_secret_has_none_before_it_and_the_second_a_day_of_both()
    {
        var first = Given().When(state => LockerBank.Decide(state, new RotateLockerSecret("a", false), Noon));
        Assert.Equal((1, null), (first.After.SecretGeneration, first.After.PreviousSecretUntil));
        var second = first.And.When(state => LockerBank.Decide(state, new RotateLockerSecret("b", false), Noon));
        Assert.Equal((2, Noon.AddHours(24)), (second.After.SecretGeneration, second.After.PreviousSecretUntil));
    }

    [Theory]
    [InlineData("0123456789abcde")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234")]
    [InlineData("0123456789abcde ")]
    public void A_nonce_has_16_to_64_plain_characters(string nonce) =>
        Given(Rotated(1)).When(state => Admit(state, Signed(nonce: nonce))).ThenIsInvalid("nonce");

    [Fact]
    public void Neither_events_nor_logged_answers_hold_the_secret()
    {
        var secret = Convert.ToHexStringLower(Keys.KeyOf(1));
        var written = Encoding.UTF8.GetString(LockerBank.Codec.Write(Rotated(1)).Payload.Span);
        Assert.DoesNotContain(secret, written, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("geheim", new LockerSecret("geheim", 1, null).ToString(), StringComparison.Ordinal);
        Assert.NotEqual(Keys.KeyOf(1), Keys.KeyOf(2));
    }

    [Fact]
    public void A_device_that_is_offline_knows_the_codes_of_waiting_parcels_by_their_macs()
    {
        var state = Given(Rotated(1), Deposited("o.1", "S1"), Deposited("o.2", "S2"), new ParcelExpired("o.2", Deadline)).State;
        var issued = LockerBank.Grants(state, Keys, Codes, Noon)!;
        var grant = Assert.Single(issued.Grants);
        Assert.Equal(("o.1", "S1", Deadline), (grant.ParcelId, grant.CompartmentId, grant.NotAfter));
        Assert.Equal(Mac($"oc-locker-grant-v1\n{Bank}\no.1\n{CodeOf("o.1")}"), grant.CodeMac);
        Assert.Equal(Mac($"oc-locker-grant-v1\n{Bank}\no.1\n{Codes.QrOf(state.FindParcel("o.1")!)}"), grant.QrMac);
        Assert.Equal(
            Mac($"oc-locker-grants-v1\n{Bank}\n{Noon.ToUnixTimeSeconds()}\n{Noon.AddHours(24).ToUnixTimeSeconds()}\n"
                + $"o.1 S1 {Deadline.ToUnixTimeSeconds()} {grant.CodeMac} {grant.QrMac}"),
            issued.Signature);
        Assert.Null(LockerBank.Grants(Given().State, Keys, Codes, Noon));
    }

    [Fact]
    public void A_QR_code_opens_like_the_digits_and_a_changed_one_does_not()
    {
        var state = Given(Deposited("o.1", "S1"), Deposited("o.2", "S2")).State;
        var qr = Codes.QrOf(state.FindParcel("o.1")!);
        Assert.StartsWith($"OC1:{Bank}:o.1:", qr, StringComparison.Ordinal);
        Assert.Equal(HashOf("o.1"), Codes.HashOfTyped(state, qr));
        Assert.Null(Codes.HashOfTyped(state, qr[..^1] + (qr[^1] == 'A' ? 'B' : 'A')));
        Assert.Null(Codes.HashOfTyped(state, qr.Replace("o.1", "o.2", StringComparison.Ordinal)));
        Assert.Null(Codes.HashOfTyped(state, $"OC1:{Bank}:"));
        Assert.Null(Codes.HashOfTyped(state, new string('x', 1_000)));
        Assert.Null(Codes.HashOfTyped(Given().State, qr));
    }

    private static string Mac(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(Keys.KeyOf(1), Encoding.UTF8.GetBytes(text)));

    private static SecretRotated Rotated(int generation, DateTimeOffset? previousUntil = null) =>
        new(generation, previousUntil, Noon, new("rotate-" + generation, "0"));

    private static Decision<LockerBank.Event> Admit(LockerBank.State state, SignedCall call, DateTimeOffset? now = null) =>
        LockerBank.Admit(state, call, generation => Keys.IsSigned(call, generation), now ?? Noon);

    private static SignedCall Signed(int generation = 1, string nonce = "0123456789abcdef", DateTimeOffset? time = null)
    {
        var seconds = (time ?? Noon).ToUnixTimeSeconds();
        var text = $"oc-locker-v1\n{Bank}\n{seconds}\n{nonce}\nPOST\n/graphql\n{BodyHash}";
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Keys.KeyOf(generation), Encoding.UTF8.GetBytes(text)));
        return new SignedCall(seconds, nonce, "POST", "/graphql", BodyHash, signature, "request");
    }
}
