using System.CommandLine;
using System.CommandLine.Parsing;
using OrleansCommerce.Replay;

// As for whatever else is wrong with it.
const int CommandLineIsWrong = 1;

var data = new Option<FileInfo>("--data") { Description = "The invoice lines, a CSV file (see README.md).", Required = true };
var url = new Option<Uri?>("--url") { Description = "The server, such as http://127.0.0.1:5080.", Required = true, CustomParser = ParseUrl };
var json = new Option<bool>("--json") { Description = "Print the figures as one JSON object on standard output." };
var token = new Option<string?>("--token") { Description = "A bearer token of an associate or an administrator." };
var concurrency = new Option<int>("--concurrency")
{
    Description = "Requests at once, 1 to 1000.",
    DefaultValueFactory = _ => 16,
    CustomParser = result => ParseNumber(result, 1, 1000),
};
var patience = new Option<int>("--patience")
{
    Description = "Seconds that the server may be away, 1 to 86400.",
    DefaultValueFactory = _ => 300,
    CustomParser = result => ParseNumber(result, 1, 86_400),
};
var run = new Option<string?>("--run")
{
    Description = "Tells replays of one file on one server apart, 1 to 20 letters or digits; the file's hash when left out.",
    CustomParser = ParseName,
};

var collect = Share("--collect", "click and collect at the store of their country", PathShares.Default.Collect);
var lockers = Share("--lockers", "go to the lockers of their country", PathShares.Default.Lockers);
var twoParcels = Share("--two-parcels", "are shipped in two parcels, from two depots", PathShares.Default.TwoParcels);
var till = Share("--till", "are sold at a till", PathShares.Default.Till);

var command = new RootCommand("Replays a retailer's invoices through the GraphQL API, and checks that every unit and every penny adds up.")
{
    data, url, json, concurrency, token, patience, run, collect, lockers, twoParcels, till,
};
command.SetAction(async (arguments, cancellationToken) =>
{
    var shares = new PathShares(
        arguments.GetValue(collect), arguments.GetValue(lockers), arguments.GetValue(twoParcels), arguments.GetValue(till));
    if (shares.Sum > PathShares.Whole)
    {
        await Console.Error.WriteLineAsync($"--collect, --lockers, --two-parcels and --till add up to {shares.Sum} of {PathShares.Whole} invoices.");
        return CommandLineIsWrong;
    }

    return await ReplayCommand.RunAsync(
        arguments.GetRequiredValue(data),
        new ReplayOptions(
            arguments.GetRequiredValue(url)!,
            arguments.GetValue(token),
            arguments.GetValue(concurrency),
            TimeSpan.FromSeconds(arguments.GetValue(patience)),
            arguments.GetValue(run),
            shares),
        arguments.GetValue(json),
        cancellationToken);
});
return await command.Parse(args).InvokeAsync();

static Option<int> Share(string name, string what, int percent) => new(name)
{
    Description = $"Of a hundred invoices with a customer, how many {what}, 0 to {PathShares.Whole}.",
    DefaultValueFactory = _ => percent,
    CustomParser = result => ParseNumber(result, 0, PathShares.Whole),
};

static Uri? ParseUrl(ArgumentResult result)
{
    if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
    {
        return address;
    }

    result.AddError($"--url must be an http or https address, was '{result.Tokens[0].Value}'.");
    return null;
}

static int ParseNumber(ArgumentResult result, int from, int to)
{
    if (int.TryParse(result.Tokens[0].Value, out var number) && number >= from && number <= to)
    {
        return number;
    }

    result.AddError($"{result.Argument.Name} must be a whole number from {from} to {to}, was '{result.Tokens[0].Value}'.");
    return from;
}

static string? ParseName(ArgumentResult result)
{
    const int LengthMax = 20;
    var name = result.Tokens[0].Value;
    if (name.Length is 0 or > LengthMax || !name.All(char.IsAsciiLetterOrDigit))
    {
        result.AddError($"--run must be 1 to {LengthMax} letters or digits, was '{name}'.");
    }

    return name;
}
