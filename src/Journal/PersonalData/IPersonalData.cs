namespace OrleansCommerce.Journal.PersonalData;

/// <summary>One record of a person.</summary>
/// <param name="Id">The opaque id that events carry.</param>
/// <param name="Json">Names, addresses and the like, as JSON.</param>
public readonly record struct PersonalRecord(string Id, string Json);

/// <summary>
/// Names, addresses, e-mail and phone: kept beside the journal under opaque ids, because an event can never be erased and a person's
/// data must be (GDPR art. 17).
/// </summary>
public interface IPersonalData
{
    /// <summary>Keeps a record, replacing the one with the same id. Repeating it changes nothing.</summary>
    /// <param name="id">The opaque id that events carry.</param>
    /// <param name="subject">The person, by an opaque id: what <see cref="ExportAsync"/> and <see cref="EraseAsync"/> go by.</param>
    /// <param name="json">The data.</param>
    /// <param name="cancellationToken">Stops waiting before the write.</param>
    Task PutAsync(string id, string subject, string json, CancellationToken cancellationToken = default);

    /// <summary>Keeps a record unless one with the same id is there. Of two callers at once, one succeeds.</summary>
    /// <param name="id">The opaque id that events carry.</param>
    /// <param name="subject">The person, by an opaque id.</param>
    /// <param name="json">The data.</param>
    /// <param name="cancellationToken">Stops waiting before the write.</param>
    /// <returns>Whether it was kept.</returns>
    Task<bool> TryAddAsync(string id, string subject, string json, CancellationToken cancellationToken = default);

    /// <summary>A record's data; null when it was never kept, or erased.</summary>
    Task<string?> GetAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>The data of many records by id, in one round trip; absent ones are left out.</summary>
    Task<IReadOnlyDictionary<string, string>> GetManyAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken = default);

    /// <summary>Everything that is kept of a person, by id (GDPR art. 15 and 20).</summary>
    Task<IReadOnlyList<PersonalRecord>> ExportAsync(string subject, CancellationToken cancellationToken = default);

    /// <summary>Erases everything that is kept of a person, and answers how many records that was.</summary>
    Task<int> EraseAsync(string subject, CancellationToken cancellationToken = default);
}
