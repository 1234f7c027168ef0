using System.Globalization;
using OrleansCommerce.Silo.Receipts;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace OrleansCommerce.Silo.Carriers;

/// <summary>
/// A label as a PDF of one A6 page, what label printers have, with the tracking number as a QR code: scanners of phones and of couriers read it
/// in any direction, and scratched.
/// </summary>
internal static class LabelPdf
{
    private const double Width = 298;
    private const double Height = 420;
    private const double Margin = 18;
    private const double CodeSize = 150;

    static LabelPdf() => ReceiptFonts.Register();

    /// <summary>The file.</summary>
    public static byte[] Of(LabelPaper paper)
    {
        using var document = new PdfDocument();
        document.Info.Title = $"{paper.Carrier} {paper.TrackingNumber}";
        var page = document.AddPage();
        page.Width = XUnit.FromPoint(Width);
        page.Height = XUnit.FromPoint(Height);
        using (var pen = XGraphics.FromPdfPage(page))
        {
            Draw(pen, paper);
        }

        using var file = new MemoryStream();
        document.Save(file, closeStream: false);
        return file.ToArray();
    }

    private static void Draw(XGraphics pen, LabelPaper paper)
    {
        var y = Margin;
        Write($"{paper.Carrier} · {paper.Service}", 13, isBold: true);
        Rule();
        foreach (var line in paper.From)
        {
            Write(line, 7);
        }

        Rule();
        for (var i = 0; i < paper.To.Length; i++)
        {
            Write(paper.To[i], 13, isBold: i == 0);
        }

        Rule();
        var kilograms = (paper.WeightGrams / 1000m).ToString("0.###", CultureInfo.InvariantCulture);
        Write($"{kilograms} kg · {paper.Units} × · {paper.OrderNumber} · {paper.FulfillmentId}", 7);
        Code(pen, paper.TrackingNumber, y + 8);
        y = Height - Margin - 16;
        Write(paper.TrackingNumber, 12, isBold: true);

        void Rule()
        {
            y += 5;
            pen.DrawLine(XPens.Black, Margin, y, Width - Margin, y);
            y += 3;
        }

        // A line that is too long gets smaller letters: an address that is cut off is not found.
        void Write(string text, double size, bool isBold = false)
        {
            var font = ReceiptFonts.Of(size, isBold);
            var wide = pen.MeasureString(text, font).Width;
            if (wide > Width - (2 * Margin))
            {
                font = ReceiptFonts.Of(Math.Max(3, size * (Width - (2 * Margin)) / wide), isBold);
            }

            y += size * 1.3;
            pen.DrawString(text, font, XBrushes.Black, Margin, y);
        }
    }

    private static void Code(XGraphics pen, string text, double y)
    {
        var code = QrModules.Of(text);
        var module = CodeSize / code.Size;
        var path = new XGraphicsPath { FillMode = XFillMode.Winding };
        foreach (var (x, row, length) in code.Runs)
        {
            path.AddRectangle(((Width - CodeSize) / 2) + (x * module), y + (row * module), length * module, module);
        }

        pen.DrawPath(XBrushes.Black, path);
    }
}
