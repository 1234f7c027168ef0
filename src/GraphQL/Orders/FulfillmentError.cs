using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>Why a parcel could not go a step on.</summary>
[UnionType("FulfillmentError")]
public interface IFulfillmentError;
