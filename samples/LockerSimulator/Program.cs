using System.CommandLine;
using OrleansCommerce.LockerSimulator;

var url = new Option<Uri>("--url") { Description = "The API, such as http://127.0.0.1:5080/graphql.", DefaultValueFactory = _ => new Uri("http://127.0.0.1:5080/graphql") };
var token = new Option<string?>("--token") { Description = "A bearer token of an administrator; none in development." };
var bank = new Option<string>("--bank") { Description = "The locker bank's location. It gets a new secret, and nothing else may use it meanwhile.", DefaultValueFactory = _ => "locker-london" };
var sku = new Option<string>("--sku") { Description = "What is ordered, once for each story.", DefaultValueFactory = _ => "BAG-DAY-20" };
var patience = new Option<int>("--patience") { Description = "The longest that the line is down, in seconds.", DefaultValueFactory = _ => 5 };
var command = new RootCommand("Plays a locker bank that behaves, and one that does not, through the public API.") { url, token, bank, sku, patience };
command.SetAction(async arguments =>
{
    using var http = new HttpClient();
    var endpoint = arguments.GetRequiredValue(url);
    var bankId = arguments.GetRequiredValue(bank);
    var clock = new WallClock(TimeSpan.FromSeconds(arguments.GetValue(patience)));
    var shop = new Shop(http, endpoint, arguments.GetValue(token), bankId, arguments.GetRequiredValue(sku));
    try
    {
        var signature = new Signature(bankId, await shop.RotateSecretAsync());
        var line = new Line(http, endpoint, signature, clock);
        var stories = new Stories(shop, new Device(bankId, line, signature, clock), line, clock);
        await TellAsync("A parcel goes in and out", stories.FetchAsync);
        await TellAsync("Somebody guesses, and staff reset the lock-out", stories.GuessAsync);
        await TellAsync("A door stays open, and the parcel in", stories.LeaveOpenAsync);
        await TellAsync("Answers get lost", stories.LoseAnswersAsync);
        await TellAsync("A request is recorded, sent again and changed", stories.ReplayAsync);
        await TellAsync("Compartments break", stories.BreakAsync);
        await TellAsync("The line is down", stories.StayOfflineAsync);
        await TellAsync("Goods come back while the line is down", stories.DropOffOfflineAsync);
        return 0;
    }
    catch (ApiException wrong)
    {
        await Console.Error.WriteLineAsync(wrong.Message);
        return 1;
    }
});
return await command.Parse(args).InvokeAsync();

static async Task TellAsync(string what, Func<Task> story)
{
    Console.Write($"{what} … ");
    await story();
    Console.WriteLine("as it should.");
}
