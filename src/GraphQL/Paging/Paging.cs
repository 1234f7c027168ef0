using OrleansCommerce.GraphQL.Faults;
using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>The rules of lists.</summary>
internal static class Paging
{
    /// <summary>Nodes of a page when the caller does not say.</summary>
    public const int FirstDefault = 50;

    /// <summary>The most nodes of a page.</summary>
    public const int FirstMax = 200;

    /// <summary>Asks for a page; what no list could answer is the caller's fault.</summary>
    /// <exception cref="HotChocolate.GraphQLException">BAD_USER_INPUT.</exception>
    public static async Task<Page<T>> AskAsync<T>(int? first, string? after, Func<PageRequest, Task<Page<T>>> ask)
    {
        if (first is < 1 or > FirstMax)
        {
            throw FaultCodes.Exception(FaultCodes.BadUserInput, $"first must be from 1 to {FirstMax}, was {first}.");
        }

        try
        {
            var page = await ask(new PageRequest(first ?? FirstDefault, after));
            return page with { HasPreviousPage = after is not null };
        }
        catch (InvalidCursorException invalid)
        {
            throw FaultCodes.Exception(FaultCodes.BadUserInput, $"after: {invalid.Message}");
        }
    }
}
