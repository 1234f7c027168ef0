using System.Data.Common;
using Orleans.Runtime;
using OrleansCommerce.GraphQL.Faults;
using OrleansCommerce.Silo.Engine;

namespace OrleansCommerce.GraphQL.Tests.Faults;

public sealed class EngineFaultsTests
{
    [Fact]
    public void A_grain_whose_silo_is_gone_moves_where_there_are_several_and_is_unavailable_where_there_is_one()
    {
        var kind = new EngineFaults().Classify(new SiloUnavailableException("gone"));

        Assert.Equal(GrainEngine.Name switch { "Orleans" => FaultKind.Moving, _ => FaultKind.Unavailable }, kind);
    }

    [Fact]
    public void A_database_that_does_not_answer_a_question_is_unavailable() =>
        Assert.Equal(FaultKind.Unavailable, new EngineFaults().Classify(new Away()));

    [Fact]
    public void A_call_that_was_called_off_has_no_known_outcome() =>
        Assert.Equal(FaultKind.Timeout, new EngineFaults().Classify(new OperationCanceledException("expired before placement")));

    private sealed class Away : DbException;
}
