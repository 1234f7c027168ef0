using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.Session;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Journal;
using OrleansCommerce.Silo.Engine;

namespace OrleansCommerce.Cluster.Tests.Serialization;

/// <summary>
/// What one silo says to another arrives as it was said; and during a rolling update, when an older silo knows fewer members of a
/// message and a newer one knows more, it still arrives.
/// </summary>
public sealed class SerializationTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSerializer()
        .Configure<ExceptionSerializationOptions>(GrainEngine.Travel)
        .BuildServiceProvider();

    public static TheoryData<string> Messages => MessageTypes.Names;

    private Serializer Serializer => _services.GetRequiredService<Serializer>();

    private OlderMessage Older => new(_services.GetRequiredService<SerializerSessionPool>(), _services.GetRequiredService<ICodecProvider>());

    public void Dispose() => _services.Dispose();

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_arrives_as_it_was_sent(string name)
    {
        var sent = new ValueSource().Make(MessageTypes.Find(name));
        var bytes = Serializer.SerializeToArray<object>(sent);
        var received = Serializer.Deserialize<object>(bytes);

        Assert.Equal(Shape.Of(sent), Shape.Of(received));
        Assert.DoesNotContain("null", Shape.Of(received).Replace("Failure = null", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_members_number_is_what_goes_over_the_wire(string name)
    {
        var sent = new ValueSource().Make(MessageTypes.Find(name));
        var received = Serializer.Deserialize<object>(Older.Write(sent, _ => true));

        Assert.Equal(Shape.Of(sent), Shape.Of(received));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_of_a_newer_version_is_read_without_what_this_one_does_not_know(string name)
    {
        var sent = new ValueSource().Make(MessageTypes.Find(name));
        var received = Serializer.Deserialize<object>(Older.Write(sent, _ => true, "something new", new Money(1m, "GBP"), 7L));

        Assert.Equal(Shape.Of(sent), Shape.Of(received));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_of_an_older_version_has_the_declared_defaults_where_it_says_nothing(string name)
    {
        var type = MessageTypes.Find(name);
        var sent = new ValueSource().Make(type);
        var added = type.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            .Where(parameter => parameter.HasDefaultValue)
            .ToDictionary(parameter => parameter.Name!, parameter => parameter, StringComparer.Ordinal);
        var members = MessageTypes.MembersOf(type);
        foreach (var cut in members.Where(member => added.ContainsKey(member.Property.Name)).Select(member => member.Id))
        {
            var received = Serializer.Deserialize<object>(Older.Write(sent, id => id < cut));

            foreach (var (id, property) in members)
            {
                var expected = id < cut ? property.GetValue(sent) : DefaultOf(added, property);
                Assert.Equal($"{name}.{property.Name} {Shape.Of(expected)}", $"{name}.{property.Name} {Shape.Of(property.GetValue(received))}");
            }
        }
    }

    [Fact]
    public void A_fault_keeps_its_type_and_its_cause_so_that_the_caller_knows_whether_to_repeat()
    {
        Exception[] faults =
        [
            new ActivationLostException("stock/a"),
            new ActivationLostException("stock/a", new JournalUnavailableException("away", outcomeKnown: false)),
            new JournalBusyException(7),
            new TimeoutException("late"),
            new NpgsqlException("away"),
            new JournalUnavailableException("away", outcomeKnown: true, new PostgresException("ends", "FATAL", "FATAL", "57P01")),
        ];
        Assert.All(faults, fault =>
        {
            var received = Serializer.Deserialize<Exception>(Serializer.SerializeToArray(fault))!;
            Assert.Equal(
                (fault.GetType(), fault.Message, fault.InnerException?.GetType(), fault.InnerException?.Message),
                (received.GetType(), received.Message, received.InnerException?.GetType(), received.InnerException?.Message));
        });
    }

    /// <summary>A member that is not in the first version must say what it is when nobody said anything.</summary>
    private static object? DefaultOf(Dictionary<string, ParameterInfo> added, PropertyInfo property)
    {
        Assert.True(added.ContainsKey(property.Name), $"{property.Name} comes after a member with a default, and has none itself.");
        var declared = added[property.Name];
        return declared.DefaultValue is null && declared.ParameterType.IsValueType && Nullable.GetUnderlyingType(declared.ParameterType) is null
            ? Activator.CreateInstance(declared.ParameterType)
            : declared.ParameterType.IsEnum ? Enum.ToObject(declared.ParameterType, declared.DefaultValue!) : declared.DefaultValue;
    }
}
