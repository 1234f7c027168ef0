namespace OrleansCommerce.Local.GraphQLServer.Types;

/// <summary>The scalars that every schema can use; one instance each.</summary>
internal static class Scalars
{
    public static readonly ScalarType Int = new IntScalar
    {
        Description = "A whole number from -2,147,483,648 to 2,147,483,647.",
    };

    public static readonly ScalarType Float = new FloatScalar { Description = "A finite IEEE 754 double-precision number." };

    public static readonly ScalarType String = new StringScalar { Description = "Text, as a sequence of Unicode characters." };

    public static readonly ScalarType Boolean = new BooleanScalar { Description = "True or false." };

    public static readonly ScalarType Id = new IdScalar { Description = "An identifier; a string that is not meant for people to read." };

    public static readonly ScalarType Long = new LongScalar { Description = "A whole number of 64 bits, signed." };

    public static readonly ScalarType Decimal = new DecimalScalar
    {
        Description = "A decimal number of up to 28 significant digits, exact.",
    };

    public static readonly ScalarType DateTime = new DateTimeScalar
    {
        Description = "A moment in ISO 8601, such as 2026-11-22T05:52:31.123Z. Any offset is read; UTC is written.",
        SpecifiedBy = "https://scalars.graphql.org/andimarek/date-time.html",
    };

    public static readonly ScalarType LocalDate = new LocalDateScalar
    {
        Description = "A calendar date in ISO 8601, such as 2026-11-22.",
        SpecifiedBy = "https://scalars.graphql.org/andimarek/local-date.html",
    };

    public static readonly ScalarType Uuid = new UuidScalar
    {
        Description = "A UUID, such as 0d9a5b6e-8a1c-4b3e-9d55-0f6a1c2b3d4e.",
        SpecifiedBy = "https://tools.ietf.org/html/rfc4122",
    };

    public static bool IsSpecified(NamedType type) => IsSpecified(type.Name);

    public static bool IsSpecified(string type) => type is "Int" or "Float" or "String" or "Boolean" or "ID";
}
