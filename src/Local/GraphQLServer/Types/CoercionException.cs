using HotChocolate;

namespace OrleansCommerce.Local.GraphQLServer.Types;

/// <summary>A value does not fit its type; the message says why, in words for the caller.</summary>
internal sealed class CoercionException(string message) : Exception(message)
{
    /// <summary>Where the value stands in the document; null where it does not.</summary>
    public Location? Location { get; set; }
}
