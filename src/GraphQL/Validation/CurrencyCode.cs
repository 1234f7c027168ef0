namespace OrleansCommerce.GraphQL.Validation;

/// <summary>ISO 4217 codes.</summary>
internal static class CurrencyCode
{
    /// <summary>A refusal unless the currency is known.</summary>
    public static InvalidInput? Check(string currency, string field) =>
        Currencies.IsKnown(currency)
            ? null
            : new InvalidInput(field, $"must be an ISO 4217 code of three capital letters, was '{currency}'.");
}
