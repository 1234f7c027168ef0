using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>No reservation has this id, of this SKU at this location.</summary>
public sealed class ReservationNotFoundError(ReservationNotFound failure)
    : IDomainError, IReleaseReservationError, IConfirmReservationError, IEndKitReservationError
{
    /// <summary>One sentence for the caller, without personal data.</summary>
    public string Message => failure.Message;

    /// <summary>As given.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string ReservationId => failure.ReservationId;
}
