using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace OrleansCommerce.Silo.Tests;

/// <summary>The first start, as a stranger sees it.</summary>
public sealed class DevelopmentTests : IAsyncLifetime
{
    private RunningSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await RunningSilo.StartDevelopmentAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/startup")]
    [InlineData("/health/ready")]
    public async Task A_host_that_has_started_is_well(string path)
    {
        using var response = await _silo.Http.GetAsync(path);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("ok", body.GetProperty("status").GetString());
    }

    [Fact]
    public async Task The_start_page_says_what_is_running_and_how_much_is_in_it()
    {
        var page = await _silo.Http.GetStringAsync("/about");

        Assert.Contains("SQLite", page, StringComparison.Ordinal);
        Assert.Contains("Development", page, StringComparison.Ordinal);
        Assert.Contains("<b>12</b>products", page, StringComparison.Ordinal);
        Assert.Contains("<b>5</b>locations", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/graphql\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sample_has_stores_a_warehouse_lockers_and_stock()
    {
        var data = await _silo.DataAsync(
            """
            {
              locations { id kind }
              stockItem(sku: "SCK-WOOL", locationId: "warehouse") { onHand available }
              lockerBank(id: "locker-london") { compartments { size status } }
            }
            """);

        var kinds = data.GetProperty("locations").EnumerateArray().CountBy(item => item.GetProperty("kind").GetString()!).ToDictionary();
        Assert.Equal(3, kinds["STORE"]);
        Assert.Equal(1, kinds["WAREHOUSE"]);
        Assert.Equal(1, kinds["LOCKER_BANK"]);
        Assert.Equal(300, data.GetProperty("stockItem").GetProperty("available").GetInt32());
        Assert.Equal(12, data.GetProperty("lockerBank").GetProperty("compartments").GetArrayLength());
    }

    [Fact]
    public async Task A_request_without_a_token_acts_as_an_administrator()
    {
        var data = await _silo.DataAsync(
            """mutation { upsertProduct(input: { sku: "NEW", name: "New", price: { amount: 1, currency: "GBP" } }) { product { sku } } }""");

        Assert.Equal("NEW", data.GetProperty("upsertProduct").GetProperty("product").GetProperty("sku").GetString());
    }

    [Fact]
    public async Task A_bad_token_is_refused_all_the_same()
    {
        using var response = await _silo.SendAsync("{ __typename }", token: "not.a.token");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_token_makes_its_bearer_a_customer_and_no_more()
    {
        var response = await _silo.PostAsync(
            """mutation { upsertProduct(input: { sku: "NEW", name: "New", price: { amount: 1, currency: "GBP" } }) { product { sku } } }""",
            token: _silo.Token(Role.Customer, "alice"));

        Assert.Equal("FORBIDDEN", response.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_id_of_a_request_is_in_its_answer()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        request.Headers.Add("X-Correlation-Id", "order-desk-17");
        using var given = await _silo.Http.SendAsync(request);
        using var made = await _silo.Http.GetAsync("/health/live");

        Assert.Equal("order-desk-17", given.Headers.GetValues("X-Correlation-Id").Single());
        Assert.Equal(32, made.Headers.GetValues("X-Correlation-Id").Single().Length);
    }
}
