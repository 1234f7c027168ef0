using System.Globalization;
using System.Text;
using QRCoder;

namespace OrleansCommerce.Silo.Receipts;

/// <summary>The dark modules of a QR code (ISO/IEC 18004), as runs, with the quiet zone of four modules around them.</summary>
internal sealed class QrModules
{
    private QrModules(int size, IReadOnlyList<(int X, int Y, int Length)> runs) => (Size, Runs) = (size, runs);

    /// <summary>Modules of a side, the quiet zone included.</summary>
    public int Size { get; }

    /// <summary>Dark modules side by side.</summary>
    public IReadOnlyList<(int X, int Y, int Length)> Runs { get; }

    /// <summary>The code of a text. Level M survives the loss of 15 % of it: a crumpled till receipt.</summary>
    public static QrModules Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var runs = new List<(int, int, int)>();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Length; x++)
            {
                var from = x;
                while (x < rows[y].Length && rows[y][x])
                {
                    x++;
                }

                if (x > from)
                {
                    runs.Add((from, y, x - from));
                }
            }
        }

        return new QrModules(rows.Count, runs);
    }

    /// <summary>The path of an SVG, one unit a module.</summary>
    public string ToSvgPath() => Runs.Aggregate(
        new StringBuilder(),
        static (path, run) => path.Append(CultureInfo.InvariantCulture, $"M{run.X} {run.Y}h{run.Length}v1h-{run.Length}z"),
        static path => path.ToString());
}
