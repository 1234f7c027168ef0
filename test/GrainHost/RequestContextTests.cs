using Orleans;
using Orleans.Runtime;

namespace OrleansCommerce.GrainHostTests;

public sealed class RequestContextTests : IDisposable
{
    private readonly TestWorld _world = new();

    internal interface IContextual : IGrainWithStringKey
    {
        Task<string> Ask(int depth);
    }

    public void Dispose()
    {
        RequestContext.Clear();
        _world.Dispose();
    }

    [Fact]
    public void Values_travel_down_the_chain_and_never_back_up()
    {
        RequestContext.Set("user", "u1");

        var answer = _world.Answer(_world.Host.GetGrain<IContextual>("0").Ask(2));

        Assert.Equal("u1 none / u1 0 / u1 1 / back at 1: 1 / back at 0: 0", answer);
        Assert.Null(RequestContext.Get("depth"));
    }

    [Fact]
    public void A_call_without_values_sees_none_of_the_call_before()
    {
        RequestContext.Set("user", "u1");
        _world.Answer(_world.Host.GetGrain<IContextual>("0").Ask(0));
        Assert.True(RequestContext.Remove("user"));
        Assert.False(RequestContext.Remove("user"));

        Assert.Equal("none none", _world.Answer(_world.Host.GetGrain<IContextual>("0").Ask(0)));
    }

    internal sealed class ContextualGrain : Grain, IContextual
    {
        public async Task<string> Ask(int depth)
        {
            var own = $"{RequestContext.Get("user") ?? "none"} {RequestContext.Get("depth") ?? "none"}";
            var key = int.Parse(this.GetPrimaryKeyString());
            RequestContext.Set("depth", key);
            if (depth == 0)
            {
                return own;
            }

            var below = await GrainFactory.GetGrain<IContextual>($"{key + 1}").Ask(depth - 1);
            return $"{own} / {below} / back at {key}: {RequestContext.Get("depth")}";
        }
    }
}
