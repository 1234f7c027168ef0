using OrleansCommerce.Journal;

namespace OrleansCommerce.Integration.Events;

/// <summary>Something that happened, as others are told of it. Its type and the fields of its data are a contract; see docs/events.md.</summary>
/// <param name="Id">
/// Opaque, the same whenever and however it is told: what receivers recognise a repetition by. 22 letters, digits, <c>-</c> and <c>_</c>.
/// </param>
/// <param name="Type">Such as <c>order.placed</c>.</param>
/// <param name="Key">The thing that it happened to, such as <c>order/o-1</c>. Events of one key are told in order.</param>
/// <param name="Sequence">Grows with each event of its key, with gaps: 20 digits, so that it sorts as text.</param>
/// <param name="At">When it was decided, UTC.</param>
/// <param name="Data">One of the records of this namespace.</param>
/// <param name="Position">Where the event stands in the feed.</param>
/// <param name="Stream">Of the event in the journal.</param>
/// <param name="Version">Of the event in its stream.</param>
internal sealed record PublicEvent(
    string Id, string Type, string Key, string Sequence, DateTimeOffset At, object Data, FeedPosition Position, string Stream, long Version);
