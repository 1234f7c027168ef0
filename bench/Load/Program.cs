using OrleansCommerce.Load;
using OrleansCommerce.Load.Measurement;
using OrleansCommerce.Load.Scenarios;
using OrleansCommerce.Load.Servers;

if (LoadOptions.Parse(args, out var wrong) is not { } options)
{
    await Console.Error.WriteLineAsync(wrong);
    return 2;
}

try
{
    await using var database = await BenchDatabase.CreateAsync(options.Journal);
    var measured = await ScenarioList.All[options.Scenario](new Bench(options, database));
    await Console.Out.WriteLineAsync(options.Json ? Report.Json(options, measured) : Report.Table(options, measured));
    return 0;
}
catch (InvalidOperationException failed)
{
    await Console.Error.WriteLineAsync(failed.Message);
    return 1;
}
