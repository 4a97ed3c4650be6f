using System.Xml.Linq;
using LoanDefault.Modeling.Reports;

namespace LoanDefault.Tests.Modeling.Reports;

public sealed class SvgChartTests
{
    [Test]
    public void The_chart_is_well_formed_and_texts_are_escaped()
    {
        var chart = new SvgChart("a & b", (0, 1), (0, 1))
            .Axes("x < y", "share", 0.5, 0.5, "0.0", "0%")
            .Bar("good", 0, 0.5, 0.25, "<loans>")
            .ToString();
        var svg = XElement.Parse(chart);
        Assert.Multiple(() =>
        {
            Assert.That((string?)svg.Attribute("aria-label"), Is.EqualTo("a & b"));
            Assert.That(svg.Descendants("title").Single().Value, Is.EqualTo("<loans>"));
            Assert.That(svg.Descendants("text").Select(t => t.Value), Does.Contain("x < y").And.Contain("50%"));
        });
    }

    [Test]
    public void Values_are_placed_between_the_axes_with_the_vertical_one_upwards()
    {
        var svg = XElement.Parse(new SvgChart("", (0, 10), (0, 10)).Dot("mark", (0, 0), "").Dot("mark", (10, 10), "").ToString());
        var dots = svg.Elements("circle").Select(c => ((double)c.Attribute("cx")!, (double)c.Attribute("cy")!)).ToArray();
        Assert.That(dots[1].Item1, Is.GreaterThan(dots[0].Item1));
        Assert.That(dots[1].Item2, Is.LessThan(dots[0].Item2));
    }
}
