using OrleansCommerce.GraphQL.Validation;

namespace OrleansCommerce.GraphQL;

/// <summary>Where a parcel is sent.</summary>
public sealed record AddressInput
{
    private const int TextLengthMax = 200;
    private const int PostcodeLengthMin = 2;
    private const int PostcodeLengthMax = 16;

    /// <summary>Of the person or company, 1 to 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Street and number, 1 to 200 characters.</summary>
    public required string Street { get; init; }

    /// <summary>2 to 16 letters, digits, spaces and hyphens.</summary>
    public required string Postcode { get; init; }

    /// <summary>1 to 200 characters.</summary>
    public required string City { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Country { get; init; }

    /// <summary>A refusal of the first part that cannot be right.</summary>
    internal InvalidInput? Check(string field) =>
        CheckText(Name, $"{field}.name")
        ?? CheckText(Street, $"{field}.street")
        ?? CheckPostcode($"{field}.postcode")
        ?? CheckText(City, $"{field}.city")
        ?? Countries.Check(Country, $"{field}.country");

    private static InvalidInput? CheckText(string text, string field) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= TextLengthMax && !text.Any(char.IsControl)
            ? null
            : new InvalidInput(field, $"must have 1 to {TextLengthMax} characters, and no control characters.");

    private InvalidInput? CheckPostcode(string field) =>
        Postcode.Length is >= PostcodeLengthMin and <= PostcodeLengthMax
        && Postcode.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-')
        && char.IsAsciiLetterOrDigit(Postcode[0])
        && char.IsAsciiLetterOrDigit(Postcode[^1])
            ? null
            : new InvalidInput(field, $"must have {PostcodeLengthMin} to {PostcodeLengthMax} letters, digits, spaces and hyphens.");
}
