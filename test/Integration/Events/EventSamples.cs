using System.Collections.Immutable;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Orders;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Integration.Tests.Events;

/// <summary>One event of each kind, in which every text says where it stands, as in <c>‹Placed.Lines.Sku›</c>.</summary>
internal static class EventSamples
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A stream of the kind, such as a real one could be.</summary>
    public static string StreamOf(Aggregate kind) => kind.Category switch
    {
        "stock" => "stock/store-1/sku-1",
        "receipts" => "receipts/store-1/2026",
        _ => $"{kind.Category}/key-1",
    };

    /// <summary>The events of a kind; one for each value of a status that decides what others are told.</summary>
    public static IEnumerable<object> Of(Type eventType)
    {
        if (eventType.GetConstructors()[0].GetParameters().Any(static parameter => parameter.ParameterType == typeof(FulfillmentStatus)))
        {
            return Enum.GetValues<FulfillmentStatus>().Select(status => Make(eventType, eventType.Name, status)!);
        }

        return [Make(eventType, eventType.Name, FulfillmentStatus.Packed)!];
    }

    private static object? Make(Type type, string path, FulfillmentStatus status)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(string))
        {
            return $"‹{path}›";
        }

        if (plain == typeof(FulfillmentStatus))
        {
            return status;
        }

        if (plain == typeof(StockState))
        {
            return path.EndsWith("From", StringComparison.Ordinal) ? StockState.Available : StockState.Damaged;
        }

        if (plain.IsEnum)
        {
            return Enum.GetValues(plain).GetValue(0);
        }

        if (plain == typeof(DateTimeOffset))
        {
            return At;
        }

        if (plain == typeof(DateOnly))
        {
            return new DateOnly(2026, 3, 1);
        }

        if (plain.IsPrimitive || plain == typeof(decimal))
        {
            return Convert.ChangeType(plain == typeof(bool) ? true : 3, plain, System.Globalization.CultureInfo.InvariantCulture);
        }

        if (plain.IsGenericType && plain.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            var element = plain.GetGenericArguments()[0];
            var array = Array.CreateInstance(element, 1);
            array.SetValue(Make(element, path, status), 0);
            return typeof(ImmutableArray).GetMethods().Single(method => method.Name == nameof(ImmutableArray.Create)
                    && method.GetParameters() is [{ ParameterType.IsArray: true }])
                .MakeGenericMethod(element).Invoke(null, [array]);
        }

        var constructor = plain.GetConstructors().OrderByDescending(static one => one.GetParameters().Length).First();
        return constructor.Invoke(
            [.. constructor.GetParameters().Select(parameter => Make(parameter.ParameterType, $"{path}.{parameter.Name}", status))]);
    }
}
