using Orleans;

namespace OrleansCommerce;

/// <summary>
/// An expected failure: a value that travels from the decider to the <c>errors</c> of the GraphQL payload.
/// Exceptions are for faults.
/// </summary>
[GenerateSerializer, Immutable, Alias("oc.Failure")]
public abstract record Failure
{
    private protected Failure()
    {
    }

    /// <summary>One sentence for the caller, without personal data.</summary>
    public abstract string Message { get; }
}

/// <summary>Well-formed and still wrong.</summary>
/// <param name="Field">The path of the field in the input, such as <c>delivery.address.postcode</c>.</param>
/// <param name="Reason">Why, with the limits that hold.</param>
[GenerateSerializer, Immutable, Alias("oc.InvalidInput")]
public sealed record InvalidInput([property: Id(0)] string Field, [property: Id(1)] string Reason) : Failure
{
    /// <inheritdoc/>
    public override string Message => $"{Field}: {Reason}";
}

/// <summary>The thing that the input names does not exist.</summary>
/// <param name="What">Such as <c>location</c>.</param>
/// <param name="Id">As given.</param>
[GenerateSerializer, Immutable, Alias("oc.NotFound")]
public sealed record NotFound([property: Id(0)] string What, [property: Id(1)] string Id) : Failure
{
    /// <inheritdoc/>
    public override string Message => $"There is no {What} '{Id}'.";
}

/// <summary>The thing is not in a state that allows this.</summary>
/// <param name="State">The state that it is in.</param>
/// <param name="Reason">What would be needed.</param>
[GenerateSerializer, Immutable, Alias("oc.InvalidState")]
public sealed record InvalidState([property: Id(0)] string State, [property: Id(1)] string Reason) : Failure
{
    /// <inheritdoc/>
    public override string Message => Reason;
}

/// <summary>The operation id was used before, with another input.</summary>
/// <param name="OperationId">As given.</param>
[GenerateSerializer, Immutable, Alias("oc.OperationIdReused")]
public sealed record OperationIdReused([property: Id(0)] string OperationId) : Failure
{
    /// <inheritdoc/>
    public override string Message => $"The operation id '{OperationId}' was used before with another input.";
}

/// <summary>Fewer units are available to sell than asked for.</summary>
/// <param name="Sku">Which SKU.</param>
/// <param name="Requested">Units asked for.</param>
/// <param name="Available">Units that could be had, never below 0.</param>
/// <param name="Are">What these units are, when they are not available to sell: the end of the sentence.</param>
[GenerateSerializer, Immutable, Alias("oc.OutOfStock")]
public sealed record OutOfStock(
    [property: Id(0)] string Sku, [property: Id(1)] int Requested, [property: Id(2)] int Available, [property: Id(3)] string? Are = null) : Failure
{
    /// <inheritdoc/>
    public override string Message => $"{Requested} units of {Sku} were asked for, {Available} {Are ?? "are available"}.";
}

/// <summary>The stock is not as the caller knew it.</summary>
/// <param name="OnHand">Units on hand now.</param>
/// <param name="Version">The stock item's version now.</param>
[GenerateSerializer, Immutable, Alias("oc.StockChanged")]
public sealed record StockChanged([property: Id(0)] int OnHand, [property: Id(1)] long Version) : Failure
{
    /// <inheritdoc/>
    public override string Message => $"The stock changed meanwhile: {OnHand} units are on hand at version {Version}.";
}

/// <summary>No reservation has this id here.</summary>
/// <param name="ReservationId">As given.</param>
[GenerateSerializer, Immutable, Alias("oc.ReservationNotFound")]
public sealed record ReservationNotFound([property: Id(0)] string ReservationId) : Failure
{
    /// <inheritdoc/>
    public override string Message => $"There is no reservation '{ReservationId}' of this SKU at this location.";
}

