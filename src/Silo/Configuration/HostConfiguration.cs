namespace OrleansCommerce.Silo.Configuration;

/// <summary>Where settings come from, and the address.</summary>
internal static class HostConfiguration
{
    /// <summary>The address when no setting gives one: this machine only.</summary>
    private const string DefaultUrl = "http://127.0.0.1:5080";

    private const string NoSample = "--no-sample";

    /// <summary>Settings that give the address, of the framework.</summary>
    private static readonly string[] AddressKeys = ["urls", "http_ports", "https_ports"];

    /// <summary>A builder with settings from files beside the program, the environment, and the command line, in this order.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // The framework's reader of command lines knows no switch without a value.
            Args = [.. args.Select(arg => arg == NoSample ? "--Sample:Load=false" : arg)],

            // The settings files lie beside the program, whatever directory it is started from.
            ContentRootPath = AppContext.BaseDirectory,
        });
        if (AddressKeys.All(key => builder.Configuration[key] is null) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        return builder;
    }
}
