using OrleansCommerce.Silo.Configuration;
using OrleansCommerce.Silo.Engine;
using OrleansCommerce.Silo.Operations;
using OrleansCommerce.Silo.Storage;
using OrleansCommerce.Views;

namespace OrleansCommerce.Silo.Commands;

/// <summary><c>rebuild-views [NAME]</c>: makes a read model, or all of them, again from the journal, while the system runs.</summary>
public static class RebuildViewsCommand
{
    /// <summary>What it is called on the command line.</summary>
    public const string Name = "rebuild-views";

    /// <summary>Returns when the new tables are in their places.</summary>
    /// <exception cref="SettingException">There is no such view, or a setting is wrong.</exception>
    public static async Task<int> RunAsync(string[] options)
    {
        var view = options is [var first, ..] && !first.StartsWith('-') ? first : ViewRebuilder.All;
        var builder = HostConfiguration.CreateBuilder(view == ViewRebuilder.All ? options : options[1..]);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddStorage();
        builder.AddOperations();
        builder.AddEngine();
        builder.Services.AddViews();

        // The web server stays out of it: another process may be serving at the address.
        builder.WebHost.UseServer(new NoServer());
        await using var app = builder.Build();
        await app.StartAsync();
        try
        {
            await app.Services.GetRequiredService<ViewRebuilder>().RebuildAsync(view);
        }
        catch (ArgumentException unknown)
        {
            throw new SettingException(unknown.Message, unknown);
        }

        await app.StopAsync();
        await Console.Out.WriteLineAsync($"Rebuilt {view}.");
        return 0;
    }
}
