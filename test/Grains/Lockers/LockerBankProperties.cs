using FsCheck;
using FsCheck.Fluent;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Lockers;
using OrleansCommerce.Grains.Tests.EventSourcing;
using OrleansCommerce.Lockers;
using static OrleansCommerce.Grains.Tests.Lockers.Locker;

namespace OrleansCommerce.Grains.Tests.Lockers;

/// <summary>What holds after any sequence of commands, with time going on between them.</summary>
[Trait("Engine", "Any")]
public sealed class LockerBankProperties
{
    /// <summary>One command: what, on which parcel or compartment, how big, how many minutes after the one before, and under which key a code is typed.</summary>
    private static readonly Gen<Step> Steps =
        from kind in Gen.Choose(0, 22)
        from number in Gen.Choose(1, 8)
        from size in Gen.Elements(CompartmentSize.S, CompartmentSize.M, CompartmentSize.L)
        from minutes in Gen.Frequency((9, Gen.Choose(0, 6)), (1, Gen.Choose(0, 2_000)))
        from typing in Gen.Choose(1, 40)
        select new Step(kind, number, size, minutes, typing);

    [Fact]
    public void A_parcel_lies_in_one_compartment_and_fits_it() => Check((_, _, after, _) =>
        after.Loaded.Values.Select(parcel => parcel.Id).Distinct().Count() == after.Loaded.Count
        && after.Loaded.All(loaded => loaded.Key == loaded.Value.CompartmentId
            && after.Compartments.Count(compartment => compartment.Id == loaded.Key) == 1));

    [Fact]
    public void No_parcel_is_put_where_another_lies() => Check((before, events, _, _) =>
        events.OfType<LockerBank.Event.ParcelDeposited>().All(deposited => !before.Loaded.ContainsKey(deposited.CompartmentId)));

    [Fact]
    public void Codes_at_a_bank_are_unique() => Check((_, _, after, _) =>
        after.Loaded.Values.Concat(after.Assigned.Values.Select(kept => kept.DropOff).OfType<LockerBank.Parcel>()).Select(parcel => parcel.CodeHash).ToList() is var codes
        && codes.Distinct().Count() == codes.Count);

    [Fact]
    public void Only_what_a_code_opened_for_that_is_dropped_off_and_no_code_opens_it_again() => Check((before, events, after, _) =>
        events.OfType<LockerBank.Event.DroppedOff>().All(droppedOff =>
            before.FindAssignment(droppedOff.RequestId)?.DropOff is { Opened: true, CompartmentId: var compartment }
            && !before.Loaded.ContainsKey(compartment)
            && after.Loaded[compartment] is { Stage: LockerBank.ParcelStage.Returning })
        && events.OfType<LockerBank.Event.Opened>().All(opened => before.FindParcel(opened.ParcelId)!.Stage == LockerBank.ParcelStage.Waiting));

    [Fact]
    public void Only_the_code_of_a_parcel_that_waits_opens_and_only_its_compartment() => Check((before, events, _, step) =>
        events.OfType<LockerBank.Event.Opened>().All(opened =>
            before.FindParcel(opened.ParcelId) is { Stage: LockerBank.ParcelStage.Waiting } parcel
            && parcel.CodeHash == step.TypedHash
            && opened.At < parcel.Deadline));

    [Fact]
    public void Only_what_was_opened_is_picked_up() => Check((before, events, _, _) =>
        events.OfType<LockerBank.Event.PickedUp>().All(pickedUp => before.FindParcel(pickedUp.ParcelId)!.Opened));

    [Fact]
    public void A_parcel_is_kept_a_place_or_is_in_or_is_to_come_back_and_never_two_of_these() => Check((_, _, after, _) =>
        after.Loaded.Values.Select(parcel => parcel.Id)
            .Concat(after.KeptOut.Keys)
            .Concat(after.Assigned.Values.Select(assignment => assignment.ParcelId).Where(parcel => !after.KeptOut.ContainsKey(parcel)))
            .CountBy(parcel => parcel)
            .All(count => count.Value == 1));

    [Fact]
    public void A_kept_compartment_exists_fits_works_and_is_empty() => Check((_, _, after, _) =>
        after.Assigned.All(kept => kept.Key == kept.Value.CompartmentId
            && !after.Loaded.ContainsKey(kept.Key)
            && after.FindCompartment(kept.Key) is { } compartment
            && (kept.Value.DropOff is { OpenedAt: not null } || (!compartment.OutOfOrder && compartment.Size >= kept.Value.Size))));

    [Fact]
    public void Only_what_a_courier_opened_is_taken_out() => Check((before, events, _, _) =>
        events.OfType<LockerBank.Event.ParcelRetrieved>().All(retrieved => before.FindParcel(retrieved.ParcelId)!.OpenedForRetrieval));

