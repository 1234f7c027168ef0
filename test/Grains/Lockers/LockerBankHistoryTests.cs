using System.Text;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Lockers;
using OrleansCommerce.Journal;
using static OrleansCommerce.Grains.Tests.Lockers.Locker;

namespace OrleansCommerce.Grains.Tests.Lockers;

/// <summary>Events as older versions wrote them are read, and mean what they meant.</summary>
public sealed class LockerBankHistoryTests
{
    private const string Operation = """{"id":"op","fingerprint":"0011223344556677"}""";

    [Fact]
    public void A_deposit_without_a_size_has_the_code_of_its_own_operation()
    {
        var deposited = Read(
            "locker.parcel-deposited",
            $$"""
            {"parcelId":"o.1","orderId":"o","compartmentId":"S1","codeAttempt":0,"codeHash":"{{HashOf("o.1")}}",
             "deadline":"2026-11-25T12:00:00+00:00","at":"2026-11-22T12:00:00+00:00","operation":{{Operation}}}
            """);
        var parcel = Given(deposited).State.FindParcel("o.1")!;
        Assert.Equal((null, "op", Noon), (parcel.Size, parcel.CodeOperationId, parcel.DepositedAt));
        Assert.Null(Given(deposited).State.Type(CodeOf("o.1")).Failure);
    }

    [Fact]
    public void A_wrong_code_and_a_lockout_of_before_there_were_keypads_are_the_panels()
    {
        var refused = Read("locker.code-refused", $$"""{"at":"2026-11-22T12:00:00+00:00","attemptsLeft":0,"operation":{{Operation}}}""");
        var locked = Read("locker.locked-out", $$"""{"until":"2026-11-22T12:15:00+00:00","operation":{{Operation}}}""");
        var state = Given(refused, locked).State;
        Assert.Equal((Noon.AddMinutes(15), null), (state.LockedUntil, state.BankLockedUntil));
        Assert.Equal(new LockedOut(Noon.AddMinutes(15)), state.Type(CodeOf("o.1")).Failure);
    }

    [Fact]
    public void What_a_later_version_adds_to_an_event_is_left_out()
    {
        var rotated = Read(
            "locker.secret-rotated",
            $$"""{"generation":2,"at":"2026-11-22T12:00:00+00:00","operation":{{Operation}},"algorithm":"of-tomorrow"}""");
        Assert.Equal(2, Given(rotated).State.SecretGeneration);
    }

    [Fact]
    public void A_snapshot_of_before_there_was_hardware_has_none_of_it()
    {
        const string Old =
            """
            {"version":3,"compartments":[{"id":"S1","size":"s","outOfOrder":false}],
             "loaded":{"S1":{"id":"o.1","orderId":"o","compartmentId":"S1","codeAttempt":0,"codeHash":"00","deadline":"2026-11-25T12:00:00+00:00",
                             "stage":"waiting","opened":true,"deposit":{"id":"op","fingerprint":"0011223344556677"}}},
             "untold":[],"wrongCodes":[]}
            """;
        var state = System.Text.Json.JsonSerializer.Deserialize<LockerBank.State>(Old, EventJson.Options)!;
        Assert.Equal((3, 0, null), (state.Version, state.SecretGeneration, state.FindParcel("o.1")!.OpenedAt));
        Assert.Empty(state.Assigned);
        Assert.Null(LockerBank.Decide(state, Confirm("S1"), Noon).Failure);
    }

    private static LockerBank.Event Read(string name, string payload) => LockerBank.Codec.Read(new RecordedEvent(
        "locker-bank/bank", 1, FeedPosition.Start, name, Encoding.UTF8.GetBytes(payload), EventMetadata.None, Noon));
}
