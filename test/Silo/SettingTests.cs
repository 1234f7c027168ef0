using OrleansCommerce.Silo.Commands;
using OrleansCommerce.Silo.Configuration;

namespace OrleansCommerce.Silo.Tests;

/// <summary>A wrong setting stops the start with a sentence that names it, its value, and what would be right.</summary>
public sealed class SettingTests
{
    private const string Key = "--Auth:SigningKey=a-secret-that-only-these-tests-know-0001";
    private const string Issuer = "--Auth:Issuer=tests";
    private const string Audience = "--Auth:Audience=orleanscommerce";

    [Theory]
    [InlineData("Neither Auth:Authority nor Auth:SigningKey is set")]
    [InlineData("Auth:SigningKey has 5 bytes; it must have at least 32", "--Auth:SigningKey=short", Issuer, Audience)]
    [InlineData("Auth:SigningKey is the published key for development", "--Auth:SigningKey=development-only-key-that-is-no-secret", Issuer, Audience)]
    [InlineData("Auth:Issuer is missing", Key, Audience)]
    [InlineData("Auth:Audience is missing", Key, Issuer)]
    [InlineData("Auth:Authority is 'http://login.example'; it must be an https address", "--Auth:Authority=http://login.example", Audience)]
    public void Production_does_not_start_without_auth_that_can_be_right(string sentence, params string[] args) =>
        Refuses(sentence, ["--environment=Production", "--Payments:Provider=Test", .. args]);

    [Fact]
    public void Production_does_not_start_without_a_payment_provider() =>
        Refuses("The setting Payments:Provider is missing", ["--environment=Production", Key, Issuer, Audience]);

