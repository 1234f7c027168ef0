using System.Diagnostics.CodeAnalysis;
using Orleans;

namespace OrleansCommerce;

/// <summary>What a grain answers to a command: the value, or the expected failure.</summary>
[GenerateSerializer, Immutable, Alias("oc.Result`1")]
public readonly record struct Result<T>
    where T : class
{
    private Result(T? value, Failure? failure)
    {
        Value = value;
        Failure = failure;
    }

    /// <summary>The value; null when it failed.</summary>
    [Id(0)]
    public T? Value { get; init; }

    /// <summary>The failure; null when it succeeded.</summary>
    [Id(1)]
    public Failure? Failure { get; init; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool Succeeded => Failure is null;

    /// <summary>A success.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A failure.</summary>
    public static implicit operator Result<T>(Failure failure) => new(null, failure);
}
