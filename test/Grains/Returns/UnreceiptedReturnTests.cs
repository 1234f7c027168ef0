using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Receipts;
using OrleansCommerce.Grains.Returns;
using OrleansCommerce.Grains.Tests.EventSourcing;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;
using OrleansCommerce.Receipts;
using OrleansCommerce.Returns;
using static OrleansCommerce.Grains.Returns.UnreceiptedReturn.Event;

namespace OrleansCommerce.Grains.Tests.Returns;

/// <summary>Goods come back and no purchase can be shown. Decider only: no grain, no journal, no stock.</summary>
public sealed class UnreceiptedReturnTests
{
    private static readonly DateTimeOffset Noon = EventSourcing.Given.Noon;

    private static readonly ReceiptDetails CreditNote = new(
        "shop-2026-000001", ReceiptKind.CreditNote, "r", string.Empty, null, "GBP", [], [], -1m, Noon, Noon, DateOnly.FromDateTime(Noon.Date), null, "hash");

    private static readonly Dictionary<string, ProductDetails> Products = new(StringComparer.Ordinal)
    {
        ["mug"] = new("mug", "Mug", new Money(5m, "GBP"), true, []),
        ["spoon"] = new("spoon", "Spoon", new Money(1m, "GBP"), true, []),
        ["gift-wrap"] = new("gift-wrap", "Gift wrap", new Money(2m, "GBP"), false, []),
    };

    [Fact]
    public void Goods_are_taken_back_and_paid_for()
    {
        var then = When(Accept(Line("mug", 2, 4.5m), Line("spoon", 1, 1m, Disposition.WriteOff)));
        Assert.Null(then.Decision.Failure);
        var details = then.After.ToDetails("r")!;
        Assert.Equal(new Money(10m, "GBP"), details.Refund);
        Assert.Equal(["mug", "spoon"], details.Lines.Select(line => line.Sku));
        Assert.Equal(
            ("r", "shop", "customer", "anna", Noon),
            (details.Id, details.LocationId, details.CustomerId, details.ApprovedBy, details.AcceptedAt));
    }

    [Fact]
    public void A_return_that_was_never_accepted_is_not_there() => Assert.Null(UnreceiptedReturn.State.Initial.ToDetails("r"));

    [Fact]
    public void The_stock_is_told_of_all_units_of_products_that_have_one()
    {
        var then = When(Accept(Line("gift-wrap"), Line("mug"), Line("mug", disposition: Disposition.WriteOff), Line("spoon")));
        Assert.Equal([1, 2, 3], then.After.ToRestock);
        Assert.Equal(Noon.AddSeconds(5), then.After.NextWake);
    }

    [Fact]
    public void Each_line_is_settled_once_and_then_nothing_is_left_to_do()
    {
        var accepted = When(Accept(Line("mug"), Line("spoon"))).And;
        var first = accepted.When(state => UnreceiptedReturn.Settle(state, [(0, null)])).ThenHappens(new Restocked(0));
        var second = first.And.When(state => UnreceiptedReturn.Settle(state, [(0, null), (1, new InvalidInput("quantity", "too many"))]))
            .ThenHappens(new RestockRefused(1, "quantity: too many"));
        Assert.Empty(second.After.ToRestock);
        Assert.NotNull(second.After.NextWake);
        var third = second.And.When(state => UnreceiptedReturn.DecideReceipted(state, CreditNote)).ThenHappens(new ReceiptIssued("shop-2026-000001", "hash"));
        Assert.Null(third.After.NextWake);
        third.And.When(state => UnreceiptedReturn.DecideReceipted(state, CreditNote)).ThenNothingHappens();
        second.And.When(state => UnreceiptedReturn.Settle(state, [(0, null), (1, null)])).ThenNothingHappens();
    }

    [Fact]
    public void A_return_with_nothing_to_restock_wakes_for_its_credit_note_alone()
    {
        var then = When(Accept(Line("gift-wrap")));
        Assert.Equal(Noon.AddSeconds(5), then.After.NextWake);
        Assert.Null(then.And.When(state => UnreceiptedReturn.DecideReceipted(state, CreditNote)).After.NextWake);
    }

