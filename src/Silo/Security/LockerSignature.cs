using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.Lockers;

namespace OrleansCommerce.Silo.Security;

/// <summary>
/// Requests that a locker bank's hardware signs with the bank's secret instead of sending a token. Their header is
/// <c>Authorization: OC-Locker bank=…, time=…, nonce=…, signature=…</c>; docs/lockers.md tells what is signed.
/// </summary>
internal sealed class LockerSignature(GrainCalls grains)
{
    private const string Scheme = "OC-Locker ";
    private const int HeaderLengthMax = 400;
    private const int BodyBytesMax = 64 * 1024;
    private const int BankIdLengthMax = 64;
    private const string NotTaken = "The signature is not one of this locker bank's.";

    /// <summary>Whether a request says that it is signed.</summary>
    public static bool IsIn(StringValues header) =>
        header.Count == 1 && header[0]!.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Who asks; null, with a reason, when nobody may be let in.</summary>
    public async Task<(Caller? Caller, string Reason)> ReadAsync(HttpContext context, string correlationId)
    {
        var request = context.Request;
        if (request.Method != HttpMethods.Post || request.QueryString.HasValue || context.WebSockets.IsWebSocketRequest)
        {
            return (null, "Only a POST without a query string can be signed.");
        }

        if (Parse(request.Headers.Authorization[0]!) is not var (bank, time, nonce, signature))
        {
            return (null, "The header must be 'Authorization: OC-Locker bank=…, time=…, nonce=…, signature=…'.");
        }

        // The whole of it stays in memory: the server reads it again.
        request.EnableBuffering(BodyBytesMax, BodyBytesMax);
        byte[] hash;
        try
        {
            hash = await SHA256.HashDataAsync(request.Body, context.RequestAborted);
        }
        catch (IOException)
        {
            return (null, $"A signed request has at most {BodyBytesMax} bytes.");
        }

        request.Body.Position = 0;
        var call = new SignedCall(time, nonce, request.Method, request.Path, Convert.ToHexStringLower(hash), signature, Guid.NewGuid().ToString("N"));
        var answer = await grains.CallAsync((ILockerBankGrain grain) => grain.AdmitAsync(call), bank);
        if (!answer.Succeeded)
        {
            return (null, answer.Failure is InvalidInput { Field: not "signature" } invalid ? $"{invalid.Field}: {invalid.Reason}" : NotTaken);
        }

        var subject = $"locker:{bank}";
        context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(CallerClaims.Subject, subject)], Scheme.Trim()));
        return (new Caller(subject, Role.Device, bank, correlationId, SignedFor: bank), string.Empty);
    }

    private static (string Bank, long Time, string Nonce, string Signature)? Parse(string header)
    {
        if (header.Length > HeaderLengthMax)
        {
            return null;
        }

        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in header[Scheme.Length..].Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || !parts.TryAdd(part[..equals], part[(equals + 1)..]))
            {
                return null;
            }
        }

        return parts.Count == 4
            && parts.TryGetValue("bank", out var bank)
            && bank.Length is >= 1 and <= BankIdLengthMax
            && bank.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '-')
            && parts.TryGetValue("time", out var seconds)
            && long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
            && parts.TryGetValue("nonce", out var nonce)
            && parts.TryGetValue("signature", out var signature)
                ? (bank, time, nonce, signature)
                : null;
    }
}
