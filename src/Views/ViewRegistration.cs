using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Search;
using OrleansCommerce.Views.Following;
using OrleansCommerce.Views.Search;
using OrleansCommerce.Views.Waking;

namespace OrleansCommerce.Views;

/// <summary>Adds the read models to a host.</summary>
public static class ViewRegistration
{
    /// <summary>
    /// Registers <see cref="ICatalogSearch"/>, <see cref="IOrderSearch"/>, <see cref="IStockSearch"/>, <see cref="IActivitySearch"/>, <see cref="ISourcingView"/>,
    /// <see cref="IOrderHistory"/>, <see cref="IWorkSearch"/>, <see cref="IReadModels"/>, <see cref="IReceiptSearch"/>, <see cref="ICartSearch"/>, <see cref="ITillSearch"/>, <see cref="IReturnSearch"/>, <see cref="ViewRebuilder"/>, <see cref="IViewStatus"/>, and the services
    /// that fill the views and wake grains. Needs <see cref="IJournal"/>, <see cref="IDatabase"/> and
    /// <see cref="Orleans.IGrainFactory"/>; the host calls <see cref="ViewSchema.MigrateAsync"/> before it starts.
    /// </summary>
    public static IServiceCollection AddViews(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(ViewSchema.Views);
        services.AddSingleton<ViewFaults>();
        services.AddSingleton<ViewPass>();
        services.AddSingleton<ViewFollower>();
        services.AddHostedService(static s => s.GetRequiredService<ViewFollower>());
        services.AddSingleton<IViewStatus, ViewStatusReader>();
        services.AddSingleton(static s => new ViewRebuilder(
            s.GetRequiredService<IDatabase>(), ViewSchema.Views, s.GetRequiredService<ViewFollower>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IFreshness>(static s => s.GetRequiredService<IDatabase>().Kind == DatabaseKind.Postgres
            ? ActivatorUtilities.CreateInstance<TransactionFreshness>(s)
            : ActivatorUtilities.CreateInstance<CommitFreshness>(s));
        services.AddSingleton<ICatalogSearch, CatalogSearch>();
        services.AddSingleton<IOrderSearch, OrderSearch>();
        services.AddSingleton<IWorkSearch, WorkSearch>();
        services.AddSingleton<IStockSearch, StockSearch>();
        services.AddSingleton<IActivitySearch, ActivitySearch>();
        services.AddSingleton<IOrderHistory, OrderHistory>();
        services.AddSingleton<IReadModels, ReadModels>();
        services.AddSingleton<ISourcingView, SourcingView>();
        services.AddSingleton<IReceiptSearch, ReceiptSearch>();
        services.AddSingleton<ICartSearch, CartSearch>();
        services.AddSingleton<ITillSearch, TillSearch>();
        services.AddSingleton<IReturnSearch, ReturnSearch>();
        services.AddSingleton<DueTable>();
        services.AddSingleton<DueGrains>();
        services.AddSingleton<WakeUpService>();
        services.AddHostedService(static s => s.GetRequiredService<WakeUpService>());
        return services;
    }
}
