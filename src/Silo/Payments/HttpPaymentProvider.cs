using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OrleansCommerce.Payments;

namespace OrleansCommerce.Silo.Payments;

/// <summary>Asks the test provider over HTTP, as a real one would be asked. Our key is in the address: a request sent again is the same request.</summary>
internal sealed class HttpPaymentProvider(IServer server, TestProviderSettings settings) : IPaymentProvider, IDisposable
{
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };

    /// <inheritdoc/>
    public Task<PaymentOutcome> AuthorizeAsync(string authorizationKey, Money amount, string token, CancellationToken cancellationToken) =>
        AskAsync(TestProviderEndpoints.Authorizations, authorizationKey, new PaymentRequest(amount.Amount, amount.Currency, token), cancellationToken);

    /// <inheritdoc/>
    public Task<PaymentOutcome> CaptureAsync(string captureKey, string authorizationKey, Money amount, CancellationToken cancellationToken) =>
        AskAsync(
            TestProviderEndpoints.Captures, captureKey, new PaymentRequest(amount.Amount, amount.Currency, Authorization: authorizationKey), cancellationToken);

    /// <inheritdoc/>
    public Task<PaymentOutcome> VoidAsync(string authorizationKey, CancellationToken cancellationToken) =>
        AskAsync(TestProviderEndpoints.Voids, authorizationKey, new PaymentRequest(0, string.Empty, Authorization: authorizationKey), cancellationToken);

    /// <inheritdoc/>
    public Task<PaymentOutcome> RefundAsync(string refundKey, string paymentKey, Money amount, CancellationToken cancellationToken) =>
        AskAsync(TestProviderEndpoints.Refunds, refundKey, new PaymentRequest(amount.Amount, amount.Currency, Authorization: paymentKey), cancellationToken);

    public void Dispose() => _http.Dispose();

    /// <summary>Asks once.</summary>
    /// <exception cref="HttpRequestException">There was no answer: the money may have moved, or not.</exception>
    private async Task<PaymentOutcome> AskAsync(string what, string key, PaymentRequest content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Put, new Uri(ServerAddress.Of(server), $"{TestProviderEndpoints.Path}/{what}/{Uri.EscapeDataString(key)}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.ApiKey);
        request.Content = JsonContent.Create(content);
        using var response = await _http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<PaymentResponse>(cancellationToken))!.ToOutcome();
    }
}

/// <summary>Where this process listens.</summary>
internal static class ServerAddress
{
    /// <summary>An address at which it reaches itself.</summary>
    /// <exception cref="InvalidOperationException">It does not listen yet.</exception>
    public static Uri Of(IServer server)
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?? throw new InvalidOperationException("The server does not listen yet.");
        var bound = new UriBuilder(address.Replace("//+", "//localhost", StringComparison.Ordinal).Replace("//*", "//localhost", StringComparison.Ordinal));
        bound.Host = bound.Host is "0.0.0.0" or "[::]" or "localhost" ? "127.0.0.1" : bound.Host;
        return bound.Uri;
    }
}
