using System.Text.Json;
using Dapper;
using OrleansCommerce.Grains.Receipts;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Receipts;

namespace OrleansCommerce.Views.Receipts;

/// <summary>
/// Proves every ledger of receipts from the rows of the journal: each chain by itself, each year against the one before, and both against
/// what orders and returns noted when they got their receipts.
/// </summary>
public sealed class ReceiptProof(IJournal journal, IDatabase database)
{
    private const string StreamPrefix = ReceiptLedger.Category + "/";

    /// <summary>What an order, and a return without a receipt, notes when it got its receipt.</summary>
    private const string NotedTypes = "('order.receipt-issued', 'return.receipt-issued')";

    /// <summary>Reads everything.</summary>
    /// <returns>The ledgers, by key, and what is wrong with them; nothing when all is as it was written.</returns>
    public async Task<ReceiptProofResult> RunAsync(CancellationToken cancellationToken = default)
    {
        var verifiers = new SortedDictionary<string, ReceiptVerifier>(StringComparer.Ordinal);
        var others = new List<ReceiptFault>();
        foreach (var stream in await StreamsAsync(cancellationToken))
        {
            var key = stream[StreamPrefix.Length..];
            try
            {
                verifiers.Add(key, new ReceiptVerifier(key));
            }
            catch (FormatException)
            {
                others.Add(new ReceiptFault(stream, 0, "it is no ledger of a store and a year"));
                continue;
            }

            await foreach (var recorded in journal.ReadStreamAsync(stream, cancellationToken: cancellationToken))
            {
                verifiers[key].Tell(recorded);
            }
        }

        CompareYears(verifiers, others);
        await CompareOrdersAsync(verifiers, others, cancellationToken);
        return new ReceiptProofResult(
            [.. verifiers.Select(ledger => new ProvedLedger(ledger.Key, ledger.Value.Entries, ledger.Value.LastNumber, ledger.Value.Head))],
            [.. verifiers.Values.SelectMany(verifier => verifier.Faults), .. others]);
    }

    private static void CompareYears(SortedDictionary<string, ReceiptVerifier> verifiers, List<ReceiptFault> faults)
    {
        foreach (var (key, verifier) in verifiers)
        {
            var root = verifier.Predecessor is null ? ReceiptChain.Genesis : verifiers.GetValueOrDefault(verifier.Predecessor)?.Head;
            if (verifier.Root != root)
            {
                faults.Add(new ReceiptFault(StreamPrefix + key, 1, root is null
                    ? $"it goes on from the ledger '{verifier.Predecessor}', which is not there"
                    : "it does not go on from the last row of the ledger before it"));
            }
        }
    }

    private async Task CompareOrdersAsync(
        SortedDictionary<string, ReceiptVerifier> verifiers, List<ReceiptFault> faults, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        await foreach (var row in connection.QueryUnbufferedAsync<NoteRow>(
            $"select stream, version, payload from journal_events where type in {NotedTypes}").WithCancellation(cancellationToken))
        {
            var (id, hash) = Read(row.Payload);
            if (!ReceiptId.TryParse(id, out var receipt))
            {
                faults.Add(new ReceiptFault(row.Stream, row.Version, "the row was changed: it names no receipt"));
            }
            else if (!verifiers.TryGetValue(receipt.LedgerKey, out var verifier))
            {
                faults.Add(new ReceiptFault(row.Stream, row.Version, $"it has the receipt {id}, and there is no such ledger"));
            }
            else if (verifier.TellOrder(receipt.Number, hash) is { } wrong)
            {
                faults.Add(new ReceiptFault(row.Stream, row.Version, $"it has the receipt {id}: {wrong}"));
            }
        }

        foreach (var (key, verifier) in verifiers)
        {
            faults.AddRange(verifier.Unclaimed().Select(number => new ReceiptFault(
                StreamPrefix + key,
                0,
                $"no order and no return has its receipt {number}: it was put in, or they were cut off a moment ago (then it is right at the next run)")));
        }
    }

    private async Task<List<string>> StreamsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var streams = await connection.QueryAsync<string>(new CommandDefinition(
            "select distinct stream from journal_events where stream >= 'receipts/' and stream < 'receipts0' order by stream",
            cancellationToken: cancellationToken));
        return streams.AsList();
    }

    private static (string Id, string Hash) Read(byte[] payload)
    {
        try
        {
            var noted = JsonSerializer.Deserialize<Note>(payload, Grains.EventSourcing.EventJson.Options)!;
            return (noted.ReceiptId, noted.Hash);
        }
        catch (JsonException)
        {
            return (string.Empty, string.Empty);
        }
    }

    /// <summary>What all notes have.</summary>
    private sealed record Note(string ReceiptId, string Hash);

    private sealed class NoteRow
    {
        public required string Stream { get; init; }

        public long Version { get; init; }

        public required byte[] Payload { get; init; }
    }
}

/// <summary>What a proof found.</summary>
/// <param name="Ledgers">By key.</param>
/// <param name="Faults">Nothing when all is as it was written.</param>
public sealed record ReceiptProofResult(IReadOnlyList<ProvedLedger> Ledgers, IReadOnlyList<ReceiptFault> Faults);

/// <summary>A ledger.</summary>
/// <param name="Key">Store and year.</param>
/// <param name="Entries">Rows.</param>
/// <param name="LastNumber">Of the newest receipt.</param>
/// <param name="Head">Of the newest row: who keeps it elsewhere can prove that no one wrote the whole ledger anew.</param>
public sealed record ProvedLedger(string Key, long Entries, long LastNumber, string Head);
