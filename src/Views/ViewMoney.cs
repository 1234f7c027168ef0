namespace OrleansCommerce.Views;

/// <summary>Amounts are kept in ten-thousandths: no currency has a smaller minor unit, and whole numbers sort alike on both databases.</summary>
internal static class ViewMoney
{
    private const decimal Scale = 10_000m;

    /// <summary>No amount is beyond: what is, in a question, is as good as this.</summary>
    private const decimal AmountMax = 1e14m;

    /// <summary>An amount as it is kept.</summary>
    public static long ToTenThousandths(decimal amount) => (long)(amount * Scale);

    /// <summary>The lowest kept amount that is <paramref name="amount"/> or more.</summary>
    public static long AtLeast(decimal amount) => (long)decimal.Ceiling(InRange(amount) * Scale);

    /// <summary>The highest kept amount that is <paramref name="amount"/> or less.</summary>
    public static long AtMost(decimal amount) => (long)decimal.Floor(InRange(amount) * Scale);

    private static decimal InRange(decimal amount) => decimal.Clamp(amount, -AmountMax, AmountMax);
}
