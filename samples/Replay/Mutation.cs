using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace OrleansCommerce.Replay;

/// <summary>A mutation that the replay sends: its field, its input's type, and what it asks for.</summary>
internal sealed class Mutation
{
    private const string Errors = "errors { __typename ... on Error { message } }";
    private const string Order =
        "order { id status total { amount } lines { id sku quantity unitPrice { amount } returnedQuantity } fulfillments { id status } }";

    private readonly ConcurrentDictionary<int, string> _documents = [];
    private readonly string _field;
    private readonly string _inputType;
    private readonly string _selection;

    private Mutation(string field, string inputType, string selection = "")
    {
        _field = field;
        _inputType = inputType;
        _selection = selection;
    }

    public static Mutation UpsertProduct { get; } = new("upsertProduct", "UpsertProductInput");

    public static Mutation UpsertLocation { get; } = new("upsertLocation", "UpsertLocationInput");

    public static Mutation ReceiveStock { get; } = new("receiveStock", "ReceiveStockInput");

    public static Mutation ReserveStock { get; } = new("reserveStock", "ReserveStockInput");

    public static Mutation CreateCart { get; } = new("createCart", "CreateCartInput", "cart { id }");

    public static Mutation AddCartLine { get; } = new("addCartLine", "AddCartLineInput");

    public static Mutation PlaceOrder { get; } = new("placeOrder", "PlaceOrderInput", Order);

    public static Mutation PayOrder { get; } = new("payOrder", "PayOrderInput", Order);

    public static Mutation ShipFulfillment { get; } = new("shipFulfillment", "ShipFulfillmentInput");

    public static Mutation SellAtTill { get; } = new("sellAtTill", "SellAtTillInput", Order);

    public static Mutation ReturnItems { get; } = new("returnItems", "ReturnItemsInput", $"refund {{ amount }} {Order}");

    public static Mutation ReturnWithoutReceipt { get; } =
        new("returnWithoutReceipt", "ReturnWithoutReceiptInput", "unreceiptedReturn { refund { amount } lines { sku quantity } }");

    /// <summary>The query that looks at one order again.</summary>
    public static string OrderQuery { get; } = $"query($id: ID!) {{ {Order.Replace("order {", "order(id: $id) {", StringComparison.Ordinal)} }}";

    /// <summary>Sends it once for each input, all in one document; GraphQL runs them one after the other.</summary>
    /// <returns>The payloads, in the order of the inputs.</returns>
    public async Task<IReadOnlyList<TPayload>> SendAsync<TPayload>(
        GraphQLClient client, IReadOnlyList<object> inputs, CancellationToken cancellationToken)
        where TPayload : Payload
    {
        var variables = inputs.Select((input, index) => (input, index)).ToDictionary(item => $"i{item.index}", item => item.input);
        var data = await client.SendAsync(_documents.GetOrAdd(inputs.Count, DocumentFor), variables, cancellationToken);
        return [.. inputs.Select((_, index) => data.GetProperty($"m{index}").Deserialize<TPayload>(GraphQLClient.Json)!)];
    }

    /// <summary>Sends it once.</summary>
    public async Task<TPayload> SendAsync<TPayload>(GraphQLClient client, object input, CancellationToken cancellationToken)
        where TPayload : Payload =>
        (await SendAsync<TPayload>(client, [input], cancellationToken))[0];

    /// <inheritdoc/>
    public override string ToString() => _field;

    private string DocumentFor(int count)
    {
        var document = new StringBuilder("mutation(");
        for (var index = 0; index < count; index++)
        {
            document.Append($"$i{index}: {_inputType}! ");
        }

        document.Append(") {");
        for (var index = 0; index < count; index++)
        {
            document.Append($" m{index}: {_field}(input: $i{index}) {{ {_selection} {Errors} }}");
        }

        return document.Append(" }").ToString();
    }
}
