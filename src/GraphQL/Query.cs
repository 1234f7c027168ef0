namespace OrleansCommerce.GraphQL;

/// <summary>What can be asked.</summary>
public sealed class Query;
