using System.Globalization;
using OrleansCommerce.Payments;

namespace OrleansCommerce.Silo.Payments;

/// <summary>What the test provider is asked. Amounts are decimals in the currency's major unit.</summary>
/// <param name="Amount">More than zero; none for a void.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Token">For an authorisation.</param>
/// <param name="Authorization">The key of the authorisation, for everything else.</param>
internal sealed record PaymentRequest(decimal Amount, string Currency, string? Token = null, string? Authorization = null);

/// <summary>What it answers.</summary>
/// <param name="Status"><c>approved</c>, <c>declined</c> or <c>pending</c>.</param>
/// <param name="DeclineCode">Why not.</param>
/// <param name="ExpiresAt">Of an authorisation.</param>
internal sealed record PaymentResponse(string Status, string? DeclineCode, DateTimeOffset? ExpiresAt)
{
    public static PaymentResponse Of(PaymentOutcome outcome) =>
        new(outcome.Status.ToString().ToLower(CultureInfo.InvariantCulture), outcome.DeclineCode, outcome.ExpiresAt);

    /// <summary>As the product says it.</summary>
    /// <exception cref="FormatException">The status is none.</exception>
    public PaymentOutcome ToOutcome() => new(StatusOf(Status), DeclineCode, ExpiresAt);

    /// <summary>Reads a status.</summary>
    /// <exception cref="FormatException">The status is none.</exception>
    public static PaymentStatus StatusOf(string status) => status switch
    {
        "approved" => PaymentStatus.Approved,
        "declined" => PaymentStatus.Declined,
        "pending" => PaymentStatus.Pending,
        _ => throw new FormatException($"'{status}' is no status of a payment."),
    };
}

/// <summary>A decision that the provider tells.</summary>
internal sealed record PaymentWebhook(
    string Id, string Key, decimal Amount, string Currency, string Status, string? DeclineCode = null, DateTimeOffset? ExpiresAt = null)
{
    /// <summary>As the product says it.</summary>
    /// <exception cref="FormatException">The status is none.</exception>
    public PaymentNotice ToNotice() =>
        new(Id, Key, new Money(Amount, Currency), new PaymentOutcome(PaymentResponse.StatusOf(Status), DeclineCode, ExpiresAt));
}

/// <summary>What goes wrong at the test provider, on demand. Every number is 0 when nothing does.</summary>
/// <param name="WebhookDelayMs">How long each webhook waits, in milliseconds, at most 60,000.</param>
/// <param name="WebhookCopies">How often each is sent besides the first time, at most 10.</param>
/// <param name="ReorderWebhooks">Whether two webhooks change places.</param>
/// <param name="LoseAnswers">Of how many of the next requests the answer is lost after the money moved, at most 1,000.</param>
/// <param name="RefuseRequests">How many of the next requests fail before anything happens, at most 1,000.</param>
internal sealed record TestProviderFaults(
    int WebhookDelayMs = 0, int WebhookCopies = 0, bool ReorderWebhooks = false, int LoseAnswers = 0, int RefuseRequests = 0)
{
    public bool IsValid =>
        WebhookDelayMs is >= 0 and <= 60_000 && WebhookCopies is >= 0 and <= 10 && LoseAnswers is >= 0 and <= 1_000 && RefuseRequests is >= 0 and <= 1_000;
}
