using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>The reservation's time is over; its units are free again.</summary>
public sealed class ReservationExpiredError(ReservationExpired failure)
    : IDomainError, IReserveStockError, IReleaseReservationError, IConfirmReservationError, IReserveKitError, IEndKitReservationError
{
    /// <summary>One sentence for the caller, without personal data.</summary>
    public string Message => failure.Message;

    /// <summary>As given.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string ReservationId => failure.ReservationId;

    /// <summary>When its time ended.</summary>
    public DateTimeOffset ExpiredAt => failure.ExpiredAt;
}
