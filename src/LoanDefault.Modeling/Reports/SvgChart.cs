using System.Globalization;
using System.Net;
using System.Text;

namespace LoanDefault.Modeling.Reports;

/// <summary>Draws a chart with two linear axes as inline SVG, coloured by the page's style sheet.</summary>
internal sealed class SvgChart
{
    private const double Width = 460;
    private const double Height = 320;
    private const double Left = 56;
    private const double Right = 16;
    private const double Top = 12;
    private const double Bottom = 46;

    private readonly StringBuilder _svg = new();
    private readonly (double Low, double High) _x;
    private readonly (double Low, double High) _y;

    /// <summary>Starts a chart.</summary>
    /// <param name="description">What a reader who cannot see it is told.</param>
    /// <param name="x">The range of the horizontal axis.</param>
    /// <param name="y">The range of the vertical axis.</param>
    public SvgChart(string description, (double Low, double High) x, (double Low, double High) y)
    {
        _x = x;
        _y = y;
        _svg.Append(Invariant($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Encode(description)}\">\n"));
    }

    /// <summary>Grid lines and numbers along both axes, and what the axes are.</summary>
    public SvgChart Axes(string xTitle, string yTitle, double xStep, double yStep, string xFormat, string yFormat)
    {
        foreach (var value in Ticks(_x, xStep))
        {
            Line("grid", (value, _y.Low), (value, _y.High));
            Text("tick", X(value), Height - Bottom + 16, "middle", value.ToString(xFormat, CultureInfo.InvariantCulture));
        }
        foreach (var value in Ticks(_y, yStep))
        {
            Line("grid", (_x.Low, value), (_x.High, value));
            Text("tick", Left - 6, Y(value) + 4, "end", value.ToString(yFormat, CultureInfo.InvariantCulture));
        }
        Text("title", (Left + Width - Right) / 2, Height - 8, "middle", xTitle);
        _svg.Append(Invariant(
            $"<text class=\"title\" text-anchor=\"middle\" transform=\"translate(14 {(Top + Height - Bottom) / 2:0.#}) rotate(-90)\">{Encode(yTitle)}</text>\n"));
        return this;
    }

    /// <summary>A straight line.</summary>
    public SvgChart Line(string style, (double X, double Y) from, (double X, double Y) to)
    {
        _svg.Append(Invariant(
            $"<line class=\"{style}\" x1=\"{X(from.X):0.##}\" y1=\"{Y(from.Y):0.##}\" x2=\"{X(to.X):0.##}\" y2=\"{Y(to.Y):0.##}\"/>\n"));
        return this;
    }

    /// <summary>A line through points; those that fall on the same pixel are left out.</summary>
    public SvgChart Polyline(string style, IEnumerable<(double X, double Y)> points)
    {
        var drawn = points.Select(p => Invariant($"{X(p.X):0.#},{Y(p.Y):0.#}")).ToList();
        var distinct = drawn.Where((p, i) => i == 0 || p != drawn[i - 1]);
        _svg.Append(Invariant($"<polyline class=\"{style}\" points=\"{string.Join(' ', distinct)}\"/>\n"));
        return this;
    }

    /// <summary>A dot with a text that shows when it is pointed at.</summary>
    public SvgChart Dot(string style, (double X, double Y) at, string hint)
    {
        _svg.Append(Invariant(
            $"<circle class=\"{style}\" cx=\"{X(at.X):0.##}\" cy=\"{Y(at.Y):0.##}\" r=\"4\"><title>{Encode(hint)}</title></circle>\n"));
        return this;
    }

    /// <summary>A bar from the horizontal axis.</summary>
    public SvgChart Bar(string style, double from, double to, double height, string hint)
    {
        var top = Y(height);
        _svg.Append(Invariant(
            $"<rect class=\"{style}\" x=\"{X(from):0.##}\" y=\"{top:0.##}\" width=\"{X(to) - X(from):0.##}\" height=\"{Y(_y.Low) - top:0.##}\"><title>{Encode(hint)}</title></rect>\n"));
        return this;
    }

    /// <summary>The element.</summary>
    public override string ToString() => _svg + "</svg>\n";

    private static IEnumerable<double> Ticks((double Low, double High) range, double step)
    {
        for (var i = (long)Math.Ceiling(range.Low / step); i * step <= range.High + step * 1e-9; i++)
            yield return i * step;
    }

    private void Text(string style, double x, double y, string anchor, string text) => _svg.Append(Invariant(
        $"<text class=\"{style}\" x=\"{x:0.##}\" y=\"{y:0.##}\" text-anchor=\"{anchor}\">{Encode(text)}</text>\n"));

    private double X(double value) => Left + (value - _x.Low) / (_x.High - _x.Low) * (Width - Left - Right);

    private double Y(double value) => Height - Bottom - (value - _y.Low) / (_y.High - _y.Low) * (Height - Top - Bottom);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
