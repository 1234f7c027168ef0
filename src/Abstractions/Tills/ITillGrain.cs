using Orleans;
using Orleans.Concurrency;

namespace OrleansCommerce.Tills;

/// <summary>
/// One till with its cash drawer: its sessions, one after the other, and the money that came and went. Key: the till's id.
/// It calls no order, so orders may call it.
/// </summary>
[Alias("oc.ITillGrain")]
public interface ITillGrain : IGrainWithStringKey
{
    /// <summary>A session of the till; null when there is none, or it is older than the newest 400.</summary>
    /// <param name="number">Which, from 1; the newest when null.</param>
    [Alias("GetSession")]
    [AlwaysInterleave]
    Task<TillSessionDetails?> GetSessionAsync(int? number);

    /// <summary>A session begins, with the cash that lies in the drawer. Fails with InvalidInput, NotFound (location), InvalidState (one is open), OperationIdReused.</summary>
    [Alias("Open")]
    Task<Result<TillSessionDetails>> OpenAsync(OpenTillSession command);

    /// <summary>Cash is put into the drawer or taken out, and nothing is sold or refunded for it. Fails with InvalidInput, InvalidState (none is open), OperationIdReused.</summary>
    [Alias("MoveCash")]
    Task<Result<TillSessionDetails>> MoveCashAsync(MoveTillCash command);

    /// <summary>
    /// The cash was counted, and the session is over. Fails with InvalidInput (a variance that needs a reason among them), InvalidState
    /// (none is open), OperationIdReused.
    /// </summary>
    [Alias("Close")]
    Task<Result<TillSessionDetails>> CloseAsync(CloseTillSession command);

    /// <summary>
    /// Money of an order changed hands at the till, once for each entry id, however late it is told. It is never refused: it has happened.
    /// </summary>
    [Alias("Record")]
    Task<TillRecord> RecordAsync(RecordTillMoney command);

    /// <summary>What was taken and given back while the till had no session; by currency, in the order of their codes.</summary>
    [Alias("GetOutside")]
    [AlwaysInterleave]
    Task<TillOutside> GetOutsideAsync();
}
