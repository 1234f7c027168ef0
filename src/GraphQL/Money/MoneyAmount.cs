using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>An amount with its currency.</summary>
[ObjectType("Money")]
public sealed class MoneyAmount(Money money)
{
    /// <summary>In the currency's major unit: 12.50 is twelve pounds fifty.</summary>
    public decimal Amount => money.Amount;

    /// <summary>ISO 4217, three capital letters.</summary>
    public string Currency => money.Currency;
}