/// <summary>The reservation's time is over; its units are free again.</summary>
/// <param name="ReservationId">As given.</param>
/// <param name="ExpiredAt">When its time ended, UTC.</param>
[GenerateSerializer, Immutable, Alias("oc.ReservationExpired")]
public sealed record ReservationExpired([property: Id(0)] string ReservationId, [property: Id(1)] DateTimeOffset ExpiredAt) : Failure
{
    /// <inheritdoc/>
    public override string Message => $"The reservation '{ReservationId}' expired at {ExpiredAt:O}.";
}

/// <summary>The payment provider said no.</summary>
/// <param name="DeclineCode">The provider's code, such as <c>insufficient_funds</c>.</param>
[GenerateSerializer, Immutable, Alias("oc.PaymentDeclined")]
public sealed record PaymentDeclined([property: Id(0)] string DeclineCode) : Failure
{
    /// <inheritdoc/>
    public override string Message => $"The payment was declined: {DeclineCode}.";
}

/// <summary>Every compartment that would fit is taken or out of order.</summary>
[GenerateSerializer, Immutable, Alias("oc.NoFreeCompartment")]
public sealed record NoFreeCompartment : Failure
{
    /// <inheritdoc/>
    public override string Message => "No free compartment of this locker bank fits the parcel.";
}

/// <summary>No parcel of the bank waits for this code.</summary>
/// <param name="AttemptsLeft">Before the bank locks out.</param>
[GenerateSerializer, Immutable, Alias("oc.WrongCode")]
public sealed record WrongCode([property: Id(0)] int AttemptsLeft) : Failure
{
    /// <inheritdoc/>
    public override string Message => $"No parcel waits for this code; {AttemptsLeft} attempts are left.";
}

/// <summary>Too many wrong codes.</summary>
/// <param name="Until">When the bank takes codes again, UTC.</param>
[GenerateSerializer, Immutable, Alias("oc.LockedOut")]
public sealed record LockedOut([property: Id(0)] DateTimeOffset Until) : Failure
{
    /// <inheritdoc/>
    public override string Message => $"Too many wrong codes; try again after {Until:O}.";
}

/// <summary>What of an address nothing is sent to.</summary>
public enum NotServedArea
{
    /// <summary>The country.</summary>
    CountryNotServed,

    /// <summary>A part of the country, by its postal code.</summary>
    PostcodeNotServed,
}

/// <summary>Nothing is sent to this address.</summary>
/// <param name="Code">Whether it is the country, or a part of it.</param>
/// <param name="Field">The path of the field in the input that it is about.</param>
/// <param name="Reason">In a sentence, without the address.</param>
[GenerateSerializer, Immutable, Alias("oc.NotServed")]
public sealed record NotServed(
    [property: Id(0)] NotServedArea Code, [property: Id(1)] string Field, [property: Id(2)] string Reason) : Failure
{
    /// <inheritdoc/>
    public override string Message => $"{Field}: {Reason}";
}

/// <summary>Why the policy refuses a return.</summary>
public enum ReturnRefusal
{
    /// <summary>The time in which the goods could come back is over.</summary>
    WindowOver,

    /// <summary>The goods were sold for good.</summary>
    FinalSale,

    /// <summary>Too many refunds, or too much money, for this customer or card lately.</summary>
    RefundLimit,

    /// <summary>Too many returns without a receipt, or too much money, for this customer lately.</summary>
    UnreceiptedLimit,

    /// <summary>The goods come back unopened alone, and are not graded as that.</summary>
    Opened,
}

/// <summary>The policy refuses a return; somebody who may can answer for it.</summary>
/// <param name="Code">By which rule.</param>
/// <param name="Field">The path of the field in the input that it is about.</param>
/// <param name="Reason">In a sentence, with the limit that holds.</param>
[GenerateSerializer, Immutable, Alias("oc.ReturnRefused")]
public sealed record ReturnRefused(
    [property: Id(0)] ReturnRefusal Code, [property: Id(1)] string Field, [property: Id(2)] string Reason) : Failure
{
    /// <inheritdoc/>
    public override string Message => $"{Field}: {Reason}";
}
