using OrleansCommerce.Carts;
using OrleansCommerce.GraphQL.Faults;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL.Authorization;

/// <summary>What the caller of the running request may do and see.</summary>
public static class Access
{
    /// <summary>The caller, who has <paramref name="permission"/>.</summary>
    /// <exception cref="HotChocolate.GraphQLException">UNAUTHENTICATED or FORBIDDEN.</exception>
    public static Caller Demand(Permission permission)
    {
        var caller = Caller.Current;
        if (caller.Role == Role.System)
        {
            // Nobody was put into the request context: the system's own role never comes over the network.
            throw FaultCodes.Exception(FaultCodes.Unauthenticated, "The request does not say who asks.");
        }

        return Permissions.Allow(caller.Role, permission)
            ? caller
            : throw FaultCodes.Exception(FaultCodes.Forbidden, $"The role {caller.Role} may not do this.");
    }

    /// <summary>The customer that a request is for: a customer acts for itself alone, staff for anybody.</summary>
    /// <exception cref="HotChocolate.GraphQLException">FORBIDDEN: a customer named somebody else.</exception>
    public static string? CustomerFor(Caller caller, string? customerId)
    {
        if (caller.IsStaff)
        {
            return customerId;
        }

        return customerId is null || customerId == caller.Subject
            ? caller.Subject
            : throw FaultCodes.Exception(FaultCodes.Forbidden, "A customer may name no other customer.");
    }

    /// <summary>Whether the caller may see the cart; to others it is as if it did not exist.</summary>
    public static bool Sees(Caller caller, CartDetails cart) =>
        caller.IsStaff || cart.OwnerSubject == caller.Subject || cart.CustomerId == caller.Subject;

    /// <summary>Whether the caller may see the order; to others it is as if it did not exist.</summary>
    public static bool Sees(Caller caller, OrderDetails order) =>
        caller.IsStaff || order.OwnerSubject == caller.Subject || order.CustomerId == caller.Subject;
}
