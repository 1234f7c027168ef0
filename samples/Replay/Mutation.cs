using System.Collections.Concurrent;
using System.Text.Json;

namespace OrleansCommerce.Replay;

/// <summary>A mutation that the replay sends: its field, its input's type, and what it asks for.</summary>
internal sealed class Mutation
{
    private const string Errors = "errors { __typename ... on Error { message } }";
    private const string Session = "session { number expectedCash { amount } variance { amount } }";
    private const string Order =
        """
        order {
          id status total { amount } lines { id sku quantity unitPrice { amount } returnedQuantity }
          fulfillments { id location { id } lines { sku quantity } }
        }
        """;

    private readonly ConcurrentDictionary<int, string> _documents = [];
    private readonly string _field;
    private readonly string _inputType;
    private readonly string _selection;

    private Mutation(string field, string selection = "")
    {
        _field = field;
        _inputType = $"{char.ToUpperInvariant(field[0])}{field[1..]}Input";
        _selection = selection;
    }

    public static Mutation UpsertProduct { get; } = new("upsertProduct");

    public static Mutation UpsertLocation { get; } = new("upsertLocation");

    public static Mutation ReceiveStock { get; } = new("receiveStock");

    public static Mutation SetChannelBuffer { get; } = new("setChannelBuffer");

    public static Mutation ReserveStock { get; } = new("reserveStock");

    public static Mutation CreateCart { get; } = new("createCart", "cart { id }");

    public static Mutation AddCartLine { get; } = new("addCartLine");

    public static Mutation PlaceOrder { get; } = new("placeOrder", Order);

    public static Mutation PayOrder { get; } = new("payOrder", "order { status }");

    public static Mutation PickFulfillment { get; } = new("pickFulfillment");

    public static Mutation PackFulfillment { get; } = new("packFulfillment");

    public static Mutation ShipFulfillment { get; } = new("shipFulfillment");

    public static Mutation MarkReadyForPickup { get; } = new("markReadyForPickup");

    public static Mutation CollectFulfillment { get; } = new("collectFulfillment");

    public static Mutation BuyLabel { get; } = new("buyLabel");

    public static Mutation TrackParcel { get; } = new("trackParcel");

    public static Mutation ConfigureLockerBank { get; } = new("configureLockerBank");

    public static Mutation RotateLockerSecret { get; } = new("rotateLockerSecret", "secret");

    public static Mutation DepositParcel { get; } = new("depositParcel", "parcel { compartmentId } pickupCode");

    public static Mutation OpenForPickup { get; } = new("openForPickup");

    public static Mutation ReportDoor { get; } = new("reportDoor");

    public static Mutation OpenTillSession { get; } = new("openTillSession", Session);

    public static Mutation CloseTillSession { get; } = new("closeTillSession", Session);

    public static Mutation SellAtTill { get; } = new("sellAtTill", Order);

    public static Mutation SellCartAtTill { get; } = new("sellCartAtTill", Order);

    public static Mutation ReturnItems { get; } = new("returnItems", $"refund {{ amount }} {Order}");

    public static Mutation ReturnWithoutReceipt { get; } =
        new("returnWithoutReceipt", "unreceiptedReturn { refund { amount } lines { sku quantity } }");

    /// <summary>The query that looks at one order again.</summary>
    public static string OrderQuery { get; } = $"query($id: ID!) {{ {Order.Replace("order {", "order: order(id: $id) {", StringComparison.Ordinal)} }}";

    /// <summary>The query for a cart's lines.</summary>
    public static string CartQuery { get; } = "query($id: ID!) { cart: cart(id: $id) { lines { id sku unitPrice { amount } } } }";

    /// <summary>The query for a till's newest session.</summary>
    public static string SessionQuery { get; } = $"query($id: ID!) {{ {Session.Replace("session {", "session: tillSession(tillId: $id) {", StringComparison.Ordinal)} }}";

    /// <summary>Sends it once for each input, all in one document; GraphQL runs them one after the other.</summary>
    /// <returns>The payloads, in the order of the inputs.</returns>
    public async Task<IReadOnlyList<TPayload>> SendAsync<TPayload>(
        GraphQLClient client, IReadOnlyList<object> inputs, CancellationToken cancellationToken, LockerDevice? device = null)
        where TPayload : Payload
    {
        var variables = inputs.Select((input, index) => (input, index)).ToDictionary(item => Batch.Variable(item.index), item => item.input);
        var data = await client.SendAsync(_documents.GetOrAdd(inputs.Count, DocumentFor), variables, cancellationToken, device);
        return [.. inputs.Select((_, index) => data.GetProperty(Batch.Field(index)).Deserialize<TPayload>(GraphQLClient.Json)!)];
    }

    /// <inheritdoc/>
    public override string ToString() => _field;

    private string DocumentFor(int count) =>
        Batch.Document("mutation", $"{_inputType}!", count, input => $"{_field}(input: {input}) {{ {_selection} {Errors} }}");
}
