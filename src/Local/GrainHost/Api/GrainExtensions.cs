using Orleans.Runtime;

namespace Orleans;

/// <summary>Identities of grains and of references to them.</summary>
public static class GrainExtensions
{
    /// <summary>Which grain <paramref name="grain"/> is, or refers to.</summary>
    /// <exception cref="ArgumentException">It is neither a grain of a host nor a reference.</exception>
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        GrainReference reference => reference.GrainId,
        IGrainBase { GrainContext: { } context } => context.GrainId,
        _ => throw new ArgumentException($"{grain.GetType()} is neither a grain that a host made nor a reference to one.", nameof(grain)),
    };

    /// <summary>The key of the grain that <paramref name="grain"/> is, or refers to.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();
}