    [Fact]
    public void The_credit_note_gives_back_each_line_with_its_vat_and_refers_to_no_sale()
    {
        var state = When(Accept(Line("mug", 2, 4.5m), Line("spoon", 1, 1.0049m))).After;
        var request = UnreceiptedReturn.ReceiptRequest(state, "r")!;
        Assert.Equal(("r:receipt:1", "r", string.Empty, "customer", null), (request.SourceId, request.OrderId, request.OrderNumber, request.CustomerId, request.OriginalId));
        var ledger = ReceiptLedger.Nothing(UnreceiptedReturn.LedgersOf(state).First());
        ledger = ReceiptLedger.DecideOpen(ledger, predecessor: null, Noon).Events.Aggregate(ledger, ReceiptLedger.Evolve);
        var issued = ReceiptLedger.DecideIssue(ledger, request, TaxTable.Default.Of("GB"), Noon);
        var note = ReceiptLedger.Details(ledger, Assert.IsType<ReceiptLedger.Event.Issued>(Assert.Single(issued.Events)));
        Assert.Equal((ReceiptKind.CreditNote, -10m), (note.Kind, note.Total));
        Assert.Equal([(-2, "Mug", -9m, -1.5m), (-1, "Spoon", -1m, -0.17m)], note.Lines.Select(line => (line.Quantity, line.Name, line.Amount, line.Tax)));
    }

    [Fact]
    public void It_is_paid_as_store_credit_once()
    {
        var accepted = When(Accept(Line("gift-wrap", 2, 1.5m)) with { AsStoreCredit = true });
        Assert.Equal("r:credit", accepted.After.CreditDue);
        Assert.Equal("r:credit", accepted.After.ToDetails("r")!.StoreCreditId);
        var credited = accepted.And.When(UnreceiptedReturn.DecideCredited).ThenHappens(new CreditIssued());
        Assert.Null(credited.After.CreditDue);
        credited.And.When(UnreceiptedReturn.DecideCredited).ThenNothingHappens();
        When(Accept(Line("mug"))).And.When(UnreceiptedReturn.DecideCredited).ThenNothingHappens();
    }

    [Fact]
    public void What_is_sold_for_good_today_does_not_come_back_without_a_receipt_unless_the_shop_is_to_answer_for_it()
    {
        var ring = Products["mug"] with { Categories = [new ProductCategory("engraved", Noon.AddDays(-1))] };
        Assert.Equal(Refused(ReturnRefusal.FinalSale, "sku"), WithTerms(ring, Accept(Line("spoon"), Line("mug"))));
        Assert.Null(WithTerms(ring, Accept(Line("spoon"), Line("mug", disposition: Disposition.WriteOff) with { Reason = ReturnReason.Defective })));
        Assert.Null(WithTerms(ring, Accept(Line("spoon"), Line("mug")) with { Override = new ReturnOverride("boss", "the wrong name") }));

        // Terms of a product stand before those of its category, and a category's hold from their day on.
        var own = ring with { ReturnTerms = [new ProductReturnTerms(90, FinalSale: false, Noon.AddDays(-1))] };
        Assert.Null(WithTerms(own, Accept(Line("spoon"), Line("mug"))));
        Assert.Equal(
            Refused(ReturnRefusal.FinalSale, "sku"),
            WithTerms(Products["mug"] with { ReturnTerms = [new ProductReturnTerms(null, FinalSale: true, Noon)] }, Accept(Line("spoon"), Line("mug"))));
        Assert.Null(WithTerms(ring with { Categories = [new ProductCategory("later", Noon.AddDays(-1))] }, Accept(Line("spoon"), Line("mug"))));
    }

    [Fact]
    public void What_comes_back_unopened_alone_is_graded_as_new_without_a_receipt_too()
    {
        var game = Products["mug"] with { Categories = [new ProductCategory("software", Noon.AddDays(-1))] };
        Assert.Null(WithTerms(game, Accept(Line("spoon"), Line("mug") with { Condition = ReturnCondition.New })));
        Assert.Equal(Refused(ReturnRefusal.Opened, "condition"), WithTerms(game, Accept(Line("spoon"), Line("mug"))));
        Assert.Equal(
            Refused(ReturnRefusal.Opened, "condition"),
            WithTerms(game, Accept(Line("spoon"), Line("mug", disposition: Disposition.Quarantine) with { Condition = ReturnCondition.Opened })));
        Assert.Null(WithTerms(
            game,
            Accept(Line("spoon"), Line("mug", disposition: Disposition.Quarantine) with { Condition = ReturnCondition.Opened, Reason = ReturnReason.WrongItem })));
    }

