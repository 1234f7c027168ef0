using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Views;

/// <summary>Writes what a batch of events changed, in the transaction that also moves the view's checkpoint.</summary>
public delegate Task ViewChange(ViewTransaction transaction);

/// <summary>
/// A table that the journal's feed fills. It can always be made again from the feed, and holds no truth of its own.
/// </summary>
public interface IView
{
    /// <summary>For the checkpoint and the operator, such as <c>stock-list</c>.</summary>
    string Name { get; }

    /// <summary>The table that readers see.</summary>
    string Table { get; }

    /// <summary>
    /// The statements that create the view's table as it is now, under another name when it is being rebuilt. Whoever changes
    /// them adds a migration; see <see cref="ViewSchema"/>.
    /// </summary>
    /// <param name="kind">Which SQL.</param>
    /// <param name="table">What to call the table.</param>
    /// <param name="indexes">What the names of its indexes begin with; unique in the database.</param>
    string Definition(DatabaseKind kind, string table, string indexes);

    /// <summary>Statements for what the view has beside its table, when the rebuilt table <paramref name="from"/> takes the place of <see cref="Table"/>.</summary>
    /// <param name="kind">Which SQL.</param>
    /// <param name="from">The rebuilt table's name until now.</param>
    string Renaming(DatabaseKind kind, string from) => string.Empty;

    /// <summary>
    /// Works out what <paramref name="events"/>, in the feed's order, change; null when none of them concerns this view. Runs before
    /// the transaction, because SQLite has one writer, and the journal waits for it.
    /// </summary>
    /// <exception cref="InvalidDataException">An event cannot be read. The view stops there: nothing is ever skipped.</exception>
    ViewChange? Fold(IReadOnlyList<RecordedEvent> events);
}
