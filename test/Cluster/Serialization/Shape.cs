using System.Collections;
using System.Globalization;

namespace OrleansCommerce.Cluster.Tests.Serialization;

/// <summary>A value as text, lists and members included: two values are equal when their shapes are.</summary>
internal static class Shape
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        IFormattable plain when plain.GetType().Namespace == nameof(System) || plain.GetType().IsEnum =>
            $"{plain.GetType().Name} {plain.ToString(plain is DateTimeOffset ? "O" : null, CultureInfo.InvariantCulture)}",
        bool flag => flag.ToString(),
        _ when IsUnset(value) => "no list",
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Of))}]",
        _ => $"{value.GetType().Name} {{ {string.Join(", ", MessageTypes.MembersOf(value.GetType()).Select(member => $"{member.Property.Name} = {Of(member.Property.GetValue(value))}"))} }}",
    };

    /// <summary>An immutable array that was never made: it throws when it is looked at.</summary>
    private static bool IsUnset(object value) =>
        value.GetType() is { IsValueType: true } type && type.GetProperty("IsDefault")?.GetValue(value) is true;
}
