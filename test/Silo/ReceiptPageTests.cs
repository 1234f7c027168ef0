using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using UglyToad.PdfPig;

namespace OrleansCommerce.Silo.Tests;

/// <summary>Receipts over HTTP: who sees which, and what the code on an anonymous one is good for.</summary>
public sealed class ReceiptPageTests : IAsyncLifetime
{
    private const string Sell =
        """
        mutation ($op: ID!, $customer: ID) {
          sellAtTill(input: { operationId: $op, locationId: "store-london", customerId: $customer, currency: "GBP", lines: [{ sku: "BAG-DAY-20", quantity: 1 }] }) {
            order { id receiptIds }
          }
        }
        """;

    private const string Claim =
        """
        mutation ($op: ID!, $token: String!, $customer: ID) {
          claimReceipt(input: { operationId: $op, token: $token, customerId: $customer }) {
            receipt { id customerId }
            order { id customerId }
            errors { __typename ... on InvalidInputError { field } ... on InvalidStateError { state } }
          }
        }
        """;

    private RunningSilo _silo = null!;

    public async Task InitializeAsync()
    {
        _silo = await RunningSilo.StartProductionAsync("--Receipts:PublicUrl=https://shop.example/");
        await _silo.DataAsync(
            """
            mutation {
              upsertLocation(input: { id: "store-london", name: "London", kind: STORE, country: "GB" }) { errors { __typename } }
              upsertProduct(input: { sku: "BAG-DAY-20", name: "Day pack", price: { amount: 64, currency: "GBP" } }) { errors { __typename } }
            }
            """,
            token: Token(Role.Admin, "ad-1"));
    }

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_receipt_is_shown_to_its_customer_and_to_staff_as_page_and_pdf_and_to_nobody_else()
    {
        var id = await SellAsync("cu-1");
        var path = PathOf(id);
        foreach (var token in new[] { Token(Role.Customer, "cu-1"), Token(Role.Associate, "as-1"), Token(Role.Admin, "ad-1"), Token(Role.Pos, "till-1") })
        {
            using var page = await GetAsync(path, token);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
            Assert.Contains("frame-ancestors 'none'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.True(page.Headers.CacheControl!.NoStore);
            var text = await page.Content.ReadAsStringAsync();
            Assert.Contains(id, text, StringComparison.Ordinal);
            Assert.DoesNotContain("<svg", text, StringComparison.Ordinal);
        }

        using var pdf = await GetAsync(path + ".pdf?lang=fr", Token(Role.Customer, "cu-1"));
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType!.MediaType);
        using (var document = PdfDocument.Open(await pdf.Content.ReadAsByteArrayAsync()))
        {
            Assert.Contains(id, Assert.Single(document.GetPages()).Text, StringComparison.Ordinal);
        }

        using var others = await GetAsync(path, Token(Role.Customer, "cu-2"));
        Assert.Equal(HttpStatusCode.NotFound, others.StatusCode);
        using var devices = await GetAsync(path, Token(Role.Device, "locker-1"));
        Assert.Equal(HttpStatusCode.Forbidden, devices.StatusCode);
        using var nobody = await GetAsync(path, token: null);
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
    }

