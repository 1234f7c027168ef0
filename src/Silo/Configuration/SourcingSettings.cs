using System.Globalization;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Search;

namespace OrleansCommerce.Silo.Configuration;

/// <summary>What serving an order costs, from the settings <c>Sourcing:*</c>; each has a default, see <see cref="SourcingPolicy"/>.</summary>
internal static class SourcingSettings
{
    private const string Section = "Sourcing";
    private const int ScarceUnitsMax = 1_000_000;

    /// <summary>Adds the policy by which orders choose their locations.</summary>
    public static void AddSourcing(this WebApplicationBuilder builder)
    {
        var policy = Read(builder.Configuration);
        builder.Services.AddSingleton(services => new SourcingServices(policy, services.GetRequiredService<ISourcingView>()));
    }

    /// <summary>The policy.</summary>
    /// <exception cref="SettingException">A setting is wrong, or is none.</exception>
    public static SourcingPolicy Read(IConfiguration configuration)
    {
        var none = SourcingPolicy.Default;
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var policy = new SourcingPolicy
        {
            ParcelCost = Cost(nameof(SourcingPolicy.ParcelCost), none.ParcelCost),
            WarehouseHandlingCost = Cost(nameof(SourcingPolicy.WarehouseHandlingCost), none.WarehouseHandlingCost),
            StoreHandlingCost = Cost(nameof(SourcingPolicy.StoreHandlingCost), none.StoreHandlingCost),
            KilometreCost = Cost(nameof(SourcingPolicy.KilometreCost), none.KilometreCost),
            EmptyShelfCost = Cost(nameof(SourcingPolicy.EmptyShelfCost), none.EmptyShelfCost),
            ScarceUnits = Count(nameof(SourcingPolicy.ScarceUnits), none.ScarceUnits, ScarceUnitsMax),
            ScarceUnitCost = Cost(nameof(SourcingPolicy.ScarceUnitCost), none.ScarceUnitCost),
            FullDayCost = Cost(nameof(SourcingPolicy.FullDayCost), none.FullDayCost),
            WarehouseLeadHours = Count(nameof(SourcingPolicy.WarehouseLeadHours), none.WarehouseLeadHours, SourcingPolicy.HoursMax),
            StoreLeadHours = Count(nameof(SourcingPolicy.StoreLeadHours), none.StoreLeadHours, SourcingPolicy.HoursMax),
            ShipHours = Count(nameof(SourcingPolicy.ShipHours), none.ShipHours, SourcingPolicy.HoursMax),
            TransferHours = Count(nameof(SourcingPolicy.TransferHours), none.TransferHours, SourcingPolicy.HoursMax),
        };
        configuration.RefuseUnknown(Section, known, Section);
        return policy;

        decimal Cost(string name, decimal otherwise)
        {
            known.Add(name);
            var key = $"{Section}:{name}";
            if (configuration[key] is not { Length: > 0 } text)
            {
                return otherwise;
            }

            return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var cost) && cost <= SourcingPolicy.CostMax
                ? cost
                : throw new SettingException($"The setting {key} is '{text}'; it must be a number of points from 0 to {SourcingPolicy.CostMax}.");
        }

        int Count(string name, int otherwise, int most)
        {
            known.Add(name);
            return configuration.Count($"{Section}:{name}", otherwise, least: 0, most);
        }
    }
}
