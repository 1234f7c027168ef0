using PdfSharp.Drawing;
using PdfSharp.Fonts;

namespace OrleansCommerce.Silo.Receipts;

/// <summary>The fonts of a PDF lie in this program, so that it looks the same everywhere: DejaVu Sans, free to pass on.</summary>
internal sealed class ReceiptFonts : IFontResolver
{
    private const string Family = "DejaVu Sans";
    private const string Regular = "DejaVuSans";
    private const string Bold = "DejaVuSans-Bold";

    private ReceiptFonts()
    {
    }

    /// <summary>Makes them known to the library, once for the process: it has one place for that.</summary>
    public static void Register() => GlobalFontSettings.FontResolver ??= new ReceiptFonts();

    /// <summary>A font.</summary>
    /// <param name="size">In points.</param>
    /// <param name="isBold">Whether it is.</param>
    public static XFont Of(double size, bool isBold = false) => new(Family, size, isBold ? XFontStyleEx.Bold : XFontStyleEx.Regular);

    /// <inheritdoc/>
    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(isBold ? Bold : Regular);

    /// <inheritdoc/>
    public byte[]? GetFont(string faceName)
    {
        using var resource = typeof(ReceiptFonts).Assembly.GetManifestResourceStream($"Receipts/{faceName}.ttf")!;
        var font = new byte[resource.Length];
        resource.ReadExactly(font);
        return font;
    }
}
