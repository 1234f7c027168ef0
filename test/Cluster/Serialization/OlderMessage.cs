using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.Session;

namespace OrleansCommerce.Cluster.Tests.Serialization;

/// <summary>Writes a message field by field, as a program would that knows fewer of its members, or more.</summary>
internal sealed class OlderMessage(SerializerSessionPool sessions, ICodecProvider codecs)
{
    /// <summary>A number far beyond those that any type uses.</summary>
    public const uint UnknownId = 500;

    /// <summary>The message as it goes over the wire.</summary>
    /// <param name="message">What is written.</param>
    /// <param name="keep">The members that the writer knows, by number.</param>
    /// <param name="unknown">Values of members that the reader does not know.</param>
    public byte[] Write(object message, Func<uint, bool> keep, params object[] unknown)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var session = sessions.GetSession();
        var writer = Writer.Create(buffer, session);
        var type = message.GetType();
        if (!type.IsValueType)
        {
            ReferenceCodec.MarkValueField(session);
        }

        writer.WriteStartObject(0, expectedType: null, type);
        for (var part = PartsBefore(type); part > 0; part--)
        {
            writer.WriteEndBase();
        }

        uint last = 0;
        foreach (var (id, property) in MessageTypes.MembersOf(type).Where(member => keep(member.Id)))
        {
            codecs.GetCodec(property.PropertyType).WriteField(ref writer, id - last, property.PropertyType, property.GetValue(message));
            last = id;
        }

        foreach (var (value, i) in unknown.Select((value, i) => (value, (uint)i)))
        {
            codecs.GetCodec(value.GetType()).WriteField(ref writer, UnknownId + i - last, expectedType: null!, value);
            last = UnknownId + i;
        }

        writer.WriteEndObject();
        writer.Commit();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>
    /// What goes before a record's numbered members: the part of its constructor, which is empty since all members are numbered, and
    /// all of its base.
    /// </summary>
    private static int PartsBefore(Type type) =>
        type.BaseType is { } from && from != typeof(object) && from != typeof(ValueType) ? PartsBefore(from) + 2 : 1;
}
