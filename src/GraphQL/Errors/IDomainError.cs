using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>An expected failure of a mutation: the request was understood, and is refused.</summary>
[InterfaceType("Error")]
public interface IDomainError
{
    /// <summary>One sentence for the caller, without personal data.</summary>
    string Message { get; }
}
