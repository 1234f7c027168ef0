namespace OrleansCommerce.Local.GraphQLServer.Http;

/// <summary>The HTTP request holds no GraphQL request; answered with the status and code given.</summary>
internal sealed class HttpFault(int status, string message, string code) : Exception(message)
{
    public int Status => status;

    public string Code => code;
}
