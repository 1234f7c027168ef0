using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using OrleansCommerce.Grains.Receipts;
using OrleansCommerce.GraphQL;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Faults;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.Locations;
using OrleansCommerce.Receipts;
using OrleansCommerce.Silo.Security;

namespace OrleansCommerce.Silo.Receipts;

/// <summary>
/// Receipts to be printed: <c>/receipts/{store}/{year}/{number}</c> for those who may see them in the API, <c>/r/{token}</c> for whoever
/// holds the paper; with <c>.pdf</c> at the end as a PDF. <c>?lang=</c> is <c>en</c> or <c>fr</c>; the browser's when left out.
/// </summary>
internal sealed partial class ReceiptEndpoints(
    GrainCalls grains,
    IReceiptTokens tokens,
    ReceiptSettings settings,
    TaxTable taxes,
    CallerAuthentication authentication,
    TimeProvider time,
    ILogger<ReceiptEndpoints> logger)
{
    private const string PdfEnding = ".pdf";
    private const string TokenPath = "/r/";

    /// <summary>Serves them.</summary>
    public static void Map(WebApplication app)
    {
        app.MapGet("/receipts/{store}/{year}/{number}", (HttpContext context, string store, string year, string number) =>
            context.RequestServices.GetRequiredService<ReceiptEndpoints>().ByNumberAsync(context, store, year, number));
        app.MapGet(TokenPath + "{token}", (HttpContext context, string token) =>
            context.RequestServices.GetRequiredService<ReceiptEndpoints>().ByTokenAsync(context, token));
    }

    private async Task<IResult> ByNumberAsync(HttpContext context, string store, string year, string number)
    {
        var (caller, reason) = await authentication.AuthenticateAsync(context, context.RequestServices);
        if (caller is null)
        {
            context.Response.Headers.WWWAuthenticate = JwtBearerDefaults.AuthenticationScheme;
            return ErrorBody.Answer(StatusCodes.Status401Unauthorized, FaultCodes.Unauthenticated, reason);
        }

        if (!Permissions.Allow(caller.Role, Permission.UseOrders))
        {
            return ErrorBody.Answer(StatusCodes.Status403Forbidden, FaultCodes.Forbidden, $"The role {caller.Role} may not do this.");
        }

        Caller.Current = caller;
        var (name, isPdf) = Split(number);
        return await SendAsync(context, name, isPdf, async () =>
            long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var counted)
            && int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var calendar)
            && ReceiptId.TryParse(new ReceiptId(store, calendar, counted).ToString(), out var id)
                ? await grains.FindReceiptAsync(caller, id)
                : null);
    }

    private async Task<IResult> ByTokenAsync(HttpContext context, string token)
    {
        // Whoever reads a trace must not be able to claim the receipt.
        Activity.Current?.SetTag("url.path", TokenPath);
        var (name, isPdf) = Split(token);
        return await SendAsync(context, name, isPdf, async () =>
            await tokens.ReadAsync(name, context.RequestAborted) is { } id
            && await grains.ReadReceiptAsync(id) is { } receipt
            && receipt.TakesTokenAt(time.GetUtcNow())
                ? receipt
                : null);
    }

    private async Task<IResult> SendAsync(HttpContext context, string name, bool isPdf, Func<Task<ReceiptDetails?>> find)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.Vary = "Accept-Language, Authorization";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
        try
        {
            if (await find() is not { } receipt)
            {
                return ErrorBody.Answer(StatusCodes.Status404NotFound, FaultCodes.NotFound, "There is no such receipt, or it is not yours to see.");
            }

            var paper = await WriteAsync(context.Request, receipt);
            if (isPdf)
            {
                return Results.File(ReceiptPdf.Of(paper), "application/pdf", fileDownloadName: null);
            }

            headers.ContentSecurityPolicy = ReceiptPage.ContentSecurityPolicy;
            return Results.Text(ReceiptPage.Of(paper, name), "text/html; charset=utf-8");
        }
        catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested)
        {
            LogFault(logger, fault);
            return ErrorBody.Answer(StatusCodes.Status503ServiceUnavailable, FaultCodes.Unavailable, "The receipt cannot be shown at the moment.");
        }
    }

    private async Task<ReceiptPaper> WriteAsync(HttpRequest request, ReceiptDetails receipt)
    {
        _ = ReceiptId.TryParse(receipt.Id, out var id);
        var store = id.StoreId == ReceiptId.OnlineStore ? null : await grains.CallAsync((ILocationGrain grain) => grain.GetAsync(), id.StoreId);
        var claimUrl = receipt.IsClaimable() && receipt.TakesTokenAt(time.GetUtcNow())
            ? (settings.PublicUrl ?? $"{request.Scheme}://{request.Host}") + TokenPath + await tokens.OfAsync(id)
            : null;
        return ReceiptPaper.Of(
            receipt, store?.Name, taxes.Of(store?.Country).Zone, settings, ReceiptWords.Of(LanguageOf(request)), claimUrl);
    }

    private static string LanguageOf(HttpRequest request) =>
        request.Query["lang"].FirstOrDefault()
        ?? request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(static accepted => accepted.Quality ?? 1)
            .Select(static accepted => accepted.Value.ToString().Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(static language => language is "en" or "fr")
        ?? ReceiptWords.English.Language;

    private static (string Name, bool IsPdf) Split(string name) =>
        name.EndsWith(PdfEnding, StringComparison.Ordinal) ? (name[..^PdfEnding.Length], true) : (name, false);

    [LoggerMessage(2040, LogLevel.Warning, "A receipt could not be shown")]
    private static partial void LogFault(ILogger logger, Exception exception);
}
