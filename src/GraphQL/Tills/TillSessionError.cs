using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>Why nothing happened at the till.</summary>
[UnionType("TillSessionError")]
public interface ITillSessionError;
