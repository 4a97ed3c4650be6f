using System.Text;
using System.Xml.Linq;
using LoanDefault.Modeling.Reports;
using LoanDefault.Tests.Modeling.Training;

namespace LoanDefault.Tests.Modeling.Reports;

[NonParallelizable]
public sealed class ReportPageTests
{
    [Test]
    public void The_page_is_whole_in_itself_and_shows_metrics_charts_features_and_bands()
    {
        var model = SmallTraining.Model;
        var page = Encoding.UTF8.GetString(ReportPage.Write(model, ModelMetrics.Of(model), "loans <&>", "1.2"));
        Assert.Multiple(() =>
        {
            Assert.That(page, Does.Contain("loans &lt;&amp;&gt;"));
            Assert.That(page, Does.Not.Contain("<script").And.Not.Contain("http").And.Not.Contain(" src=").And.Not.Contain("NaN"));
            Assert.That(Body(page).Descendants("svg").Count(), Is.EqualTo(3));
            Assert.That(Body(page).Descendants("td").Select(td => td.Value), Does.Contain("x0").And.Contain("A").And.Contain("E"));
            Assert.That(page, Does.Contain(model.Estimate(m => m.Auc).Mean.ToString("0.000", null)));
        });
    }

    // Parsed as XML: every element is closed, every text escaped.
    private static XElement Body(string page) =>
        XElement.Parse(page[page.IndexOf("<main>", StringComparison.Ordinal)..(page.IndexOf("</main>", StringComparison.Ordinal) + 7)].Replace("&plusmn;", "", StringComparison.Ordinal));
}
