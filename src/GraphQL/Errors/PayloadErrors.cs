namespace OrleansCommerce.GraphQL;

/// <summary>The one place where a failure becomes an object of the schema.</summary>
public static class PayloadErrors
{
    /// <summary>The <c>errors</c> of a payload: one error, of the union <typeparamref name="TUnion"/>.</summary>
    /// <exception cref="InvalidOperationException">The union has no member for this failure: the grain breaks its contract.</exception>
    public static IReadOnlyList<TUnion> Of<TUnion>(Failure failure)
        where TUnion : class =>
        Map(failure) is TUnion error
            ? [error]
            : throw new InvalidOperationException($"{failure.GetType().Name} is not in the union of {typeof(TUnion).Name}: {failure.Message}");

    private static IDomainError Map(Failure failure) => failure switch
    {
        InvalidInput f => new InvalidInputError(f),
        NotFound f => new NotFoundError(f),
        InvalidState f => new InvalidStateError(f),
        OperationIdReused f => new OperationIdReusedError(f),
        OutOfStock f => new OutOfStockError(f),
        StockChanged f => new StockChangedError(f),
        ReservationNotFound f => new ReservationNotFoundError(f),
        ReservationExpired f => new ReservationExpiredError(f),
        PaymentDeclined f => new PaymentDeclinedError(f),
        NoFreeCompartment f => new NoFreeCompartmentError(f),
        WrongCode f => new WrongCodeError(f),
        ReturnRefused f => new ReturnRefusedError(f),
        LockedOut f => new LockedOutError(f),
        NotServed f => new NotServedError(f),
        _ => throw new InvalidOperationException($"{failure.GetType().Name} has no type in the schema."),
    };
}
