using System.Globalization;
using System.Text.Json;

namespace OrleansCommerce.LockerSimulator;

/// <summary>
/// A locker bank's hardware: doors, sensors, a panel, and a memory for what it could not tell yet. While there is no line it takes the
/// codes of the list that it was given before, and tells what happened when the line is back, each with its own time.
/// </summary>
internal sealed class Device(string bankId, Line line, Signature signature, IClock clock)
{
    private readonly Queue<(string Query, Dictionary<string, object?> Input)> _untold = [];
    private readonly HashSet<string> _fetched = new(StringComparer.Ordinal);
    private readonly HashSet<string> _full = new(StringComparer.Ordinal);
    private readonly List<(string Query, Dictionary<string, object?> Input)> _told = [];
    private GrantList? _grants;
    private bool _isOnline = true;

    /// <summary>Takes the newest list of codes.</summary>
    /// <exception cref="ApiException">The list is not signed by who has our secret.</exception>
    public async Task SyncAsync()
    {
        var data = await line.SendAsync(
            "query ($bank: ID!) { lockerBank(id: $bank) { offlineGrants { issuedAt validUntil grants { parcelId compartmentId notAfter codeMac qrMac isDropOff } signature } } }",
            new { bank = bankId });
        var issued = data.GetProperty("lockerBank").GetProperty("offlineGrants");
        var list = new GrantList(
            issued.GetProperty("issuedAt").GetDateTimeOffset(),
            issued.GetProperty("validUntil").GetDateTimeOffset(),
            [.. issued.GetProperty("grants").EnumerateArray().Select(grant => new Grant(
                Text(grant, "parcelId")!,
                Text(grant, "compartmentId")!,
                grant.GetProperty("notAfter").GetDateTimeOffset(),
                Text(grant, "codeMac")!,
                Text(grant, "qrMac")!,
                grant.GetProperty("isDropOff").GetBoolean()))],
            Text(issued, "signature")!);
        _grants = signature.Of(list) == list.Signature ? list : throw new ApiException("The list of offline codes is not signed with this bank's secret.");
    }

    /// <summary>The line breaks.</summary>
    public void Disconnect() => _isOnline = false;

    /// <summary>The line is back: what happened meanwhile is told, in its order.</summary>
    /// <returns>How many reports were taken.</returns>
    public async Task<int> ReconnectAsync()
    {
        _isOnline = true;
        var told = 0;
        while (_untold.TryDequeue(out var report))
        {
            await TellAsync(report.Query, report.Input);
            _told.Add(report);
            told++;
        }

        return told;
    }

    /// <summary>Tells all that was told late once more, as a device does that lost its notes of what was answered.</summary>
    public async Task TellAgainAsync()
    {
        foreach (var (query, input) in _told)
        {
            await TellAsync(query, input);
        }
    }

    /// <summary>Asks for a compartment before the courier comes.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> AssignAsync(string parcelId, string size)
    {
        var answer = await TellAsync(
            "mutation ($input: AssignCompartmentInput!) { assignCompartment(input: $input) { assignment { compartmentId } errors { __typename ... on Error { message } } } }",
            new() { ["fulfillmentId"] = parcelId, ["size"] = size });
        return Text(answer.GetProperty("assignment"), "compartmentId")!;
    }

    /// <summary>The courier puts a parcel in.</summary>
    public async Task<Deposited> DepositAsync(string parcelId, string size = "S")
    {
        var answer = await TellAsync(
            "mutation ($input: DepositParcelInput!) { depositParcel(input: $input) { parcel { compartmentId } pickupCode pickupQr errors { __typename ... on Error { message } } } }",
            new() { ["fulfillmentId"] = parcelId, ["size"] = size });
        var place = new Deposited(Text(answer.GetProperty("parcel"), "compartmentId")!, Text(answer, "pickupCode")!, Text(answer, "pickupQr")!);
        _full.Add(place.CompartmentId);
        return place;
    }

    /// <summary>A customer types a code, or shows a QR code.</summary>
    /// <returns>The compartment that opens.</returns>
    /// <exception cref="ApiException">None does.</exception>
    public async Task<string> TypeAsync(string typed)
    {
        const string Query =
            "mutation ($input: OpenForPickupInput!) { openForPickup(input: $input) { parcel { compartmentId } errors { __typename ... on Error { message } } } }";
        if (_isOnline)
        {
            return Text((await TellAsync(Query, new() { ["code"] = typed })).GetProperty("parcel"), "compartmentId")!;
        }

        var now = clock.Now;
        if (_grants is not { } list || now >= list.ValidUntil)
        {
            throw new ApiException("The list of offline codes is too old: no code is taken until the line is back.");
        }

        var grant = list.Grants.FirstOrDefault(grant => now < grant.NotAfter
            && !_fetched.Contains(grant.ParcelId)
            && !(grant.IsDropOff && _full.Contains(grant.CompartmentId))
            && signature.GrantOf(grant.ParcelId, typed) is var mac
            && (mac == grant.CodeMac || mac == grant.QrMac));

        // Of goods that come in, the bank may have thought of another compartment since the list was made: it is told which one opened.
        Later(Query, grant is { IsDropOff: true }
            ? new() { ["code"] = typed, ["at"] = now, ["compartmentId"] = grant.CompartmentId }
            : new() { ["code"] = typed, ["at"] = now });
        return grant?.CompartmentId ?? throw new ApiException("WrongCodeError: no parcel waits for this code.");
    }

