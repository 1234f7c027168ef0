using System.Text.Json;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Search;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Views.Search;

/// <summary>A row of the list of stock.</summary>
internal sealed class StockRow
{
    public required string Sku { get; init; }

    public required string LocationId { get; init; }

    public int OnHand { get; init; }

    public int Reserved { get; init; }

    public int Allocated { get; init; }

    public int Safety { get; init; }

    public long Version { get; init; }

    public long? NextExpiry { get; init; }

    public string? Ledger { get; init; }

    public string? Policy { get; init; }

    public StockSummary ToSummary() => new(
        new StockLevels(
            Sku, LocationId, OnHand, Reserved, Allocated, Safety, Version, Shown(Read<LedgerLevels>(Ledger)), Read<StockPolicy>(Policy)),
        NextExpiry is { } at ? ViewTime.FromMicroseconds(at) : null);

    private static LedgerLevels? Shown(LedgerLevels? levels) => levels == LedgerLevels.None ? null : levels;

    private static T? Read<T>(string? json)
        where T : class => json is null ? null : JsonSerializer.Deserialize<T>(json, EventJson.Options);
}