    [Fact]
    public void No_window_is_asked_where_nobody_knows_when_it_was_bought() => Assert.Null(UnreceiptedReturn.Decide(
        UnreceiptedReturn.State.Initial, "r", Accept(Line("mug")), Location(LocationKind.Store), Products, Noon, new ReturnPolicy { WindowDays = 0 }).Failure);

    [Fact]
    public void A_return_that_was_accepted_stays_so_when_the_terms_change()
    {
        var command = Accept(Line("mug"));
        var policy = Terms with { Categories = Terms.Categories.SetItem("plain", new CategoryReturnTerms { FinalSale = true }) };
        var mug = new Dictionary<string, ProductDetails>(StringComparer.Ordinal) { ["mug"] = Products["mug"] with { Categories = [new ProductCategory("plain", Noon)] } };
        var again = UnreceiptedReturn.Decide(When(command).After, "r", command, Location(LocationKind.Store), mug, Noon, policy);
        Assert.Equal((null, 1L), (again.Failure, again.RepeatOf));
    }

    [Fact]
    public void What_is_broken_does_not_go_back_on_the_shelf()
    {
        When(Accept(Line("mug") with { Condition = ReturnCondition.Damaged })).ThenIsInvalid("lines[0].disposition");
        When(Accept(Line("mug") with { Note = new string('x', 151) })).ThenIsInvalid("lines[0].note");
    }

    [Fact]
    public void Of_a_return_of_before_the_ledger_was_told_only_what_is_sellable_is_restocked()
    {
        var accepted = When(Accept(Line("mug"), Line("spoon", disposition: Disposition.WriteOff))).After.Accepted!;
        Assert.Equal([0], UnreceiptedReturn.Evolve(UnreceiptedReturn.State.Initial, accepted with { KeepsLedger = false }).ToRestock);
    }

    [Fact]
    public void A_return_of_before_there_were_credit_notes_gets_none()
    {
        var accepted = When(Accept(Line("gift-wrap"))).After.Accepted!;
        var old = accepted with { Lines = [.. accepted.Lines.Select(line => line with { Name = null })] };
        var state = UnreceiptedReturn.Evolve(UnreceiptedReturn.State.Initial, old);
        Assert.Null(UnreceiptedReturn.ReceiptRequest(state, "r"));
        Assert.Null(state.NextWake);
        Assert.Empty(UnreceiptedReturn.DecideReceipted(state, CreditNote).Events);
    }

    [Fact]
    public void The_same_request_again_shows_its_first_answer()
    {
        var command = Accept(Line("mug"));
        When(command).And.When(state => Decide(state, command)).ThenRepeats(1);
    }

    [Fact]
    public void A_return_is_accepted_once()
    {
        var accepted = When(Accept(Line("mug"))).And;
        accepted.When(state => Decide(state, Accept(Line("mug", 2)))).ThenIsRefused(new OperationIdReused("op"));
        accepted.When(state => Decide(state, Accept(Line("mug")) with { OperationId = "other" })).ThenIsRefused(new OperationIdReused("other"));
    }

    [Fact]
    public void An_unknown_location_is_not_found() =>
        Given().When(state => UnreceiptedReturn.Decide(state, "r", Accept(Line("mug")), null, Products, Noon))
            .ThenIsRefused(new NotFound("location", "shop"));

    [Theory]
    [InlineData(LocationKind.Store, true)]
    [InlineData(LocationKind.Warehouse, true)]
    [InlineData(LocationKind.LockerBank, false)]
    public void A_locker_bank_takes_nothing_back(LocationKind kind, bool allowed)
    {
        var then = Given().When(state => UnreceiptedReturn.Decide(state, "r", Accept(Line("mug")), Location(kind), Products, Noon));
        Assert.Equal(allowed ? null : "locationId", (then.Decision.Failure as InvalidInput)?.Field);
    }

