using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>Why the reservation could not be ended.</summary>
[UnionType("EndKitReservationError")]
public interface IEndKitReservationError;
