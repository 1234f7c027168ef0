using System.Buffers;
using System.Text.Json;

namespace OrleansCommerce.Local.GraphQLServer.Execution;

/// <summary>JSON of parts of the response, in one array that grows. What was begun in vain is taken back.</summary>
internal sealed class FragmentBuffer : IBufferWriter<byte>
{
    private const int InitialBytes = 512;

    private byte[] _bytes = new byte[InitialBytes];
    private int _length;

    public ReadOnlySpan<byte> Bytes(int start, int length) => _bytes.AsSpan(start, length);

    /// <summary>Writes a part; null where <paramref name="write"/> gives false or fails, and then nothing is left of it.</summary>
    public Fragment? Write<TState>(TState state, Func<Utf8JsonWriter, TState, bool> write)
    {
        var start = _length;
        var json = ResultWriter.Borrow(this);
        bool isWritten;
        try
        {
            isWritten = write(json, state);
        }
        catch (Exception)
        {
            // Whatever failed fails again, and is told, when the part is executed field by field.
            isWritten = false;
        }

        if (isWritten)
        {
            json.Flush();
            return new Fragment(this, start, _length - start);
        }

        _length = start;
        return null;
    }

    void IBufferWriter<byte>.Advance(int count) => _length += count;

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint) => Room(sizeHint);

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint) => Room(sizeHint).Span;

    private Memory<byte> Room(int sizeHint)
    {
        if (_bytes.Length - _length < Math.Max(sizeHint, 1))
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + sizeHint));
        }

        return _bytes.AsMemory(_length);
    }
}

/// <summary>A part of the response that is JSON already.</summary>
internal sealed class Fragment(FragmentBuffer buffer, int start, int length)
{
    public ReadOnlySpan<byte> Json => buffer.Bytes(start, length);
}
