namespace OrleansCommerce.Local.GraphQLServer.Types;

/// <summary>A value does not fit its type; the message says why, in words for the caller.</summary>
internal sealed class CoercionException(string message) : Exception(message);
