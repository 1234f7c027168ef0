using HotChocolate;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansCommerce.GraphQL.Faults;

namespace OrleansCommerce.GraphQL.Tests.Faults;

public sealed class FaultFilterTests
{
    [Theory]
    [InlineData(FaultKind.Busy, "BUSY")]
    [InlineData(FaultKind.Retry, "RETRY")]
    [InlineData(FaultKind.Timeout, "TIMEOUT")]
    [InlineData(FaultKind.Unavailable, "UNAVAILABLE")]
    [InlineData(FaultKind.Moving, "UNAVAILABLE")]
    [InlineData(FaultKind.Internal, "INTERNAL")]
    public void Each_fault_has_its_code_and_tells_nothing_of_the_exception(FaultKind kind, string code)
    {
        var fault = ErrorBuilder.New().SetMessage("?").SetException(new InvalidOperationException("the secret of the house")).Build();

        var told = new FaultFilter(new Classifier(kind), NullLogger<FaultFilter>.Instance).OnError(fault);

        Assert.Equal(code, told.Code);
        Assert.Null(told.Exception);
        Assert.DoesNotContain("secret", told.Message, StringComparison.Ordinal);
    }

    private sealed class Classifier(FaultKind kind) : IFaultClassifier
    {
        public FaultKind Classify(Exception fault) => kind;
    }
}
