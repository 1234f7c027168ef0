namespace HotChocolate.Types;

/// <summary>Marks a subscription field: the method is called once for each event of a source stream.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SubscribeAttribute : Attribute
{
    /// <summary>
    /// The name of the method of the same class that opens the source stream. It returns
    /// <see cref="IAsyncEnumerable{T}"/>, or a task of it, and takes the field's arguments by name, services, and a
    /// <see cref="CancellationToken"/> that ends with the subscription.
    /// </summary>
    public string? With { get; set; }
}
