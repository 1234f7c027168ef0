using OrleansCommerce.Carts;
using OrleansCommerce.Silo.Carriers;
using OrleansCommerce.Silo.Carts;
using OrleansCommerce.Silo.Configuration;
using OrleansCommerce.Silo.Engine;
using OrleansCommerce.Silo.Health;
using OrleansCommerce.Silo.Integration;
using OrleansCommerce.Silo.Operations;
using OrleansCommerce.Silo.Operations.Lifecycle;
using OrleansCommerce.Silo.Pages;
using OrleansCommerce.Silo.Payments;
using OrleansCommerce.Silo.Receipts;
using OrleansCommerce.Silo.Sample;
using OrleansCommerce.Silo.Security;
using OrleansCommerce.Silo.Storage;
using OrleansCommerce.Silo.Telemetry;
using OrleansCommerce.Views;

namespace OrleansCommerce.Silo;

/// <summary>The host: puts the parts together.</summary>
public static class SiloApplication
{
    /// <summary>Runs until it is told to stop.</summary>
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static async Task<int> RunAsync(string[] args)
    {
        // Before the host, so that it outlives it: connections and telemetry are closed when the host has stopped.
        using var limit = new EndLimit(Environment.Exit, Console.Error.WriteLine, TimeProvider.System);
        await using var app = Create(args);
        limit.Watch(app.Services.GetRequiredService<Drain.Settings>().Whole, app.Lifetime.ApplicationStopping);
        await app.RunAsync();
        return 0;
    }

    /// <summary>The host, not started yet.</summary>
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static WebApplication Create(string[] args) => Create(args, TimeProvider.System);

    /// <summary>The host by another clock, not started yet.</summary>
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static WebApplication Create(string[] args, TimeProvider time)
    {
        var builder = HostConfiguration.CreateBuilder(args);
        builder.Services.AddSingleton(time);
        builder.AddTelemetry();
        builder.AddStorage();
        builder.AddOperations();
        builder.AddEngine();
        builder.Services.AddViews();
        builder.AddPayments();
        builder.AddCarriers();
        builder.AddSourcing();
        builder.AddReturns();
        builder.AddDelivery();
        builder.AddReceipts();
        builder.Services.AddSingleton<ICartCodes, CartCodes>();
        builder.AddSecurity();
        builder.AddHealth();
        builder.AddIntegration();
        builder.AddApi();
        builder.AddSample();
        builder.AddServiceMarks();

        var app = builder.Build();
        app.UseDrain();
        app.UseCorrelationIds();
        app.MapHealth();
        app.MapConsole();
        app.MapStartPage();
        app.UseExplorer(ApiExtensions.ApiPath);
        app.MapApi();
        app.MapReceipts();
        EventEndpoints.Map(app);
        app.MapPayments();
        app.MapCarriers();
        app.MapOperations();
        app.MapEngine();
        return app;
    }
}