    [Fact]
    public void A_sku_must_be_registered() => When(Accept(Line("mug"), Line("cup"))).ThenIsInvalid("lines[1].sku");

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void A_sku_must_be_given(string? sku) => When(Accept(Line(sku!))).ThenIsInvalid("lines[0].sku");

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_000_001)]
    public void A_quantity_is_1_to_1_000_000(int quantity) => When(Accept(Line("mug", quantity))).ThenIsInvalid("lines[0].quantity");

    [Theory]
    [InlineData("-0.01")]
    [InlineData("0.00001")]
    [InlineData("1000000000.01")]
    [InlineData("79228162514264337593543950335")]
    public void A_price_is_not_negative_not_absurd_and_has_four_decimals(string price) =>
        When(Accept(Line("mug", 1, decimal.Parse(price)))).ThenIsInvalid("lines[0].unitPrice.amount");

    [Fact]
    public void Limits_themselves_are_allowed() =>
        Assert.Equal(
            2_000m * 1_000_000m * 1_000_000_000m,
            When(Accept([.. Enumerable.Repeat(Line("mug", 1_000_000, 1_000_000_000m), 2_000)])).After.Accepted!.Refund);

    [Fact]
    public void Something_may_come_back_for_nothing() =>
        Assert.Equal(0m, When(Accept(Line("mug", 1, 0m))).After.Accepted!.Refund);

    [Fact]
    public void A_price_is_in_the_currency_of_the_return() =>
        When(Accept(Line("mug") with { UnitPrice = new Money(1m, "EUR") })).ThenIsInvalid("lines[0].unitPrice.currency");

    [Theory]
    [InlineData("XYZ")]
    [InlineData("gbp")]
    [InlineData("")]
    [InlineData(null)]
    public void The_currency_must_be_known(string? currency) =>
        When(Accept(Line("mug") with { UnitPrice = new Money(1m, currency!) }) with { Currency = currency! }).ThenIsInvalid("currency");

    [Fact]
    public void A_disposition_that_does_not_exist_is_invalid() =>
        When(Accept(Line("mug", disposition: (Disposition)9))).ThenIsInvalid("lines[0].disposition");

    [Fact]
    public void There_are_1_to_2_000_lines()
    {
        When(Accept()).ThenIsInvalid("lines");
        When(Accept() with { Lines = default }).ThenIsInvalid("lines");
        When(Accept([.. Enumerable.Repeat(Line("mug"), 2_001)])).ThenIsInvalid("lines");
    }

    [Fact]
    public void A_reason_has_at_most_200_characters()
    {
        Assert.Null(When(Accept(Line("mug")) with { Reason = new string('x', 200) }).Decision.Failure);
        Assert.Null(When(Accept(Line("mug")) with { Reason = null }).Decision.Failure);
        When(Accept(Line("mug")) with { Reason = new string('x', 201) }).ThenIsInvalid("reason");
    }

    [Fact]
    public void An_operation_id_must_be_given() => When(Accept(Line("mug")) with { OperationId = string.Empty }).ThenIsInvalid("operationId");

    [Theory]
    [InlineData("GBP", "0.0050", 1, "0.01")]
    [InlineData("GBP", "0.0049", 1, "0.00")]
    [InlineData("JPY", "0.5", 3, "2")]
    [InlineData("KWD", "0.0005", 1, "0.001")]
    public void A_line_is_rounded_to_the_minor_unit_half_away_from_zero(string currency, string price, int quantity, string refund)
    {
        var line = Line("mug", quantity) with { UnitPrice = new Money(decimal.Parse(price), currency) };
        Assert.Equal(decimal.Parse(refund), When(Accept(line) with { Currency = currency }).After.Accepted!.Refund);
    }

    [Fact]
    public void Lines_are_rounded_one_by_one_and_not_their_sum() =>
        Assert.Equal(0.02m, When(Accept(Line("mug", 1, 0.005m), Line("spoon", 1, 0.005m))).After.Accepted!.Refund);

    [Fact]
    public void The_refund_is_the_sum_of_its_lines_in_whole_minor_units() => Prop.ForAll(Commands().ToArbitrary(), command =>
    {
        var refund = When(command).After.Accepted!.Refund;
        var exact = command.Lines.Sum(line => line.Quantity * line.UnitPrice.Amount);
        return refund == command.Lines.Sum(line => Math.Floor((line.Quantity * line.UnitPrice.Amount * 100) + 0.5m) / 100)
            && new Money(refund, "GBP").IsInMinorUnits
            && Math.Abs(refund - exact) <= 0.005m * command.Lines.Length;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_was_cut_off_every_sellable_line_is_settled_in_the_end() => Prop.ForAll(
        (from command in Commands() from cut in Gen.Choose(0, 20) select (command, cut)).ToArbitrary(), run =>
        {
            var state = When(run.command).After;
            state = Settle(state, state.ToRestock.Take(run.cut));
            state = Settle(Snapshots.Reread(state), state.ToRestock);
            state = UnreceiptedReturn.DecideReceipted(state, CreditNote).Events.Aggregate(state, UnreceiptedReturn.Evolve);
            return state.ToRestock.IsEmpty
                && state.NextWake is null
                && state.Version == 2 + run.command.Lines.Count(line => line.Sku != "gift-wrap");
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_snapshot_gives_the_same_state_back()
    {
        var state = When(Accept(Line("mug"), Line("spoon"))).After;
        Assert.Equal(Snapshots.Write(state), Snapshots.Write(Snapshots.Reread(state)));
        Assert.Equal(state.NextWake, Snapshots.Reread(state).NextWake);
    }

    [Fact]
    public void Durable_names_never_change() => Assert.Equal(
        ["return.accepted-without-receipt", "return.credit-issued", "return.receipt-issued", "return.restock-refused", "return.restocked", "return.till-told"],
        UnreceiptedReturn.Codec.Names.Order(StringComparer.Ordinal));

    private static UnreceiptedReturn.State Settle(UnreceiptedReturn.State state, IEnumerable<int> lines) =>
        UnreceiptedReturn.Settle(state, lines.Select(line => (line, (Failure?)null))).Events.Aggregate(state, UnreceiptedReturn.Evolve);

    private static Gen<AcceptUnreceiptedReturn> Commands() =>
        from lines in (
            from sku in Gen.Elements("mug", "spoon", "gift-wrap")
            from quantity in Gen.Choose(1, 1_000)
            from tenThousandths in Gen.Choose(0, 1_000_000)
            from disposition in Gen.Elements(Enum.GetValues<Disposition>())
            select Line(sku, quantity, tenThousandths / 10_000m, disposition)).NonEmptyListOf()
        select Accept([.. lines]);

    private static Given<UnreceiptedReturn.State, UnreceiptedReturn.Event> Given() =>
        EventSourcing.Given.History<UnreceiptedReturn.State, UnreceiptedReturn.Event>(UnreceiptedReturn.State.Initial, UnreceiptedReturn.Evolve);

    private static Then<UnreceiptedReturn.State, UnreceiptedReturn.Event> When(AcceptUnreceiptedReturn command) =>
        Given().When(state => Decide(state, command));

    private static Decision<UnreceiptedReturn.Event> Decide(UnreceiptedReturn.State state, AcceptUnreceiptedReturn command) =>
        UnreceiptedReturn.Decide(state, "r", command, Location(LocationKind.Store), Products, Noon);

    private static ReturnPolicy Terms { get; } = new()
    {
        Categories = ImmutableDictionary<string, CategoryReturnTerms>.Empty
            .Add("engraved", new CategoryReturnTerms { FinalSale = true })
            .Add("software", new CategoryReturnTerms { UnopenedOnly = true })
            .Add("later", new CategoryReturnTerms { FinalSale = true, Since = Noon.AddDays(1) }),
    };

    private static (ReturnRefusal Code, string Field) Refused(ReturnRefusal code, string field) => (code, $"lines[1].{field}");

    /// <summary>Why a return is refused whose second line is this product; null when it is not.</summary>
    private static (ReturnRefusal Code, string Field)? WithTerms(ProductDetails mug, AcceptUnreceiptedReturn command)
    {
        var products = new Dictionary<string, ProductDetails>(Products, StringComparer.Ordinal) { ["mug"] = mug };
        return UnreceiptedReturn.Decide(UnreceiptedReturn.State.Initial, "r", command, Location(LocationKind.Store), products, Noon, Terms).Failure switch
        {
            null => null,
            ReturnRefused refused => (refused.Code, refused.Field),
            var other => throw new InvalidOperationException(other.Message),
        };
    }

    private static LocationDetails Location(LocationKind kind) => new("shop", "The shop", kind, "GB", null, null);

    private static AcceptUnreceiptedReturn Accept(params ImmutableArray<UnreceiptedReturnLine> lines) =>
        new("op", "shop", "customer", "GBP", lines, "anna", "it was a present");

    private static UnreceiptedReturnLine Line(string sku, int quantity = 1, decimal price = 1m, Disposition disposition = Disposition.Restock) =>
        new(sku, quantity, new Money(price, "GBP"), disposition);
}
