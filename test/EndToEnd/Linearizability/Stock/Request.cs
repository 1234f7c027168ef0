namespace OrleansCommerce.EndToEnd.Tests.Linearizability.Stock;

/// <summary>What a client asks of the stock item. The same request again is the same operation.</summary>
internal abstract record Request
{
    private Request()
    {
    }

    /// <summary>The levels.</summary>
    public sealed record Read : Request;

    /// <summary>Goods arrive.</summary>
    public sealed record Receive(string OperationId, int Quantity) : Request;

    /// <summary>Units are to be held.</summary>
    public sealed record Reserve(string Id, int Quantity, int Seconds) : Request;

    /// <summary>They are given back.</summary>
    public sealed record Release(string Id) : Request;

    /// <summary>They leave.</summary>
    public sealed record Confirm(string Id) : Request;
}

/// <summary>What the client was told.</summary>
/// <param name="Outcome">The status of the reservation, <see cref="Done"/>, or the type of the error.</param>
/// <param name="Levels">When it succeeded.</param>
/// <param name="CouldBeHad">When there was too little.</param>
internal sealed record Reply(string Outcome, Shown? Levels = null, int? CouldBeHad = null)
{
    /// <summary>Success, where there is no reservation.</summary>
    public const string Done = "DONE";

    /// <inheritdoc/>
    public override string ToString() => $"{Outcome}{(Levels is null ? "" : $" {Levels}")}{(CouldBeHad is { } units ? $" {units} could be had" : "")}";
}

/// <summary>Levels as a client sees them.</summary>
internal sealed record Shown(int OnHand, int Reserved, int Available)
{
    /// <inheritdoc/>
    public override string ToString() => $"(on hand {OnHand}, reserved {Reserved}, available {Available})";
}
