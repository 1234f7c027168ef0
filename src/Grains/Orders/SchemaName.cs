using System.Text;

namespace OrleansCommerce.Grains.Orders;

/// <summary>Names of states as the GraphQL schema has them: <c>AwaitingPayment</c> is <c>AWAITING_PAYMENT</c>.</summary>
internal static class SchemaName
{
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum
    {
        var name = new StringBuilder();
        foreach (var letter in value.ToString())
        {
            if (char.IsUpper(letter) && name.Length > 0)
            {
                name.Append('_');
            }

            name.Append(char.ToUpperInvariant(letter));
        }

        return name.ToString();
    }
}
