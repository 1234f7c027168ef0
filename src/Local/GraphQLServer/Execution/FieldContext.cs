namespace OrleansCommerce.Local.GraphQLServer.Execution;

/// <summary>What a resolver is called with.</summary>
internal sealed class FieldContext(RequestContext request, object? parent, object?[] arguments)
{
    public RequestContext Request => request;

    public object? Parent => parent;

    /// <summary>Values, or <see cref="InputCoercion.Absent"/>, in the order of the field's arguments.</summary>
    public object?[] Arguments => arguments;
}
