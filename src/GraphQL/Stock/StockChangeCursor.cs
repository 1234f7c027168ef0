using System.Globalization;
using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>A place in the history of a stock item: new changes come before it, so it stays where it is.</summary>
/// <param name="Version">Of the change that the list goes on after.</param>
internal readonly record struct StockChangeCursor(long Version)
{
    private const char Mark = 'v';

    /// <summary>Reads a cursor.</summary>
    /// <exception cref="InvalidCursorException">No list gave it.</exception>
    public static StockChangeCursor Parse(string cursor) =>
        cursor.Length > 1 && cursor[0] == Mark && long.TryParse(cursor.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new StockChangeCursor(version)
            : throw new InvalidCursorException(cursor);

    /// <inheritdoc/>
    public override string ToString() => Mark + Version.ToString(CultureInfo.InvariantCulture);
}
