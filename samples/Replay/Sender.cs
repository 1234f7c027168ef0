namespace OrleansCommerce.Replay;

/// <summary>Sends mutations, and counts what is answered and refused.</summary>
internal sealed class Sender(GraphQLClient client, Tally tally)
{
    /// <summary>For questions.</summary>
    public GraphQLClient Client => client;

    /// <summary>Sends a mutation once for each input, all in one request.</summary>
    /// <param name="what">What it is for, for the message of a refusal.</param>
    /// <param name="mutation">Which.</param>
    /// <param name="inputs">At least one.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="device">The hardware that signs it.</param>
    /// <returns>The payloads; null when one was refused, which is counted.</returns>
    public async Task<IReadOnlyList<TPayload>?> SendAsync<TPayload>(
        string what, Mutation mutation, IReadOnlyList<object> inputs, CancellationToken cancellationToken, LockerDevice? device = null)
        where TPayload : Payload
    {
        var payloads = await mutation.SendAsync<TPayload>(client, inputs, cancellationToken, device);
        tally.Answered(inputs.Count);
        foreach (var error in payloads.Select(payload => payload.Error).OfType<ErrorAnswer>())
        {
            Refuse(what, mutation, error);
        }

        return payloads.Any(payload => payload.Error is not null) ? null : payloads;
    }

    /// <summary>Sends a mutation whose refusal may pass, such as for goods or a compartment that another gives back a moment later.</summary>
    /// <returns>The payload, refused or not; nothing is counted but the answer.</returns>
    public async Task<TPayload> TryAsync<TPayload>(Mutation mutation, object input, CancellationToken cancellationToken, LockerDevice? device = null)
        where TPayload : Payload
    {
        var payloads = await mutation.SendAsync<TPayload>(client, [input], cancellationToken, device);
        tally.Answered(1);
        return payloads[0];
    }

    /// <summary>Counts a refusal.</summary>
    public void Refuse(string what, Mutation mutation, ErrorAnswer error) => tally.Refused($"{what}: {mutation}: {error.Type}: {error.Message}");
}
