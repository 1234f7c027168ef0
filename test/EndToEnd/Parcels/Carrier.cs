using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OrleansCommerce.EndToEnd.Tests.Crash;

namespace OrleansCommerce.EndToEnd.Tests.Parcels;

/// <summary>A carrier as the server hears it: signed webhooks, each sent until it is taken.</summary>
internal sealed class Carrier(Uri server, PatientApi patience) : IDisposable
{
    public const string Secret = "carrier-secret-of-these-tests";

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(60) };
    private readonly Uri _webhooks = new(server, "/carriers/webhooks");

    /// <summary>Tells that something happened to a parcel.</summary>
    public async Task TellAsync(string parcelId, string trackingNumber, string status, DateTimeOffset occurredAt)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            id = $"{parcelId}-{status}",
            labelKey = $"{parcelId}:label:1",
            trackingNumber,
            status,
            occurredAt,
        });
        Assert.Equal(HttpStatusCode.OK, await patience.UntilAnsweredAsync(() => PostAsync(body)));
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<HttpStatusCode> PostAsync(byte[] body)
    {
        var seconds = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seconds}.")), .. body];
        var mac = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), signed));
        using var request = new HttpRequestMessage(HttpMethod.Post, _webhooks) { Content = new ByteArrayContent(body) };
        request.Headers.Add("Carrier-Signature", string.Create(CultureInfo.InvariantCulture, $"t={seconds},v1={mac}"));
        using var response = await _http.SendAsync(request);
        return response.StatusCode;
    }
}
