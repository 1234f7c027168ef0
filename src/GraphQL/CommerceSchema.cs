using HotChocolate.Execution.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OrleansCommerce.GraphQL.Faults;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Subscriptions;
using OrleansCommerce.GraphQL.Validation;

namespace OrleansCommerce.GraphQL;

/// <summary>Registers the API: one GraphQL schema for every channel.</summary>
public static class CommerceSchema
{
    /// <summary>
    /// Adds the GraphQL server with this schema. The host provides grains, <see cref="IFaultClassifier"/>,
    /// <see cref="Search.ICatalogSearch"/>, <see cref="Search.IStockSearch"/>, <see cref="Search.IOrderSearch"/>,
    /// <see cref="Search.IOrderHistory"/>, <see cref="Search.IWorkSearch"/>, <see cref="Search.IReceiptSearch"/>, <see cref="Search.ICartSearch"/>, <see cref="Search.IActivitySearch"/>, <see cref="Search.IReadModels"/>,
    /// <see cref="Search.ITillSearch"/>, <see cref="Search.IReturnSearch"/>, <see cref="Carts.ICartCodes"/>, <see cref="Receipts.IReceiptTokens"/>, <see cref="Webhooks.IWebhooks"/> and <see cref="Privacy.IPersonalDataStore"/>.
    /// </summary>
    public static IRequestExecutorBuilder AddCommerceGraphQL(this IServiceCollection services)
    {
        services.AddSingleton<GrainCalls>();
        services.AddSingleton<ChangeSubscriptions>();
        services.AddSingleton<DeliveryCheck>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(ServedAreas.Everywhere);
        services.AddSingleton<RefusalCount>();
        return services.AddGraphQLServer()
            .AddOperations()
            .AddErrors()
            .AddType<INode>()
            .AddDataLoader<LocationLoader>()
            .AddDataLoader<OrderLoader>()
            .AddDataLoader<CartLoader>()
            .AddDataLoader<AvailabilityLoader>()
            .AddApplicationService<IFaultClassifier>()
            .AddApplicationService<ILogger<FaultFilter>>()
            .AddErrorFilter<FaultFilter>();
    }

    private static IRequestExecutorBuilder AddOperations(this IRequestExecutorBuilder builder) => builder
        .AddQueryType<Query>()
        .AddTypeExtension(typeof(NodeQueries))
        .AddTypeExtension(typeof(ProductQueries))
        .AddTypeExtension(typeof(LocationQueries))
        .AddTypeExtension(typeof(StockQueries))
        .AddTypeExtension(typeof(DiscrepancyQueries))
        .AddTypeExtension(typeof(LedgerQueries))
        .AddTypeExtension(typeof(TransferQueries))
        .AddTypeExtension(typeof(KitQueries))
        .AddTypeExtension(typeof(CartQueries))
        .AddTypeExtension(typeof(HeldCartQueries))
        .AddTypeExtension(typeof(TillSessionQueries))
        .AddTypeExtension(typeof(OrderQueries))
        .AddTypeExtension(typeof(OrderChangeQueries))
        .AddTypeExtension(typeof(WorkQueries))
        .AddTypeExtension(typeof(ActivityQueries))
        .AddTypeExtension(typeof(ReceiptQueries))
        .AddTypeExtension(typeof(ReturnQueries))
        .AddTypeExtension(typeof(StoreCreditQueries))
        .AddTypeExtension(typeof(LockerQueries))
        .AddTypeExtension(typeof(WebhookQueries))
        .AddMutationType<Mutation>()
        .AddTypeExtension(typeof(ProductMutations))
        .AddTypeExtension(typeof(LocationMutations))
        .AddTypeExtension(typeof(StockMutations))
        .AddTypeExtension(typeof(DiscrepancyMutations))
        .AddTypeExtension(typeof(LedgerMutations))
        .AddTypeExtension(typeof(TransferMutations))
        .AddTypeExtension(typeof(KitMutations))
        .AddTypeExtension(typeof(ReservationMutations))
        .AddTypeExtension(typeof(CartMutations))
        .AddTypeExtension(typeof(OrderMutations))
        .AddTypeExtension(typeof(FulfillmentMutations))
        .AddTypeExtension(typeof(CarrierMutations))
        .AddTypeExtension(typeof(TillMutations))
        .AddTypeExtension(typeof(TillSessionMutations))
        .AddTypeExtension(typeof(HeldCartMutations))
        .AddTypeExtension(typeof(ReceiptMutations))
        .AddTypeExtension(typeof(ReturnMutations))
        .AddTypeExtension(typeof(ReturnRequestMutations))
        .AddTypeExtension(typeof(ExchangeMutations))
        .AddTypeExtension(typeof(StoreCreditMutations))
        .AddTypeExtension(typeof(LockerMutations))
        .AddTypeExtension(typeof(DropOffMutations))
        .AddTypeExtension(typeof(WebhookMutations))
        .AddTypeExtension(typeof(LockerHardwareMutations))
        .AddSubscriptionType<Subscription>()
        .AddTypeExtension(typeof(CartSubscriptions))
        .AddTypeExtension(typeof(OrderSubscriptions))
        .AddTypeExtension(typeof(StockSubscriptions));

    private static IRequestExecutorBuilder AddErrors(this IRequestExecutorBuilder builder) => builder
        .AddType<IDomainError>()
        .AddType<InvalidInputError>()
        .AddType<NotFoundError>()
        .AddType<InvalidStateError>()
        .AddType<OperationIdReusedError>()
        .AddType<OutOfStockError>()
        .AddType<StockChangedError>()
        .AddType<ReservationNotFoundError>()
        .AddType<ReservationExpiredError>()
        .AddType<PaymentDeclinedError>()
        .AddType<NoFreeCompartmentError>()
        .AddType<WrongCodeError>()
        .AddType<ReturnRefusedError>()
        .AddType<LockedOutError>()
        .AddType<NotServedError>();
}
