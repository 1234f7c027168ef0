using System.Diagnostics;

namespace OrleansCommerce.Silo.Security;

/// <summary>The id of a request: in its answer's headers, in the log, in traces, and in the journal.</summary>
internal static class CorrelationIds
{
    private const string HeaderName = "X-Correlation-Id";
    private const int LengthMax = 64;
    private static readonly object Key = new();

    /// <summary>Gives every request an id: the caller's, when it sends one that can be used, else the trace's.</summary>
    public static void UseCorrelationIds(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var id = context.Request.Headers[HeaderName].ToString() is var given && IsUsable(given)
            ? given
            : (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToString();
        context.Items[Key] = id;
        context.Response.Headers[HeaderName] = id;
        return next(context);
    });

    /// <summary>The id of a request.</summary>
    public static string Of(HttpContext context) => (string)context.Items[Key]!;

    private static bool IsUsable(string id) =>
        id.Length is >= 1 and <= LengthMax && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
