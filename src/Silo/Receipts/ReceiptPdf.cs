using System.Globalization;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace OrleansCommerce.Silo.Receipts;

/// <summary>A receipt as a PDF of A4 pages: the fonts are in it, cut down to its characters, and its text can be searched.</summary>
internal sealed class ReceiptPdf : IDisposable
{
    private const double Margin = 56;
    private const double Width = 595;
    private const double Bottom = 842 - 64;
    private const double Leading = 1.35;
    private const double CodeSize = 110;

    private static readonly double[] LineColumns = [Margin, 350, 430, Width - Margin];
    private static readonly double[] TaxColumns = [Margin, 300, 410, Width - Margin];

    private readonly PdfDocument _document = new();
    private readonly List<XGraphics> _pages = [];
    private readonly ReceiptPaper _paper;
    private double _y;

    static ReceiptPdf() => ReceiptFonts.Register();

    private ReceiptPdf(ReceiptPaper paper) => _paper = paper;

    private XGraphics Page => _pages[^1];

    /// <summary>The file.</summary>
    public static byte[] Of(ReceiptPaper paper)
    {
        using var pdf = new ReceiptPdf(paper);
        return pdf.Draw();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pages.ForEach(static page => page.Dispose());
        _document.Dispose();
    }

    private byte[] Draw()
    {
        var words = _paper.Words;
        _document.Info.Title = $"{_paper.Title} {_paper.Number}";
        _document.Info.CreationDate = _paper.IssuedAt.UtcDateTime;
        _document.Language = words.Language;
        Turn();
        Write(_paper.Title, 18, isBold: true);
        _y += 6;
        for (var i = 0; i < _paper.Seller.Length; i++)
        {
            Write(_paper.Seller[i], 10, isBold: i == 0);
        }

        _y += 10;
        foreach (var (label, value) in _paper.Facts)
        {
            Row([Margin, 180], 10, isBold: false, label, value);
        }

        _y += 14;
        Head(LineColumns, words.Item, words.Quantity, words.Rate, words.Amount);
        foreach (var line in _paper.Lines)
        {
            if (Need(3 * 10 * Leading))
            {
                Head(LineColumns, words.Item, words.Quantity, words.Rate, words.Amount);
            }

            Row(LineColumns, 10, isBold: false, line.Name, line.Units, line.Rate, line.Amount);
            Row([Margin], 8, isBold: false, line.Sku);
        }

        _y += 4;
        Need(60);
        Row([Margin, Width - Margin], 13, isBold: true, words.Total, _paper.Total);
        _y += 14;
        Need((_paper.Taxes.Length + 2) * 10 * Leading);
        Head(TaxColumns, words.Rate, words.Net, words.Vat, words.Gross);
        foreach (var sum in _paper.Taxes)
        {
            Row(TaxColumns, 10, isBold: false, sum.Rate, sum.Net, sum.Tax, sum.Gross);
        }

        _y += 18;
        if (_paper.Claim is { } claim)
        {
            Code(claim);
        }

        Need(24);
        Write($"{words.Proof} {_paper.Hash}", 7);
        NumberPages();
        using var file = new MemoryStream();
        _document.Save(file, closeStream: false);
        return file.ToArray();
    }

    private void Turn()
    {
        var page = _document.AddPage();
        page.Size = PdfSharp.PageSize.A4;
        _pages.Add(XGraphics.FromPdfPage(page));
        _y = Margin;
    }

    /// <summary>Begins a page when so much does not fit on this one.</summary>
    private bool Need(double height)
    {
        if (_y + height <= Bottom)
        {
            return false;
        }

        Turn();
        return true;
    }

    private void Write(string text, double size, bool isBold = false) => Row([Margin], size, isBold, text);

    private void Head(double[] columns, params string[] cells)
    {
        Row(columns, 9, isBold: true, cells);
        Page.DrawLine(XPens.Black, Margin, _y, Width - Margin, _y);
        _y += 4;
    }

    /// <summary>Cells side by side: the first is broken into lines where it is too long, the others end at their columns, but a second of two begins there.</summary>
    private void Row(double[] columns, double size, bool isBold, params string[] cells)
    {
        var font = ReceiptFonts.Of(size, isBold);
        var height = size * Leading;
        var isPair = columns.Length == 2 && columns[1] < Width - Margin;
        var firstWidth = columns.Length == 1 ? Width - (2 * Margin) : columns[1] - columns[0] - (isPair ? 8 : 60);
        var first = Broken(cells[0], font, firstWidth);
        for (var i = 0; i < first.Count; i++)
        {
            Need(height);
            _y += height;
            Page.DrawString(first[i], font, XBrushes.Black, columns[0], _y - (size * (Leading - 1)));
            for (var column = 1; i == 0 && column < cells.Length; column++)
            {
                var x = isPair ? columns[column] : columns[column] - Page.MeasureString(cells[column], font).Width;
                Page.DrawString(cells[column], font, XBrushes.Black, x, _y - (size * (Leading - 1)));
            }
        }
    }

    /// <summary>The lines of a text: between words where that is possible, within a word that is longer than a line.</summary>
    private List<string> Broken(string text, XFont font, double width)
    {
        var lines = new List<string>();
        var line = string.Empty;
        foreach (var word in text.Split(' '))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (Page.MeasureString(longer, font).Width <= width)
            {
                line = longer;
                continue;
            }

            if (line.Length > 0)
            {
                lines.Add(line);
            }

            line = word;
            while (Page.MeasureString(line, font).Width > width)
            {
                var fits = line.Length - 1;
                while (fits > 1 && Page.MeasureString(line[..fits], font).Width > width)
                {
                    fits--;
                }

                fits -= fits > 1 && char.IsHighSurrogate(line[fits - 1]) ? 1 : 0;
                lines.Add(line[..fits]);
                line = line[fits..];
            }
        }

        lines.Add(line);
        return lines;
    }

    private void Code(ReceiptPaper.ClaimCode claim)
    {
        Need(CodeSize + 20);
        var code = QrModules.Of(claim.Url);
        var module = CodeSize / code.Size;
        var path = new XGraphicsPath { FillMode = XFillMode.Winding };
        foreach (var (x, y, length) in code.Runs)
        {
            path.AddRectangle(Margin + (x * module), _y + (y * module), length * module, module);
        }

        Page.DrawPath(XBrushes.Black, path);
        _y += CodeSize;
        Write(claim.Text, 9);
        _y += 8;
    }

    private void NumberPages()
    {
        var font = ReceiptFonts.Of(8);
        for (var i = 0; i < _pages.Count; i++)
        {
            var text = string.Format(CultureInfo.InvariantCulture, _paper.Words.Page, i + 1, _pages.Count);
            _pages[i].DrawString(text, font, XBrushes.Black, Width - Margin - _pages[i].MeasureString(text, font).Width, Bottom + 24);
        }
    }
}