    [Fact]
    public void Loaded_free_kept_and_out_of_order_are_all() => Check((_, _, after, _) =>
    {
        var statuses = after.ToDetails(Bank).Compartments.CountBy(compartment => compartment.Status).ToDictionary();
        return statuses.GetValueOrDefault(CompartmentStatus.Loaded) == after.Loaded.Count
            && statuses.GetValueOrDefault(CompartmentStatus.Loaded)
                + statuses.GetValueOrDefault(CompartmentStatus.Free)
                + statuses.GetValueOrDefault(CompartmentStatus.Assigned)
                + statuses.GetValueOrDefault(CompartmentStatus.OutOfOrder) == after.Compartments.Length;
    });

    [Fact]
    public void A_locked_bank_opens_nothing() => Check((before, events, _, step) =>
        !(before.LockedUntil > step.At) || !events.OfType<LockerBank.Event.Opened>().Any());

    [Fact]
    public void Nobody_guesses_more_than_five_times_in_a_quarter_of_an_hour() => CheckHistory(history =>
        history.OfType<LockerBank.Event.CodeRefused>().Select(refused => refused.At).ToList() is var guesses
        && guesses.Zip(guesses.Skip(LockerBank.WrongCodesMax)).All(pair =>
            pair.Second - pair.First >= LockerBank.WrongCodesWindow
            || history.OfType<LockerBank.Event.Opened>().Any(opened => opened.At >= pair.First && opened.At <= pair.Second)));

    [Fact]
    public void Whatever_was_cut_off_every_order_hears_everything_in_the_end() => Check((_, _, after, step) =>
    {
        // A wake-up tells what is untold, the oldest first, and expires what is due; the first half of it may be all that is done.
        var half = after.Untold.Take(after.Untold.Count / 2).Aggregate(after, (state, telling) => Tell(state, telling, step));
        var awake = half.Untold.Aggregate(half, (state, telling) => Tell(state, telling, step));
        return awake.Untold.IsEmpty && Apply(awake, LockerBank.Expire(awake, step.At.AddDays(40))).NextWake is null;
    });

    [Fact]
    public void The_same_deposit_code_or_pickup_again_changes_nothing() => Check((_, events, after, step) =>
        events.Count == 0 || step.Kind > 6 || step.Decide(after).Events.IsDefaultOrEmpty);

    [Fact]
    public void A_code_that_comes_again_has_its_first_answer() => Check((before, events, after, step) =>
        events.Count == 0 || step.Kind is not (3 or 4 or 5) || step.Decide(after) is var again
            && again.Failure == step.Decide(before).Failure
            && again.RepeatOf == (again.Failure is null ? after.Version : null));

    [Fact]
    public void A_snapshot_gives_the_same_state_back() => Check((_, _, after, _) =>
        Snapshots.Write(Snapshots.Reread(after)) == Snapshots.Write(after)
        && Snapshots.Reread(after).NextWake == after.NextWake
        && Snapshots.Reread(after).Untold.SequenceEqual(after.Untold));

    [Fact]
    public void An_event_is_read_as_it_was_written() => Check((_, events, _, _) => events.All(happened =>
    {
        var written = LockerBank.Codec.Write(happened);
        var recorded = new Journal.RecordedEvent(
            "stream", 1, Journal.FeedPosition.Start, written.Type, written.Payload, Journal.EventMetadata.None, Noon);
        return LockerBank.Codec.Write(LockerBank.Codec.Read(recorded)).Payload.Span.SequenceEqual(written.Payload.Span);
    }));

    private static LockerBank.State Tell(LockerBank.State state, LockerBank.Telling telling, Step step) =>
        Apply(state, LockerBank.Told(state, telling, step.Number == 5 ? new NotFound("order", "o") : null, null));

    private static LockerBank.State Apply(LockerBank.State state, Decision<LockerBank.Event> decision) =>
        decision.Events.IsDefault ? state : decision.Events.Aggregate(state, LockerBank.Evolve);

    private static void CheckHistory(Func<IReadOnlyList<LockerBank.Event>, bool> holds)
    {
        var history = new List<LockerBank.Event>();
        Check((before, events, _, _) =>
        {
            if (before.Version == 0)
            {
                history.Clear();
            }

            history.AddRange(events);
            return holds(history);
        });
    }

    private static void Check(Func<LockerBank.State, IReadOnlyList<LockerBank.Event>, LockerBank.State, Step, bool> holds) =>
        Prop.ForAll(Steps.ListOf(60).ToArbitrary(), sequence =>
        {
            var state = LockerBank.State.Initial;
            var now = Noon;
            foreach (var step in sequence)
            {
                now = now.AddMinutes(step.Minutes);
                var timed = step with { At = now };
                var decision = timed.Decide(state);
                var after = Apply(state, decision);
                if (!holds(state, decision.Events.IsDefault ? [] : decision.Events, after, timed))
                {
                    return false;
                }

                state = after;
            }

            return true;
        }).QuickCheckThrowOnFailure();

