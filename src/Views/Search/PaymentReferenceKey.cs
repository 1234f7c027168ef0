using System.Security.Cryptography;
using System.Text;
using OrleansCommerce.Grains.Payments;

namespace OrleansCommerce.Views.Search;

/// <summary>What an order is found by when somebody shows what it was paid with: a hash, so that the list has no token that pays.</summary>
internal static class PaymentReferenceKey
{
    /// <summary>Of a token or a terminal's reference; null for what is none, such as a card number, which is kept nowhere and looked for nowhere.</summary>
    public static string? Of(string? reference) => string.IsNullOrEmpty(reference) || CardNumber.IsIn(reference)
        ? null
        : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(reference)), 0, 16);
}