    [Theory]
    [InlineData("/receipts/store-london/2026/999999")]
    [InlineData("/receipts/store-london/2026/0")]
    [InlineData("/receipts/store-london/2026/-1")]
    [InlineData("/receipts/store-london/2026/x.pdf")]
    [InlineData("/receipts/store-london/99999/1")]
    [InlineData("/receipts/store-london/year/1")]
    [InlineData("/receipts/no%20store/2026/1")]
    [InlineData("/r/x")]
    [InlineData("/r/store-london-2026-000001.AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("/r/store-london-2026-000001.AAAAAAAAAAAAAAAAAAAAAA.pdf")]
    [InlineData("/r/.pdf")]
    [InlineData("/r/%F0%9F%9B%92.%01")]
    public async Task What_is_no_receipt_is_not_found(string path)
    {
        using var answer = await GetAsync(path, Token(Role.Admin, "ad-1"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var error = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("errors")[0];
        Assert.Equal("NOT_FOUND", error.GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_language_is_the_browsers_unless_the_address_names_one()
    {
        var path = PathOf(await SellAsync("cu-1"));
        Assert.Contains("lang=\"fr\"", await PageAsync(path, "fr-CH, en;q=0.8"), StringComparison.Ordinal);
        Assert.Contains("lang=\"en\"", await PageAsync(path, "de, en;q=0.8, fr;q=0.5"), StringComparison.Ordinal);
        Assert.Contains("lang=\"en\"", await PageAsync(path + "?lang=en", "fr"), StringComparison.Ordinal);
        Assert.Contains("lang=\"en\"", await PageAsync(path, "de"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_on_an_anonymous_receipt_shows_it_to_anybody_and_adds_it_to_one_account()
    {
        var id = await SellAsync(customer: null);
        var token = await ClaimTokenAsync(id);
        Assert.NotNull(token);
        using (var page = await GetAsync(PathOf(id), Token(Role.Pos, "till-1")))
        {
            Assert.Contains($"aria-label=\"https://shop.example/r/{token}\"", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        foreach (var path in new[] { $"/r/{token}", $"/r/{token}.pdf" })
        {
            using var copy = await GetAsync(path, token: null);
            Assert.Equal(HttpStatusCode.OK, copy.StatusCode);
        }

        using (var wrong = await GetAsync($"/r/{token![..^1]}{(token[^1] == 'A' ? 'B' : 'A')}", token: null))
        {
            Assert.Equal(HttpStatusCode.NotFound, wrong.StatusCode);
        }

        var (first, second) = (Token(Role.Customer, "cu-1"), Token(Role.Customer, "cu-2"));
        using (var notYet = await GetAsync(PathOf(id), first))
        {
            Assert.Equal(HttpStatusCode.NotFound, notYet.StatusCode);
        }

        for (var times = 0; times < 2; times++)
        {
            var claimed = await ClaimAsync("claim-1", token, first);
            Assert.Equal("cu-1", claimed.GetProperty("order").GetProperty("customerId").GetString());
            Assert.Equal(id, claimed.GetProperty("receipt").GetProperty("id").GetString());
        }

        Assert.Equal("CLAIMED", (await ClaimAsync("claim-2", token, second)).GetProperty("errors")[0].GetProperty("state").GetString());
        using (var mine = await GetAsync(PathOf(id), first))
        {
            Assert.Equal(HttpStatusCode.OK, mine.StatusCode);
        }

        using (var theirs = await GetAsync(PathOf(id), second))
        {
            Assert.Equal(HttpStatusCode.NotFound, theirs.StatusCode);
        }

        const string Lists = "{ receipts { nodes { id } } orders { totalCount } }";
        var found = await _silo.DataAsync(Lists, token: first);
        Assert.Contains(id, found.GetProperty("receipts").GetProperty("nodes").EnumerateArray().Select(one => one.GetProperty("id").GetString()));
        Assert.Equal(1, found.GetProperty("orders").GetProperty("totalCount").GetInt32());
        Assert.Empty((await _silo.DataAsync(Lists, token: second)).GetProperty("receipts").GetProperty("nodes").EnumerateArray());
    }

    [Fact]
    public async Task Who_may_not_has_no_code_and_what_is_no_code_claims_nothing()
    {
        var id = await SellAsync(customer: null);
        var token = await ClaimTokenAsync(id);
        Assert.Null(await ClaimTokenAsync(await SellAsync("cu-1")));
        var customer = Token(Role.Customer, "cu-1");
        await ClaimAsync("claim-mine", token!, customer);
        var seen = await _silo.DataAsync("query ($id: ID!) { receipt(id: $id) { claimToken } }", new { id }, customer);
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("receipt").GetProperty("claimToken").ValueKind);

        foreach (var wrong in new[] { string.Empty, id, id + ".", "x", token + "x", "\0", new string('x', 10_000) })
        {
            var error = (await ClaimAsync("claim-" + wrong.Length, wrong, customer)).GetProperty("errors")[0];
            Assert.Equal("token", error.GetProperty("field").GetString());
        }

        var staff = (await ClaimAsync("claim-staff", token!, Token(Role.Associate, "as-1"))).GetProperty("errors")[0];
        Assert.Equal("customerId", staff.GetProperty("field").GetString());
    }

    [Fact]
    public async Task Two_customers_who_claim_at_once_do_not_both_get_it()
    {
        var token = await ClaimTokenAsync(await SellAsync(customer: null));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => ClaimAsync($"race-{i}", token!, Token(Role.Customer, $"cu-{i}"))));
        Assert.Single(answers, answer => answer.GetProperty("errors").ValueKind == JsonValueKind.Null);
    }

    private static string PathOf(string id)
    {
        var parts = id.Split('-');
        return $"/receipts/{string.Join('-', parts[..^2])}/{parts[^2]}/{parts[^1]}";
    }

    private string Token(Role role, string subject) => _silo.Token(role, subject);

    private async Task<string> SellAsync(string? customer)
    {
        var sold = await _silo.DataAsync(Sell, new { op = Guid.NewGuid().ToString("N"), customer }, Token(Role.Pos, "till-1"));
        return Assert.Single(sold.GetProperty("sellAtTill").GetProperty("order").GetProperty("receiptIds").EnumerateArray()).GetString()!;
    }

    private async Task<string?> ClaimTokenAsync(string id) =>
        (await _silo.DataAsync("query ($id: ID!) { receipt(id: $id) { claimToken } }", new { id }, Token(Role.Pos, "till-1")))
            .GetProperty("receipt").GetProperty("claimToken").GetString();

    private async Task<JsonElement> ClaimAsync(string op, string token, string bearer) =>
        (await _silo.DataAsync(Claim, new { op, token }, bearer)).GetProperty("claimReceipt");

    private async Task<string> PageAsync(string path, string language)
    {
        using var request = Request(path, Token(Role.Customer, "cu-1"));
        request.Headers.TryAddWithoutValidation("Accept-Language", language);
        using var answer = await _silo.Http.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string? token)
    {
        using var request = Request(path, token);
        return await _silo.Http.SendAsync(request);
    }

    private static HttpRequestMessage Request(string path, string? token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return request;
    }
}
