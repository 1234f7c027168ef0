namespace OrleansCommerce.Replay;

/// <summary>The locker banks that parcels go to: their compartments, their secrets, and what their hardware and customers do.</summary>
internal sealed class LockerBanks(Sender sender, OperationIds ids, Tally tally)
{
    /// <summary>Of each size. A parcel lies in one for as long as a request takes, so the workers of one country need as many as they are.</summary>
    private const int CompartmentsOfASize = 40;

    /// <summary>The file knows no sizes: up to so many units go into a small compartment, and into one of middle size.</summary>
    private const int UnitsOfSmall = 20;
    private const int UnitsOfMiddle = 100;

    private static readonly string[] Sizes = ["S", "M", "L"];
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan FreeWithin = TimeSpan.FromMinutes(3);

    private readonly Dictionary<string, LockerDevice> _devices = new(StringComparer.Ordinal);

    /// <summary>Sets the compartments of a bank, and gives its hardware a secret; the same one again when the replay goes on after it was cut off.</summary>
    public async Task SetUpAsync(string bankId, CancellationToken cancellationToken)
    {
        var compartments = Sizes.SelectMany(size => Enumerable.Range(1, CompartmentsOfASize).Select(number => new { id = $"{size}{number}", size }));
        if (await sender.SendAsync<Payload>(
                bankId, Mutation.ConfigureLockerBank, [new { lockerBankId = bankId, compartments }], cancellationToken) is null)
        {
            return;
        }

        var input = new { operationId = ids.Of("secret", bankId), lockerBankId = bankId };
        if (await sender.SendAsync<SecretPayload>(bankId, Mutation.RotateLockerSecret, [input], cancellationToken) is [{ Secret: { } secret }])
        {
            _devices.Add(bankId, new LockerDevice(bankId, secret));
        }
    }

    /// <summary>Parcels are put in, and fetched with their codes, one after the other: none waits in the bank for another.</summary>
    /// <returns>Whether nothing was refused.</returns>
    public async Task<bool> FetchAsync(Invoice invoice, IReadOnlyList<FulfillmentAnswer> parcels, CancellationToken cancellationToken)
    {
        var bankId = Countries.LockerBankOf(invoice.Country);
        if (!_devices.TryGetValue(bankId, out var device))
        {
            tally.Refused($"{invoice.Name}: the locker bank {bankId} could not be set up.");
            return false;
        }

        foreach (var parcel in parcels)
        {
            if (await DepositAsync(invoice, bankId, device, parcel, cancellationToken) is not { Parcel.CompartmentId: var compartmentId, PickupCode: var code }
                || await sender.SendAsync<Payload>(
                    invoice.Name,
                    Mutation.OpenForPickup,
                    [new { operationId = ids.Of("open", parcel.Id), lockerBankId = bankId, code }],
                    cancellationToken,
                    device) is null
                || await sender.SendAsync<Payload>(
                    invoice.Name,
                    Mutation.ReportDoor,
                    [new { operationId = ids.Of("emptied", parcel.Id), lockerBankId = bankId, compartmentId, door = "CLOSED", content = "EMPTY" }],
                    cancellationToken,
                    device) is null)
            {
                return false;
            }
        }

        return true;
    }

    private async Task<DepositPayload?> DepositAsync(
        Invoice invoice, string bankId, LockerDevice device, FulfillmentAnswer parcel, CancellationToken cancellationToken)
    {
        var input = new { operationId = ids.Of("deposit", parcel.Id), lockerBankId = bankId, fulfillmentId = parcel.Id, size = SizeOf(parcel) };
        var deadline = TimeProvider.System.GetUtcNow() + FreeWithin;
        while (true)
        {
            var payload = await sender.TryAsync<DepositPayload>(Mutation.DepositParcel, input, cancellationToken, device);
            switch (payload.Error)
            {
                case null:
                    return payload;
                case { Type: "NoFreeCompartmentError" } when TimeProvider.System.GetUtcNow() < deadline:
                    await Task.Delay(BetweenLooks, cancellationToken);
                    break;
                case var error:
                    sender.Refuse(invoice.Name, Mutation.DepositParcel, error);
                    return null;
            }
        }
    }

    private static string SizeOf(FulfillmentAnswer parcel) => parcel.Lines.Sum(line => (long)line.Quantity) switch
    {
        <= UnitsOfSmall => "S",
        <= UnitsOfMiddle => "M",
        _ => "L",
    };
}
