using Orleans;
using OrleansCommerce.Grains;

namespace OrleansCommerce.Silo.Operations;

/// <summary>Which calls somebody wants to hear of.</summary>
/// <param name="Seconds">The window; as much of it as there is.</param>
/// <param name="Type">Of this grain type alone, and then each method's steps too: of one type they are few enough; null for all.</param>
/// <param name="Own">Whether the engine's own grains count, which are no part of the shop's numbers unless somebody wants them.</param>
[GenerateSerializer]
[Immutable]
internal sealed record CallsAsked([property: Id(0)] int Seconds, [property: Id(1)] string? Type, [property: Id(2)] bool Own)
{
    /// <summary>Whether calls of a grain type are wanted; the rest is as if it were not.</summary>
    public bool Takes(string type) => Type is not null ? type == Type : Own || Aggregates.All.Any(kind => kind.GrainType == type);
}

/// <summary>What one silo counted of the calls of its grains.</summary>
/// <param name="Silo">Its address.</param>
/// <param name="Ended">Steps of the window that are over; there is a running one besides.</param>
/// <param name="Seconds">How long they and the running one take together.</param>
/// <param name="Methods">By grain type and method.</param>
/// <param name="Origins">Where the calls came from, by grain type; of a cluster only.</param>
/// <param name="Steps">Of all methods, the running one first, then the ended ones, newest first.</param>
[GenerateSerializer]
[Immutable]
internal sealed record CallCounts(
    [property: Id(0)] string Silo,
    [property: Id(1)] int Ended,
    [property: Id(2)] double Seconds,
    [property: Id(3)] MethodCounts[] Methods,
    [property: Id(4)] OriginCounts[] Origins,
    [property: Id(5)] Series.Step[] Steps);

/// <summary>Calls of a method.</summary>
/// <param name="Type">The grain type.</param>
/// <param name="Method">The method.</param>
/// <param name="Window">Those of the window, in microseconds.</param>
/// <param name="SinceStart">How many since the silo began.</param>
/// <param name="FailuresSinceStart">How many of them failed.</param>
/// <param name="Steps">Step by step, as in <see cref="CallCounts"/>; none when all types were asked for.</param>
[GenerateSerializer]
[Immutable]
internal sealed record MethodCounts(
    [property: Id(0)] string Type,
    [property: Id(1)] string Method,
    [property: Id(2)] Series.Step Window,
    [property: Id(3)] long SinceStart,
    [property: Id(4)] long FailuresSinceStart,
    [property: Id(5)] Series.Step[] Steps);

/// <summary>Where the calls of a grain type came from.</summary>
/// <param name="Type">The grain type.</param>
/// <param name="Here">In the window, from the same silo.</param>
/// <param name="Elsewhere">In the window, over the network.</param>
/// <param name="HereSinceStart">Since the silo began, from the same silo.</param>
/// <param name="ElsewhereSinceStart">Since the silo began, over the network.</param>
[GenerateSerializer]
[Immutable]
internal sealed record OriginCounts(
    [property: Id(0)] string Type,
    [property: Id(1)] long Here,
    [property: Id(2)] long Elsewhere,
    [property: Id(3)] long HereSinceStart,
    [property: Id(4)] long ElsewhereSinceStart);
