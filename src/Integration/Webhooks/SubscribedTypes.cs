namespace OrleansCommerce.Integration.Webhooks;

/// <summary>Public types as a column holds them: sorted, with commas between; empty for all.</summary>
internal static class SubscribedTypes
{
    private const char Divider = ',';

    /// <summary>Writes them.</summary>
    public static string Format(IEnumerable<string> types) =>
        string.Join(Divider, types.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    /// <summary>Reads them.</summary>
    public static string[] Parse(string types) => types.Split(Divider, StringSplitOptions.RemoveEmptyEntries);
}
