namespace OrleansCommerce.GraphQL;

/// <summary>
/// What can be changed. A request that got no answer can be sent again: its idempotency key finds the first answer. An expected
/// failure is a value in the payload's `errors`.
/// </summary>
public sealed class Mutation;
