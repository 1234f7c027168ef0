using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>
/// A thing that can be asked for again by one id, whatever it is. `id` and `sku` are the shop's own names, unique for one kind of
/// thing; `nodeId` is unique for all.
/// </summary>
[InterfaceType("Node")]
public interface INode
{
    /// <summary>Unique among all things of the API; opaque; what `node` takes.</summary>
    [GraphQLType<NonNullType<IdType>>]
    string NodeId { get; }
}
