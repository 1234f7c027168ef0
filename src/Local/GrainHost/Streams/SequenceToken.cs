using Orleans.Streams;

namespace OrleansCommerce.Local.Streams;

/// <summary>An item's number since its stream got its first subscriber.</summary>
internal sealed class SequenceToken(long number) : StreamSequenceToken
{
    public override long SequenceNumber { get; protected set; } = number;

    public override int EventIndex { get; protected set; }

    public override bool Equals(StreamSequenceToken? other) => other is SequenceToken && other.SequenceNumber == SequenceNumber;

    public override bool Equals(object? obj) => Equals(obj as StreamSequenceToken);

    public override int GetHashCode() => SequenceNumber.GetHashCode();

    public override int CompareTo(StreamSequenceToken? other) => SequenceNumber.CompareTo(other?.SequenceNumber ?? long.MinValue);
}
