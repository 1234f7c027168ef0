using System.Security.Cryptography;
using System.Text;
using OrleansCommerce.Silo.Configuration;

namespace OrleansCommerce.Silo.Payments;

/// <summary>The secrets that the shop and its test provider share, and how fast that provider decides.</summary>
/// <param name="ApiKey">The shop's, as a bearer token.</param>
/// <param name="WebhookSecret">Signs webhooks.</param>
/// <param name="SettlesAfter">How long <c>tok_pending</c> is undecided.</param>
internal sealed record TestProviderSettings(string ApiKey, byte[] WebhookSecret, TimeSpan SettlesAfter)
{
    private const string ApiKeyKey = "Payments:TestServer:ApiKey";
    private const string SecretKey = "Payments:TestServer:WebhookSecret";
    private const string SettlesKey = "Payments:TestServer:SettlesAfterSeconds";
    private const int SecretBytes = 32;
    private const int SettlesSecondsMax = 86_400;

    /// <summary>Both ends are this process: without a setting each start makes secrets of its own.</summary>
    public static TestProviderSettings From(IConfiguration configuration) => new(
        configuration.Text(ApiKeyKey) ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes)),
        configuration.Text(SecretKey) is { } secret ? Encoding.UTF8.GetBytes(secret) : RandomNumberGenerator.GetBytes(SecretBytes),
        TimeSpan.FromSeconds(configuration.Count(SettlesKey, otherwise: 30, least: 1, SettlesSecondsMax)));
}
