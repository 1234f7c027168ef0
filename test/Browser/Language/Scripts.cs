using OrleansCommerce.Browser.Tests.Hosting;

namespace OrleansCommerce.Browser.Tests.Language;

/// <summary>The page's modules, called one by one in the browser that they are written for, with the host's own schema.</summary>
public sealed class Scripts(RunningShop shop) : IAsyncLifetime
{
    private const string Prepare =
        """
        async () => {
          const modules = await Promise.all([
            'completion/suggest.js', 'language/format.js', 'validation/validate.js', 'variables/check.js', 'schema/schema.js',
            'schema/introspection.js', 'transport/operation.js',
          ].map((name) => import(`/explorer/${name}`)));
          window.parts = Object.assign({}, ...modules);
          window.parts.schema = new parts.Schema((await parts.ask(parts.introspectionQuery, {})).__schema);
        }
        """;

    private Window _window = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _window = await shop.OpenWindowAsync();
        await _window.Page.EvaluateAsync(Prepare);
    }

    /// <summary>Runs the body of a function of <c>input</c>, which sees the modules' exports and <c>schema</c>.</summary>
    public Task<T> RunAsync<T>(string body, string input) => _window.Page.EvaluateAsync<T>(
        $"(input) => {{ const {{ suggest, format, validate, variablesOf, checkVariables, schema }} = window.parts; {body} }}", input);

    /// <inheritdoc/>
    public async Task DisposeAsync() => await _window.DisposeAsync();
}
