using OrleansCommerce.Grains.Lockers;
using static OrleansCommerce.Grains.Tests.Lockers.Locker;

namespace OrleansCommerce.Grains.Tests.Lockers;

/// <summary>Codes come from the secret, and tell nothing of each other.</summary>
public sealed class PickupCodesTests
{
    [Fact]
    public void A_code_has_six_digits_and_is_the_same_again()
    {
        var codes = Enumerable.Range(0, 1_000).Select(attempt => CodeOf("o.1", attempt)).ToList();
        Assert.All(codes, code => Assert.True(PickupCodes.IsWellFormed(code)));
        Assert.Equal(codes, Enumerable.Range(0, 1_000).Select(attempt => CodeOf("o.1", attempt)));
    }

    [Fact]
    public void Codes_are_spread_evenly()
    {
        // 10,000 codes in ten bins of 1,000 expected; six standard deviations (30 each) are 180.
        var bins = Enumerable.Range(0, 10_000).CountBy(attempt => CodeOf("o.1", attempt)[0]).ToDictionary();
        Assert.Equal(10, bins.Count);
        Assert.All(bins.Values, count => Assert.InRange(count, 820, 1_180));
    }

    [Fact]
    public void Another_parcel_operation_attempt_bank_or_secret_has_other_codes()
    {
        var elsewhere = new PickupCodes(new byte[32], "bank2");
        var other = new PickupCodes(Enumerable.Repeat((byte)1, 32).ToArray(), Bank);
        string[] firsts =
        [
            Sixteen(attempt => Codes.CodeOf("o.1", "op", attempt)),
            Sixteen(attempt => Codes.CodeOf("o.2", "op", attempt)),
            Sixteen(attempt => Codes.CodeOf("o.1", "op2", attempt)),
            Sixteen(attempt => Codes.CodeOf("o.1o", "p", attempt)),
            Sixteen(attempt => Codes.CodeOf("o.1", "op", attempt + 16)),
            Sixteen(attempt => elsewhere.CodeOf("o.1", "op", attempt)),
            Sixteen(attempt => other.CodeOf("o.1", "op", attempt)),
        ];
        Assert.Equal(firsts.Length, firsts.Distinct().Count());
    }

    [Fact]
    public void The_same_code_has_another_hash_at_another_bank_and_under_another_secret()
    {
        var hashes = new[]
        {
            Codes.HashOf("123456"),
            new PickupCodes(new byte[32], "bank2").HashOf("123456"),
            new PickupCodes(Enumerable.Repeat((byte)1, 32).ToArray(), Bank).HashOf("123456"),
        };
        Assert.Equal(64, hashes[0].Length);

        Assert.Equal(3, hashes.Distinct().Count());
    }

    private static string Sixteen(Func<int, string> codeOf) => string.Concat(Enumerable.Range(0, 16).Select(codeOf));
}
