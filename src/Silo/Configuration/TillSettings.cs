using System.Globalization;
using OrleansCommerce.Grains;
using OrleansCommerce.Grains.Tills;

namespace OrleansCommerce.Silo.Configuration;

/// <summary>What holds for tills: <c>Tills:VarianceLimit</c>, <c>Tills:SessionRequired</c>.</summary>
internal static class TillSettings
{
    private const string Limit = "Tills:VarianceLimit";

    /// <summary>The rules.</summary>
    /// <exception cref="SettingException">A setting cannot be right.</exception>
    public static TillRules From(IConfiguration configuration)
    {
        var limit = TillRules.Default.VarianceLimit;
        if (configuration.Text(Limit) is { } text
            && (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out limit) || limit > Limits.PriceMax))
        {
            throw new SettingException($"The setting {Limit} is '{text}'; it must be an amount of money, 0 or more, such as 5.00.");
        }

        return new TillRules(limit, configuration.Flag("Tills:SessionRequired", TillRules.Default.SessionRequired));
    }
}
