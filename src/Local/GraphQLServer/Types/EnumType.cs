namespace OrleansCommerce.Local.GraphQLServer.Types;

internal sealed record EnumMember(string Name, object Value, string? Description, string? DeprecationReason);

internal sealed class EnumType(string name, IReadOnlyList<EnumMember> members) : LeafType(name)
{
    private readonly Dictionary<string, EnumMember> _byName = members.ToDictionary(m => m.Name, StringComparer.Ordinal);
    private readonly Dictionary<object, string> _names = members.ToDictionary(m => m.Value, m => m.Name);

    public IReadOnlyList<EnumMember> Members => members;

    public object Parse(string member) => _byName.TryGetValue(member, out var known)
        ? known.Value
        : throw new CoercionException($"Value \"{member}\" does not exist in \"{Name}\" enum.");

    public override object Complete(object value) => _names.TryGetValue(value, out var member)
        ? member
        : throw new CoercionException($"Enum \"{Name}\" cannot represent value: {value}");
}
