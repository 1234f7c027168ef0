using System.Runtime.CompilerServices;
using Orleans;

namespace OrleansCommerce.GrainHostTests;

public sealed class CallTests : IDisposable
{
    private readonly TestWorld _world = new();

    internal interface IBase : IGrainWithStringKey
    {
        Task<string> Inherited();
    }

    internal interface IEcho : IBase
    {
        Task Nothing();

        Task<int> Add(int a, int b);

        Task<string> Add(string a, string b);

        ValueTask ValueNothing();

        ValueTask<decimal> Later(decimal value);

        Task<string> Many(int a, long b, string c, Guid d, DateTimeOffset e, IReadOnlyList<int> f);

        Task<string> KeyOf(IEcho other);

        Task Throw(string message);

        ValueTask<int> ThrowLater(string message);

        Task Cancelled();
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Every_kind_of_method_answers()
    {
        var echo = _world.Host.GetGrain<IEcho>("a");

        _world.Answer(echo.Nothing());
        _world.Answer(echo.ValueNothing().AsTask());
        Assert.Equal(5, _world.Answer(echo.Add(2, 3)));
        Assert.Equal("23", _world.Answer(echo.Add("2", "3")));
        Assert.Equal("from the base", _world.Answer(echo.Inherited()));
        var later = echo.Later(7.5m).AsTask();
        _world.Run();
        Assert.False(later.IsCompleted);
        _world.Story.Open("later");
        Assert.Equal(7.5m, _world.Answer(later));
    }

    [Fact]
    public void Arguments_arrive_as_they_were_sent()
    {
        var id = Guid.NewGuid();
        var at = DateTimeOffset.UnixEpoch;

        var answer = _world.Answer(_world.Host.GetGrain<IEcho>("a").Many(1, 2, "3", id, at, [4, 5]));

        Assert.Equal($"1 2 3 {id} {at} 45", answer);
    }

    [Fact]
    public void A_grain_and_a_reference_know_their_key_and_references_travel()
    {
        var a = _world.Host.GetGrain<IEcho>("a");
        var b = _world.Host.GetGrain<IEcho>("b");

        Assert.Equal("b", b.GetPrimaryKeyString());
        Assert.Equal("echo/b", b.GetGrainId().ToString());
        Assert.Equal("a knows b", _world.Answer(a.KeyOf(b)));
        Assert.Equal(b, _world.Host.GetGrain<IEcho>("b"));
        Assert.NotEqual(a, b);
    }

    [Fact]
    public void An_exception_reaches_the_caller_with_its_type_message_and_stack()
    {
        var echo = _world.Host.GetGrain<IEcho>("a");

        var sync = Assert.Throws<InvalidDataException>(() => _world.Answer(echo.Throw("no")));
        Assert.Equal("no", sync.Message);
        Assert.Contains(nameof(EchoGrain.Deep), sync.StackTrace, StringComparison.Ordinal);

        var late = echo.ThrowLater("later").AsTask();
        _world.Story.Open("later");
        var async = Assert.Throws<InvalidDataException>(() => _world.Answer(late));
        Assert.Contains(nameof(EchoGrain.Deep), async.StackTrace, StringComparison.Ordinal);
        Assert.Equal(5, _world.Answer(echo.Add(2, 3)));
    }

    [Fact]
    public void A_cancelled_task_is_cancelled_for_the_caller()
    {
        var echo = _world.Host.GetGrain<IEcho>("a");

        Assert.Throws<TaskCanceledException>(() => _world.Answer(echo.Cancelled()));
    }

    [Fact]
    public void A_grain_is_made_by_its_first_call_and_kept()
    {
        var echo = _world.Host.GetGrain<IEcho>("a");
        Assert.Empty(_world.Host.GetActivations());
        Assert.False(_world.Host.IsActive(echo.GetGrainId()));

        _world.Answer(echo.Nothing());
        _world.Answer(_world.Host.GetGrain<IEcho>("a").Nothing());

        Assert.Equal(["echo a made"], _world.Story.Lines);
        Assert.True(_world.Host.IsActive(echo.GetGrainId()));
        var type = Assert.Single(_world.Host.GetActivations());
        Assert.Equal(("echo", 1, 0), (type.GrainType, type.Activations, type.WaitingCalls));
    }

    internal sealed class EchoGrain : Grain, IEcho
    {
        private readonly Story _story;

        public EchoGrain(Story story)
        {
            _story = story;
            story.Tell($"echo {this.GetPrimaryKeyString()} made");
        }

        public Task<string> Inherited() => Task.FromResult("from the base");

        public Task Nothing() => Task.CompletedTask;

        public Task<int> Add(int a, int b) => Task.FromResult(a + b);

        public Task<string> Add(string a, string b) => Task.FromResult(a + b);

        public ValueTask ValueNothing() => ValueTask.CompletedTask;

        public async ValueTask<decimal> Later(decimal value)
        {
            await _story.GateAsync("later");
            return value;
        }

        public Task<string> Many(int a, long b, string c, Guid d, DateTimeOffset e, IReadOnlyList<int> f) =>
            Task.FromResult($"{a} {b} {c} {d} {e} {string.Concat(f)}");

        public Task<string> KeyOf(IEcho other) => Task.FromResult($"{this.GetPrimaryKeyString()} knows {other.GetPrimaryKeyString()}");

        public Task Throw(string message) => Task.FromResult(Deep(message));

        public async ValueTask<int> ThrowLater(string message)
        {
            await _story.GateAsync("later");
            return Deep(message);
        }

        public Task Cancelled() => Task.FromCanceled(new CancellationToken(canceled: true));

        [MethodImpl(MethodImplOptions.NoInlining)]
        internal static int Deep(string message) => throw new InvalidDataException(message);
    }
}
