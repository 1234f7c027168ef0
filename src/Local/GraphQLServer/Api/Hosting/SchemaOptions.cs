namespace HotChocolate;

/// <summary>How the schema is built.</summary>
public sealed class SchemaOptions
{
    /// <summary>Descriptions are taken from XML documentation comments where no attribute gives one; true by default.</summary>
    public bool UseXmlDocumentation { get; set; } = true;
}
