using System.Net;
using OrleansCommerce.Integration.Webhooks;

namespace OrleansCommerce.Integration.Tests.Webhooks;

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("198.19.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("fc00::1")]
    [InlineData("fd12::1")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::1")]
    public void Not_of_the_public_network(string address) => Assert.False(PublicAddresses.Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("192.169.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("2606:4700:4700::1111")]
    public void Of_the_public_network(string address) => Assert.True(PublicAddresses.Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("", "absolute")]
    [InlineData("hook", "absolute")]
    [InlineData("http://shop.example/", "https")]
    [InlineData("ftp://shop.example/", "https")]
    [InlineData("https://user:word@shop.example/", "password")]
    [InlineData("https://shop.example/#part", "fragment")]
    [InlineData("https://localhost/", "public")]
    [InlineData("https://127.0.0.1/", "public")]
    [InlineData("https://2130706433/", "public")]
    [InlineData("https://0x7f.1/", "public")]
    [InlineData("https://[::1]/", "public")]
    [InlineData("https://[::ffff:192.168.0.1]/", "public")]
    [InlineData("https://169.254.169.254/latest/meta-data", "public")]
    public void An_address_is_refused_that_webhooks_may_not_go_to(string url, string why)
    {
        var refusal = new WebhookTarget(new EventSettings()).Check(url);

        Assert.Equal("url", refusal!.Field);
        Assert.Contains(why, refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_https_address_of_the_public_network_is_taken()
    {
        Assert.Null(new WebhookTarget(new EventSettings()).Check("https://shop.example:8443/hook?a=b"));
        Assert.Null(new WebhookTarget(new EventSettings { AllowPrivateTargets = true }).Check("http://127.0.0.1:5000/hook"));
    }
}
