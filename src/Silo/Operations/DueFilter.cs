namespace OrleansCommerce.Silo.Operations;

/// <summary>Which wake-ups somebody wants to see, by each of their columns.</summary>
internal sealed record DueFilter
{
    /// <summary>A part of the stream's name; any when left out.</summary>
    public string? Stream { get; init; }

    /// <summary>Due at this time or later; at any when left out.</summary>
    public DateTimeOffset? DueFrom { get; init; }

    /// <summary>Due before this time; at any when left out.</summary>
    public DateTimeOffset? DueTo { get; init; }

    /// <summary>Failed at least so often; as often as may be when left out.</summary>
    public double? Failures { get; init; }

    /// <summary>What a query asks for.</summary>
    /// <exception cref="RefusedException">A value cannot be read.</exception>
    public static DueFilter Of(IQueryCollection query) => new()
    {
        Stream = query["stream"],
        DueFrom = query.Time("dueFrom"),
        DueTo = query.Time("dueTo"),
        Failures = query.Number("failures"),
    };
}
