namespace OrleansCommerce.Grains.Tills;

/// <summary>What the settings say of tills.</summary>
/// <param name="VarianceLimit">By how much, in the major unit of the session's currency, counted cash may differ from what is expected without a reason; not negative.</param>
/// <param name="SessionRequired">
/// Whether a till that is online sells only with an open session. Sales that were made offline are taken in any case: the goods are gone.
/// </param>
public sealed record TillRules(decimal VarianceLimit, bool SessionRequired)
{
    /// <summary>Five pounds, euros, …; a till sells with and without a session.</summary>
    public static TillRules Default { get; } = new(5m, SessionRequired: false);
}
