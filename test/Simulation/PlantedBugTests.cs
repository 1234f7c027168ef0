using OrleansCommerce.Simulation.Bugs;
using OrleansCommerce.Simulation.Running;

namespace OrleansCommerce.Simulation;

/// <summary>The simulation bites: each of these bugs, planted between the product and its surroundings, is found within so many seeds.</summary>
public sealed class PlantedBugTests
{
    [Theory]
    [InlineData(Bug.AcknowledgeBeforeCommit, 20)]
    [InlineData(Bug.IgnoreConflict, 20)]
    [InlineData(Bug.ForgetCompensation, 20)]
    [InlineData(Bug.DoubleRefund, 60)]
    [InlineData(Bug.ExpireAfterConfirm, 20)]
    [InlineData(Bug.ReadUncommitted, 20)]
    [InlineData(Bug.AnswerFromOldState, 20)]
    public void A_planted_bug_is_found(Bug bug, int seeds)
    {
        var outcome = Sweep.Run(from: 1, count: seeds, bug: bug);
        Assert.True(outcome.FirstFailure is not null, $"{seeds} seeds did not find {bug}.");
    }
}
