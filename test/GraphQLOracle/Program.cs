using OrleansCommerce.GraphQLOracle;

// The test runner does not come here; see README.md.
if (args is not [var file])
{
    await Console.Error.WriteLineAsync("Usage: CASES.json, a file with an array of {sdl, document, variables, operationName, data}.");
    return 2;
}

using var oracle = new Oracle();
var different = 0;
var cases = Case.ReadFile(file);
foreach (var (number, asked) in cases.Index())
{
    if (await oracle.DifferenceAsync(asked) is { } difference)
    {
        different++;
        Console.WriteLine($"Case {number}: {difference}\n");
    }
}

Console.WriteLine($"{cases.Count - different} of {cases.Count} cases are answered alike.");
return different == 0 ? 0 : 1;
