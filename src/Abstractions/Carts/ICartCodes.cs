namespace OrleansCommerce.Carts;

/// <summary>
/// The codes by which a cart is handed from a phone to a till, as QR. A code is worked out from the cart, its owner, its end and a secret of
/// the installation, and kept nowhere.
/// </summary>
public interface ICartCodes
{
    /// <summary>How long a code is good: a customer shows the phone now.</summary>
    static TimeSpan Lifetime { get; } = TimeSpan.FromMinutes(5);

    /// <summary>The code of a cart: letters, digits, <c>_</c>, <c>-</c> and <c>:</c>.</summary>
    /// <param name="cartId">Which.</param>
    /// <param name="ownerSubject">Whose cart it is: the code is good for nobody else's.</param>
    /// <param name="expiresAt">When it ends; to the second.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    ValueTask<string> OfAsync(string cartId, string ownerSubject, DateTimeOffset expiresAt, CancellationToken cancellationToken = default);

    /// <summary>The cart that a code names, true or not; null when it has not the form of one.</summary>
    string? CartIdOf(string code);

    /// <summary>When the code ends; null when it was not made here for this owner's cart.</summary>
    ValueTask<DateTimeOffset?> EndOfAsync(string code, string ownerSubject, CancellationToken cancellationToken = default);
}
