using System.Globalization;
using HotChocolate.Text.Json;
using HotChocolate.Types;

namespace OrleansCommerce.Silo;

/// <summary>The scalar <c>DateTime</c>, written in UTC to the millisecond, as the embedded server writes it.</summary>
internal sealed class MomentType : DateTimeType
{
    /// <summary>In the words of the embedded server.</summary>
    public MomentType()
        : base(
            "DateTime",
            "A moment in ISO 8601, such as 2026-11-22T05:52:31.123Z. Any offset is read; UTC is written.",
            BindingBehavior.Implicit,
            new DateTimeOptions { InputPrecision = 7 }) =>
        SpecifiedBy = new Uri("https://scalars.graphql.org/andimarek/date-time.html");

    /// <inheritdoc/>
    protected override void OnCoerceOutputValue(DateTimeOffset runtimeValue, ResultElement resultValue) =>
        resultValue.SetStringValue(runtimeValue.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
}
