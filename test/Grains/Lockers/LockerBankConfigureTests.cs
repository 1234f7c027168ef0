using System.Collections.Immutable;
using OrleansCommerce.Lockers;
using static OrleansCommerce.Grains.Tests.Lockers.Locker;

namespace OrleansCommerce.Grains.Tests.Lockers;

/// <summary>A bank is built, and rebuilt.</summary>
public sealed class LockerBankConfigureTests
{
    [Fact]
    public void A_bank_that_was_never_configured_has_twelve_free_compartments()
    {
        var compartments = Given().State.ToDetails(Bank).Compartments;
        Assert.Equal(
            ["S1", "S2", "S3", "S4", "S5", "S6", "M1", "M2", "M3", "M4", "L1", "L2"], compartments.Select(compartment => compartment.Id));
        Assert.All(compartments, compartment => Assert.Equal(CompartmentStatus.Free, compartment.Status));
        Assert.All(compartments, compartment => Assert.StartsWith(compartment.Size.ToString(), compartment.Id, StringComparison.Ordinal));
    }

    [Fact]
    public void The_compartments_are_those_that_were_configured()
    {
        var then = Given().When(state => state.Configure(new("A-1", CompartmentSize.M), new("b", CompartmentSize.L, OutOfOrder: true)));
        Assert.Null(then.Decision.Failure);
        Assert.Equal(
            [new CompartmentDetails("A-1", CompartmentSize.M, CompartmentStatus.Free, null),
                new CompartmentDetails("b", CompartmentSize.L, CompartmentStatus.OutOfOrder, null, OutOfOrder: true)],
            then.After.ToDetails(Bank).Compartments.AsEnumerable());
        then.And.When(state => state.Configure(new("A-1", CompartmentSize.M), new("b", CompartmentSize.L, OutOfOrder: true)))
            .ThenNothingHappens();
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(500, true)]
    [InlineData(501, false)]
    [InlineData(0, false)]
    public void A_bank_has_1_to_500_compartments(int count, bool allowed)
    {
        var then = Given().When(state => state.Configure(
            [.. Enumerable.Range(1, count).Select(number => new CompartmentLayout($"c{number}", CompartmentSize.S))]));
        Assert.Equal(allowed, then.Decision.Failure is null);
        Assert.Equal(allowed ? null : "compartments", (then.Decision.Failure as InvalidInput)?.Field);
    }

    [Fact]
    public void No_list_is_an_empty_list() =>
        Given().When(state => state.Configure(default(ImmutableArray<CompartmentLayout>))).ThenIsInvalid("compartments");

    [Theory]
    [InlineData("")]
    [InlineData("123456789012345678901")]
    [InlineData("a b")]
    [InlineData("é")]
    [InlineData(null)]
    public void A_compartment_id_is_short_and_plain(string? id) =>
        Given().When(state => state.Configure(new("a", CompartmentSize.S), new(id!, CompartmentSize.S))).ThenIsInvalid("compartments[1].id");

    [Fact]
    public void It_may_have_twenty_characters() =>
        Assert.Null(Given().When(state => state.Configure(new CompartmentLayout("12345678901234567890", CompartmentSize.S))).Decision.Failure);

    [Fact]
    public void Compartment_ids_are_unique() =>
        Given().When(state => state.Configure(new("a", CompartmentSize.S), new("a", CompartmentSize.L))).ThenIsInvalid("compartments[1].id");

    [Fact]
    public void A_size_that_does_not_exist_is_invalid() =>
        Given().When(state => state.Configure(new CompartmentLayout("a", (CompartmentSize)7))).ThenIsInvalid("compartments[0].size");

    [Fact]
    public void A_compartment_that_holds_a_parcel_cannot_be_taken_away() =>
        IsLoaded(new CompartmentLayout("S2", CompartmentSize.S));

    [Fact]
    public void Nor_can_it_be_of_another_size() =>
        IsLoaded(new CompartmentLayout("S1", CompartmentSize.M));

    [Fact]
    public void It_can_go_out_of_order_and_is_still_loaded()
    {
        var then = Given(Deposited("o.1", "S1")).When(state => state.Configure(new CompartmentLayout("S1", CompartmentSize.S, OutOfOrder: true)));
        Assert.Null(then.Decision.Failure);
        Assert.Equal(
            [Loaded("S1", "o.1") with { OutOfOrder = true }], then.After.ToDetails(Bank).Compartments.AsEnumerable());
    }

    private static void IsLoaded(CompartmentLayout layout)
    {
        var then = Given(Deposited("o.1", "S1")).When(state => state.Configure(layout));
        Assert.Equal("LOADED", Assert.IsType<InvalidState>(then.Decision.Failure).State);
        Assert.True(then.Decision.Events.IsDefaultOrEmpty);
    }
}
