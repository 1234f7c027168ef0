using System.Collections.Immutable;
using OrleansCommerce.Grains.Catalog;
using OrleansCommerce.Grains.Returns;

namespace OrleansCommerce.Silo.Configuration;

/// <summary>Under which terms goods come back, from the settings <c>Returns:*</c>; see <see cref="ReturnPolicy"/>.</summary>
internal static class ReturnSettings
{
    private const string Section = "Returns";
    private const string WindowDays = "WindowDays";
    private const string FaultDays = "FaultDays";
    private const string RequestDays = "RequestDays";
    private const string ReviewRequests = "ReviewRequests";
    private const string TransitDays = "TransitDays";
    private const string LostRefund = "LostRefund";
    private const string Categories = "Categories";
    private const string LimitDays = "LimitDays";
    private const string RefundCount = "RefundCount";
    private const string RefundAmount = "RefundAmount";
    private const string UnreceiptedCount = "UnreceiptedCount";
    private const string UnreceiptedAmount = "UnreceiptedAmount";
    private const string UnreceiptedNeedsCustomer = "UnreceiptedNeedsCustomer";

    /// <summary>The window of goods that come back for ever.</summary>
    internal const string WithoutEnd = "none";

    private const int AmountMax = 1_000_000_000;

    /// <summary>Adds the policy by which orders take goods back.</summary>
    public static void AddReturns(this WebApplicationBuilder builder) => builder.Services.AddSingleton(Read(builder.Configuration));

    /// <summary>The policy.</summary>
    /// <exception cref="SettingException">A setting is wrong, or is none.</exception>
    public static ReturnPolicy Read(IConfiguration configuration)
    {
        var channels = Enum.GetValues<Channel>().ToDictionary(channel => $"{channel}{WindowDays}", StringComparer.OrdinalIgnoreCase);
        string[] known =
        [
            WindowDays, FaultDays, RequestDays, ReviewRequests, TransitDays, LostRefund, Categories, LimitDays, RefundCount, RefundAmount, UnreceiptedCount, UnreceiptedAmount, UnreceiptedNeedsCustomer, .. channels.Keys,
        ];
        configuration.RefuseUnknown(Section, known, Section);

        return new ReturnPolicy
        {
            WindowDays = configuration[$"{Section}:{WindowDays}"] is WithoutEnd ? null : Days(WindowDays) ?? ReturnPolicy.WindowDaysDefault,
            ChannelWindowDays = channels
                .Select(entry => (Channel: entry.Value, Days: Days(entry.Key)))
                .Where(entry => entry.Days is not null)
                .ToImmutableDictionary(entry => entry.Channel, entry => entry.Days!.Value),
            Categories = CategoryReturnSettings.Read(configuration, $"{Section}:{Categories}"),
            FaultDays = Days(FaultDays) ?? ReturnPolicy.Default.FaultDays,
            RequestDays = configuration.Count($"{Section}:{RequestDays}", ReturnPolicy.RequestDaysDefault, least: 1, ReturnLimits.DaysMax),
            TransitDays = configuration[$"{Section}:{TransitDays}"] is WithoutEnd
                ? null
                : configuration.Count($"{Section}:{TransitDays}", ReturnPolicy.TransitDaysDefault, least: 1, ReturnLimits.DaysMax),
            LostRefund = Refund(configuration),
            ReviewsRequests = configuration.Flag($"{Section}:{ReviewRequests}", otherwise: false),
            Limits = new ReturnLimits
            {
                Days = configuration.Count($"{Section}:{LimitDays}", ReturnLimits.Default.Days, least: 1, ReturnLimits.DaysMax),
                RefundCount = Most(RefundCount, ReturnAllowances.EntriesMax),
                RefundAmount = Most(RefundAmount, AmountMax),
                UnreceiptedCount = Most(UnreceiptedCount, ReturnAllowances.EntriesMax),
                UnreceiptedAmount = Most(UnreceiptedAmount, AmountMax),
                UnreceiptedNeedsCustomer = configuration.Flag($"{Section}:{UnreceiptedNeedsCustomer}", otherwise: false),
            },
        };

        static LostReturnRefund Refund(IConfiguration configuration)
        {
            var key = $"{Section}:{LostRefund}";
            if (configuration.Text(key) is not { } text)
            {
                return LostReturnRefund.OwnLabel;
            }

            return Enum.TryParse<LostReturnRefund>(text, ignoreCase: true, out var refund) && Enum.IsDefined(refund) && !char.IsAsciiDigit(text[0])
                ? refund
                : throw new SettingException($"The setting {key} is '{text}'; it must be one of {string.Join(", ", Enum.GetNames<LostReturnRefund>())}.");
        }

        int? Most(string name, int most) => configuration[$"{Section}:{name}"] is { Length: > 0 }
            ? configuration.Count($"{Section}:{name}", 0, least: 0, most)
            : null;

        int? Days(string name) => configuration[$"{Section}:{name}"] is { Length: > 0 }
            ? configuration.Count($"{Section}:{name}", 0, least: 0, Product.ReturnDaysMax)
            : null;
    }
}