    /// <summary>A door was opened.</summary>
    public Task<JsonElement> OpenedAsync(string compartmentId) => ReportAsync(compartmentId, "OPENED", content: null);

    /// <summary>A door fell shut.</summary>
    public Task<JsonElement> ClosedAsync(string compartmentId, bool isEmpty)
    {
        _ = isEmpty ? _full.Remove(compartmentId) : _full.Add(compartmentId);
        if (!_isOnline && isEmpty && _grants!.Grants.FirstOrDefault(grant => grant.CompartmentId == compartmentId && !grant.IsDropOff) is { } grant)
        {
            _fetched.Add(grant.ParcelId);
        }

        return ReportAsync(compartmentId, "CLOSED", isEmpty ? "EMPTY" : "NOT_EMPTY");
    }

    /// <summary>A door does not open, or works again.</summary>
    public Task<JsonElement> BrokenAsync(string compartmentId, bool isBroken, bool isParcelInside = true)
    {
        if (!isParcelInside)
        {
            _full.Remove(compartmentId);
        }

        return TellAsync(
            "mutation ($input: ReportCompartmentInput!) { reportCompartment(input: $input) { lockerBank { compartments { id status parcelId } } errors { __typename ... on Error { message } } } }",
            new() { ["compartmentId"] = compartmentId, ["outOfOrder"] = isBroken, ["parcelInside"] = isParcelInside });
    }

    /// <summary>A courier takes out what was not fetched.</summary>
    public async Task RetrieveAsync(string compartmentId)
    {
        await TellAsync(
            "mutation ($input: OpenForRetrievalInput!) { openForRetrieval(input: $input) { parcel { id } errors { __typename ... on Error { message } } } }",
            new() { ["compartmentId"] = compartmentId });
        await ClosedAsync(compartmentId, isEmpty: true);
    }

    /// <summary>The bank as the API has it, by compartment.</summary>
    public async Task<IReadOnlyDictionary<string, JsonElement>> LookAsync()
    {
        var data = await line.SendAsync(
            "query ($bank: ID!) { lockerBank(id: $bank) { compartments { id size status parcelId doorOpenSince } } }", new { bank = bankId });
        return data.GetProperty("lockerBank").GetProperty("compartments").EnumerateArray()
            .ToDictionary(compartment => Text(compartment, "id")!, compartment => compartment, StringComparer.Ordinal);
    }

    private async Task<JsonElement> ReportAsync(string compartmentId, string door, string? content)
    {
        const string Query =
            """
            mutation ($input: ReportDoorInput!) {
              reportDoor(input: $input) { compartment { status doorOpenSince } parcel { status } order { status } errors { __typename ... on Error { message } } }
            }
            """;
        var input = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["compartmentId"] = compartmentId,
            ["door"] = door,
            ["content"] = content,
        };
        if (_isOnline)
        {
            return await TellAsync(Query, input);
        }

        input["at"] = clock.Now;
        Later(Query, input);
        return default;
    }

    private void Later(string query, Dictionary<string, object?> input)
    {
        input["operationId"] = Guid.NewGuid().ToString("N");
        _untold.Enqueue((query, input));
    }

    private async Task<JsonElement> TellAsync(string query, Dictionary<string, object?> input)
    {
        input.TryAdd("operationId", Guid.NewGuid().ToString("N"));
        input["lockerBankId"] = bankId;
        if (input.TryGetValue("at", out var at) && at is DateTimeOffset time)
        {
            input["at"] = time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        }

        var answer = (await line.SendAsync(query, new { input })).EnumerateObject().Single().Value;
        return answer.GetProperty("errors") is { ValueKind: JsonValueKind.Array } errors
            ? throw new ApiException(string.Join(", ", errors.EnumerateArray().Select(error => $"{Text(error, "__typename")}: {Text(error, "message")}")))
            : answer;
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}

/// <summary>A parcel that was put in, and what opens it.</summary>
internal sealed record Deposited(string CompartmentId, string Code, string Qr);