    [Theory]
    [InlineData("The setting Payments:Provider is 'Stripe'; it must be 'Test' or 'TestServer'", "--Payments:Provider=Stripe")]
    [InlineData("The setting Payments:TestServer:SettlesAfterSeconds is '0'; it must be a whole number from 1 to 86400.", "--Payments:TestServer:SettlesAfterSeconds=0")]
    [InlineData("The setting Sample:Load is 'maybe'; it must be true or false.", "--Sample:Load=maybe")]
    [InlineData("The setting GraphQL:Introspection is '1'; it must be true or false.", "--GraphQL:Introspection=1")]
    [InlineData("The setting GraphQL:Limits:MaxDepth is '0'; it must be a whole number of 1 or more.", "--GraphQL:Limits:MaxDepth=0")]
    [InlineData("The setting GraphQL:Limits:MaxBatchSize is '-1'; it must be a whole number of 0 or more.", "--GraphQL:Limits:MaxBatchSize=-1")]
    [InlineData("The setting GraphQL:Limits:ExecutionSeconds is '601'; it must be a whole number from 1 to 600.", "--GraphQL:Limits:ExecutionSeconds=601")]
    [InlineData("There is no setting GraphQL:Limits:MaxDeepness; the limits are MaxBodyBytes, MaxTokens", "--GraphQL:Limits:MaxDeepness=9")]
    [InlineData("The setting GraphQL:RateLimit:RequestsPerSecond is 'ten'", "--GraphQL:RateLimit:RequestsPerSecond=ten")]
    [InlineData("GraphQL:OnlyTrustedDocuments is true, but GraphQL:TrustedDocuments is missing", "--GraphQL:OnlyTrustedDocuments=true")]
    [InlineData("The setting GraphQL:TrustedDocuments is 'no-such.json'; it must be a file with a JSON object", "--GraphQL:TrustedDocuments=no-such.json")]
    [InlineData("The setting Receipts:PublicUrl is 'shop.example'; it must be an address such as https://shop.example.", "--Receipts:PublicUrl=shop.example")]
    [InlineData("ConnectionStrings:Journal begins with 'Server'", "--ConnectionStrings:Journal=Server=db")]
    [InlineData("The setting Sourcing:ParcelCost is '-1'; it must be a number of points from 0 to 1000.", "--Sourcing:ParcelCost=-1")]
    [InlineData("The setting Sourcing:ShipHours is '4381'; it must be a whole number from 0 to 4380.", "--Sourcing:ShipHours=4381")]
    [InlineData("There is no setting Sourcing:ParcelPrice; Sourcing has EmptyShelfCost, FullDayCost", "--Sourcing:ParcelPrice=1")]
    [InlineData("The setting Returns:WebWindowDays is '3651'; it must be a whole number from 0 to 3650.", "--Returns:WebWindowDays=3651")]
    [InlineData("The setting Returns:Categories:underwear:WindowDays is '-1'; it must be a whole number from 0 to 3650.", "--Returns:Categories:underwear:WindowDays=-1")]
    [InlineData("The setting Returns:Categories:underwear:Since is 'May'; it must be a day such as 2026-01-31", "--Returns:Categories:underwear:Since=May")]
    [InlineData("There is no setting Returns:Categories:underwear:Days; a category has FinalSale, Since, UnopenedOnly, WindowDays.", "--Returns:Categories:underwear:Days=1")]
    [InlineData("The setting Returns:Categories:under wear names no category", "--Returns:Categories:under wear:FinalSale=true")]
    [InlineData("The setting Returns:TransitDays is '0'; it must be a whole number from 1 to 366.", "--Returns:TransitDays=0")]
    [InlineData("The setting Returns:LostRefund is 'Sometimes'; it must be one of OwnLabel, Always, Never.", "--Returns:LostRefund=Sometimes")]
    [InlineData("There is no setting Returns:Window; Returns has AgentWindowDays, AppWindowDays", "--Returns:Window=1")]
    [InlineData("The setting Delivery:Countries has 'UK'; it must be ISO 3166-1 codes with commas between, such as GB,FR.", "--Delivery:Countries=GB,UK")]
    [InlineData("The setting Delivery:Postcodes:FR is for a country that is not in Delivery:Countries.", "--Delivery:Countries=GB", "--Delivery:Postcodes:FR=75")]
    [InlineData("The setting Delivery:Postcodes:GB is 'EC,*'; it must be beginnings of postal codes", "--Delivery:Countries=GB", "--Delivery:Postcodes:GB=EC,*")]
    [InlineData("There is no setting Delivery:Country; there are Delivery:Countries and Delivery:Postcodes.", "--Delivery:Country=GB")]
    [InlineData("The setting Tax:DefaultCountry is 'XX'; it must be one of DE, FR, GB.", "--Tax:DefaultCountry=XX")]
    [InlineData("The setting Tax:Countries:GB:Rates:reduced is '-5'; it must be a rate in percent", "--Tax:Countries:GB:Rates:reduced=-5")]
    [InlineData("The setting Tax:Countries:ES:Rates:standard is missing.", "--Tax:Countries:ES:TimeZone=Europe/Madrid")]
    [InlineData("The setting Tax:Countries:GB:TimeZone is 'Mars'; it must be a time zone such as Europe/Paris.", "--Tax:Countries:GB:TimeZone=Mars")]
    [InlineData("The setting Tills:VarianceLimit is '-1'; it must be an amount of money, 0 or more, such as 5.00.", "--Tills:VarianceLimit=-1")]
    [InlineData("The setting Tills:SessionRequired is 'yes'; it must be true or false.", "--Tills:SessionRequired=yes")]
    [InlineData("QueueMax is 0; it must be 1 or more", "--Journal:QueueMax=0")]
    public void A_wrong_setting_stops_the_start(string sentence, params string[] args) => Refuses(sentence, ["--environment=Development", .. args]);

    [Theory]
    [InlineData("The option --role is 'King'; it must be one of Customer, Pos, Device, Associate, Admin, Integration.", "--role=King", "--subject=x")]
    [InlineData("The option --role is 'System'", "--role=System", "--subject=x")]
    [InlineData("The option --role is '4'", "--role=4", "--subject=x")]
    [InlineData("The option --subject is missing", "--role=Admin")]
    [InlineData("The option --hours is '0'; it must be from 1 to 8760.", "--role=Admin", "--subject=x", "--hours=0")]
    public void A_token_needs_a_role_and_a_subject(string sentence, params string[] args)
    {
        var wrong = Assert.Throws<SettingException>(() => TokenCommand.Issue(["--environment=Development", .. args], TimeProvider.System));

        Assert.Contains(sentence, wrong.Message, StringComparison.Ordinal);
    }

    private static void Refuses(string sentence, string[] args)
    {
        var wrong = Assert.Throws<SettingException>(() => SiloApplication.Create(args));

        Assert.Contains(sentence, wrong.Message, StringComparison.Ordinal);
    }
}
