namespace OrleansCommerce.Silo;

/// <summary>A refusal before any operation is looked at, in the form of a GraphQL response: clients know one form of errors alone.</summary>
internal static class ErrorBody
{
    /// <summary>With one error.</summary>
    /// <param name="code">Its <c>extensions.code</c>.</param>
    /// <param name="message">For people.</param>
    public static object Of(string code, string message) => new { errors = new[] { new { message, extensions = new { code } } } };

    /// <summary>As an endpoint's whole answer.</summary>
    /// <param name="status">Of HTTP.</param>
    /// <param name="code">The error's <c>extensions.code</c>.</param>
    /// <param name="message">For people.</param>
    public static IResult Answer(int status, string code, string message) => Results.Json(Of(code, message), statusCode: status);
}