    private sealed record Step(int Kind, int Number, CompartmentSize Size, int Minutes, int Typing)
    {
        public DateTimeOffset At { get; init; }

        public string? TypedHash => Kind switch
        {
            3 or 4 => HashOf(Parcel),
            17 => Codes.HashOf(DropOffCodeOf(Request)),
            5 => Codes.HashOf("000000"),
            _ => null,
        };

        private string Parcel => $"o.{Number}";

        private string Request => $"o.r{Number}";

        public Decision<LockerBank.Event> Decide(LockerBank.State state) => Kind switch
        {
            // Parcels share their first codes, so that some are taken.
            0 or 1 or 2 => LockerBank.Decide(state, Bank, Deposit(Parcel, Size), OrderFor(Parcel), FewCodes, At),
            3 or 4 or 5 => LockerBank.Open(state, LockerBank.Stamp($"open-{Typing}", TypedHash), TypedHash, At),
            6 => LockerBank.Decide(state, Confirm(state.FindParcel(Parcel)?.CompartmentId ?? $"{Size}1", $"take-{Number}"), At),
            7 => state.Untold.IsEmpty
                ? Decision<LockerBank.Event>.Nothing
                : LockerBank.Told(state, state.Untold[0], Number == 1 ? new NotFound("order", "o") : null, null),
            8 => LockerBank.Expire(state, At),
            10 => LockerBank.Decide(state, Bank, Assign(Parcel, Size), OrderFor(Parcel), At),
            11 => LockerBank.Decide(state, new ReportCompartment($"break-{Typing}", Door(state), Number % 3 != 0, Number != 1), At),
            12 => LockerBank.Decide(state, new OpenForRetrieval($"get-{Typing}", Door(state)), At),
            13 => LockerBank.Decide(state, new ConfirmRetrieval($"got-{Typing}", Door(state)), At),
            14 => LockerBank.Decide(
                state,
                new ReportDoor($"door-{Typing}", Door(state), DoorState.Closed, Number % 2 == 0 ? CompartmentContent.Empty : CompartmentContent.NotEmpty),
                At),
            15 => LockerBank.Decide(state, new ReportDoor($"door-{Typing}", Door(state), DoorState.Opened), At),
            16 => state.Keep(Reserve(Request, Size), At, RequestFor(Request, deadline: Noon.AddYears(1))),
            17 => LockerBank.Open(state, LockerBank.Stamp($"open-{Typing}", TypedHash), TypedHash, At),
            18 => LockerBank.Decide(state, new ConfirmDropOff($"in-{Typing}", state.FindAssignment(Request)?.CompartmentId ?? Door(state), null), At),
            19 => LockerBank.Decide(
                state,
                new ReportDoor($"door-{Typing}", state.FindAssignment(Request)?.CompartmentId ?? Door(state), DoorState.Closed, Number % 2 == 0 ? CompartmentContent.Empty : CompartmentContent.NotEmpty),
                At),
            20 => LockerBank.Decide(state, new RotateLockerSecret($"rotate-{Typing}", Number == 1), At),
            21 => state.SecretGeneration == 0
                ? Decision<LockerBank.Event>.Nothing
                : LockerBank.Admit(state, new SignedCall(At.ToUnixTimeSeconds(), $"nonce-{At:O}-{Typing}".Replace(':', '-').Replace('.', '-').Replace('+', '-'), "POST", "/graphql", "", "", $"{Typing}"), _ => true, At),

            // A device that was offline let a customer in, wherever it had last heard of.
            22 => state.FindAssignment(Request)?.DropOff is null
                ? Decision<LockerBank.Event>.Nothing
                : LockerBank.Open(
                    state,
                    LockerBank.Stamp($"open-{Typing}", Codes.HashOf(DropOffCodeOf(Request)), Door(state), At.AddMinutes(-Number)),
                    Codes.HashOf(DropOffCodeOf(Request)),
                    At,
                    Door(state),
                    At.AddMinutes(-Number)),
            _ => state.Configure([.. LockerBank.DefaultLayout
                .Where(compartment => Number != 2 || compartment.Id != "S2")
                .Select(compartment => new CompartmentLayout(compartment.Id, compartment.Size, OutOfOrder: compartment.Id == $"S{Number}"))]),
        };

        private string Door(LockerBank.State state) => state.FindParcel(Parcel)?.CompartmentId ?? $"{Size}1";

        private string FewCodes(int attempt) =>
            HashOf(attempt == 0 ? $"o.{1 + (Number / 2)}" : $"o.{attempt}");
    }
}
