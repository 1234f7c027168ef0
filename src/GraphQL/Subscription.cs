namespace OrleansCommerce.GraphQL;

/// <summary>What can be watched.</summary>
public sealed class Subscription;
