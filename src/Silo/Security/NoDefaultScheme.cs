using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace OrleansCommerce.Silo.Security;

/// <summary>
/// Without it the framework takes the only scheme for the default one, and checks the token of every request, whatever is asked, before
/// <see cref="CallerAuthentication"/> can say that it knows it.
/// </summary>
internal sealed class NoDefaultScheme(IOptions<AuthenticationOptions> options) : AuthenticationSchemeProvider(options)
{
    /// <inheritdoc/>
    public override Task<AuthenticationScheme?> GetDefaultAuthenticateSchemeAsync() => Task.FromResult<AuthenticationScheme?>(null);
}
