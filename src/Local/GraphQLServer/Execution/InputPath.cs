using System.Text.Json;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Execution;

/// <summary>The way from a variable to the part of its value that is being read, for messages.</summary>
internal sealed class InputPath
{
    private const int MaxShown = 100;

    private readonly InputPath? _parent;
    private readonly string _segment;

    public InputPath(string variable)
        : this(null, variable)
    {
    }

    private InputPath(InputPath? parent, string segment)
    {
        _parent = parent;
        _segment = segment;
    }

    public InputPath Field(string name) => new(this, $".{name}");

    public InputPath Item(int index) => new(this, $"[{index}]");

    public CoercionException Invalid(JsonElement json, string reason)
    {
        var root = this;
        while (root._parent is not null)
        {
            root = root._parent;
        }

        var text = json.GetRawText();
        var shown = text.Length <= MaxShown ? text : text[..MaxShown] + "…";
        var at = _parent is null ? "" : $" at \"{this}\"";
        return new CoercionException($"Variable \"${root._segment}\" got invalid value {shown}{at}; {reason}");
    }

    public override string ToString() => _parent + _segment;
}
