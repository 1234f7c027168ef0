using System.Security.Cryptography;
using System.Text;
using OrleansCommerce.Grains.Payments;
using OrleansCommerce.Payments;

namespace OrleansCommerce.Silo.Payments;

/// <summary>
/// The test provider as a service of its own, at <see cref="Path"/>: it knows nothing of orders, decides as
/// <see cref="TestPaymentProvider"/> does, tells every decision by a signed webhook, and goes wrong on demand.
/// </summary>
internal sealed class TestProviderEndpoints(TestPaymentProvider provider, TestProviderSettings settings, TestProviderWebhooks webhooks)
{
    public const string Path = "/test-payments";
    public const string Authorizations = "authorizations";
    public const string Captures = "captures";
    public const string Voids = "voids";
    public const string Refunds = "refunds";

    private readonly byte[] _authorization = Encoding.UTF8.GetBytes($"Bearer {settings.ApiKey}");
    private readonly Lock _faultsLock = new();
    private TestProviderFaults _faults = new();

    public static void Map(WebApplication app)
    {
        var service = app.Services.GetRequiredService<TestProviderEndpoints>();
        var group = app.MapGroup(Path);
        group.MapPut($"/{Authorizations}/{{key}}", (string key, PaymentRequest request, HttpContext context) =>
            service.AnswerAsync(key, request, context, gaveUp => service.AuthorizeAsync(key, request, gaveUp)));
        group.MapPut($"/{Captures}/{{key}}", (string key, PaymentRequest request, HttpContext context) =>
            service.AnswerAsync(key, request, context, gaveUp => service.MoveAsync(
                key, request, service.Provider.CaptureAsync(key, request.Authorization!, AmountOf(request), gaveUp))));
        group.MapPut($"/{Voids}/{{key}}", (string key, PaymentRequest request, HttpContext context) =>
            service.AnswerAsync(key, request, context, gaveUp => service.Provider.VoidAsync(key, gaveUp)));
        group.MapPut($"/{Refunds}/{{key}}", (string key, PaymentRequest request, HttpContext context) =>
            service.AnswerAsync(key, request, context, gaveUp => service.MoveAsync(
                key, request, service.Provider.RefundAsync(key, request.Authorization!, AmountOf(request), gaveUp))));
        group.MapPut("/faults", (TestProviderFaults faults, HttpContext context) => service.SetFaults(faults, context));
    }

    private TestPaymentProvider Provider => provider;

    private static Money AmountOf(PaymentRequest request) => new(request.Amount, request.Currency);

    private IResult SetFaults(TestProviderFaults faults, HttpContext context)
    {
        if (!IsShop(context))
        {
            return Results.Unauthorized();
        }

        if (!faults.IsValid)
        {
            return Results.BadRequest("A number is out of its range.");
        }

        lock (_faultsLock)
        {
            _faults = faults;
        }

        webhooks.Faults = faults;
        return Results.Ok(faults);
    }

    private async Task<IResult> AnswerAsync(string key, PaymentRequest request, HttpContext context, Func<CancellationToken, Task<PaymentOutcome>> decide)
    {
        if (!IsShop(context))
        {
            return Results.Unauthorized();
        }

        // Keys are the shop's own: of the hexadecimal ids in them, about one in a thousand has digits that pass for a card number.
        if (request.Token is { } token && CardNumber.IsIn(token))
        {
            return Results.BadRequest("Card numbers are not taken here.");
        }

        var (refuse, lose) = NextFault();
        if (refuse)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        var outcome = await decide(context.RequestAborted);
        if (lose)
        {
            context.Abort();
            return Results.Empty;
        }

        return Results.Ok(PaymentResponse.Of(outcome));
    }

    private async Task<PaymentOutcome> AuthorizeAsync(string key, PaymentRequest request, CancellationToken gaveUp)
    {
        var outcome = await provider.AuthorizeAsync(key, AmountOf(request), request.Token ?? string.Empty, gaveUp);
        if (outcome.Status == PaymentStatus.Pending)
        {
            webhooks.TellLater(key, AmountOf(request), provider.SettlesAfter, () =>
                provider.AuthorizeAsync(key, AmountOf(request), request.Token ?? string.Empty, CancellationToken.None));
        }
        else
        {
            webhooks.Tell(key, AmountOf(request), outcome);
        }

        return outcome;
    }

    private async Task<PaymentOutcome> MoveAsync(string key, PaymentRequest request, Task<PaymentOutcome> moving)
    {
        var outcome = await moving;
        webhooks.Tell(key, AmountOf(request), outcome);
        return outcome;
    }

    private (bool Refuse, bool Lose) NextFault()
    {
        lock (_faultsLock)
        {
            if (_faults.RefuseRequests > 0)
            {
                _faults = _faults with { RefuseRequests = _faults.RefuseRequests - 1 };
                return (true, false);
            }

            if (_faults.LoseAnswers > 0)
            {
                _faults = _faults with { LoseAnswers = _faults.LoseAnswers - 1 };
                return (false, true);
            }

            return default;
        }
    }

    private bool IsShop(HttpContext context) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString()), _authorization);
}
