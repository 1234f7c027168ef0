using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansCommerce.Silo.Commands;

namespace OrleansCommerce.LockerSimulator.Tests;

/// <summary>The simulator's stories against the real host: each throws when something goes otherwise than it should.</summary>
public sealed class StoryTests(SimulatedBank bank) : IClassFixture<SimulatedBank>
{
    /// <summary>Longer than the host takes to find what is due after a jump of its clock.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_parcel_goes_in_and_out() => Assert.Null(await Record.ExceptionAsync(bank.Stories.FetchAsync));

    [Fact]
    public async Task Somebody_guesses_and_staff_reset_the_lockout() => Assert.Null(await Record.ExceptionAsync(bank.Stories.GuessAsync));

    [Fact]
    public async Task A_door_stays_open_and_the_parcel_in() => Assert.Null(await Record.ExceptionAsync(bank.Stories.LeaveOpenAsync));

    [Fact]
    public async Task Answers_get_lost_and_everything_happens_once() => Assert.Null(await Record.ExceptionAsync(bank.Stories.LoseAnswersAsync));

    [Fact]
    public async Task A_recorded_request_is_taken_once() => Assert.Null(await Record.ExceptionAsync(bank.Stories.ReplayAsync));

    [Fact]
    public async Task Compartments_break() => Assert.Null(await Record.ExceptionAsync(bank.Stories.BreakAsync));

    [Fact]
    public async Task The_line_is_down_for_hours_and_reports_come_late_and_twice() =>
        Assert.Null(await Record.ExceptionAsync(bank.Stories.StayOfflineAsync));

    [Fact]
    public async Task Goods_come_back_while_the_line_is_down_and_are_booked_once() =>
        Assert.Null(await Record.ExceptionAsync(bank.Stories.DropOffOfflineAsync));

    [Fact]
    public async Task Nobody_comes_and_the_goods_are_back_in_stock() =>
        Assert.Null(await Record.ExceptionAsync(() => bank.Stories.ForgetAsync("store-london", UntilAsync)));

    [Fact]
    public async Task A_token_of_a_device_is_not_enough_for_a_bank_that_has_a_secret()
    {
        var token = TokenCommand.Issue(["--environment=Development", "--role=Device", "--subject=somebody"], TimeProvider.System);
        using var request = new HttpRequestMessage(HttpMethod.Post, bank.Endpoint)
        {
            Content = JsonContent.Create(new { query = "{ lockerBank(id: \"locker-london\") { id } }" }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await bank.Http.SendAsync(request);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("FORBIDDEN", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_signature_speaks_for_its_own_bank_alone()
    {
        var fault = await Assert.ThrowsAsync<ApiException>(() => bank.Line.SendAsync("{ lockerBank(id: \"store-london\") { id } }", new { }));
        Assert.Contains("FORBIDDEN", fault.Message, StringComparison.Ordinal);
        fault = await Assert.ThrowsAsync<ApiException>(() => bank.Line.SendAsync(
            "mutation { rotateLockerSecret(input: { operationId: \"steal\", lockerBankId: \"locker-london\" }) { secret } }", new { }));
        Assert.Contains("FORBIDDEN", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OC-Locker bank=locker-london")]
    [InlineData("OC-Locker bank=locker-london, time=now, nonce=0123456789abcdef, signature=0")]
    [InlineData("OC-Locker bank=locker-london, time=0, nonce=0123456789abcdef, signature=0")]
    [InlineData("OC-Locker bank=nowhere, time=0, nonce=0123456789abcdef, signature=0")]
    [InlineData("OC-Locker bank=lock/er, time=0, nonce=0123456789abcdef, signature=0")]
    public async Task Without_a_signature_nothing_is_answered(string header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, bank.Endpoint) { Content = JsonContent.Create(new { query = "{ __typename }" }) };
        request.Headers.TryAddWithoutValidation("Authorization", header);
        using var response = await bank.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.DoesNotContain("0123456789abcdef", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>Asks until it is so: the host looks for due work by itself.</summary>
    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), patience.Token);
        }
    }
}
