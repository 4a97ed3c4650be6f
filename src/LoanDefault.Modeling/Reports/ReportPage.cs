using System.Net;
using System.Text;
using LoanDefault.Core.Decisions;
using LoanDefault.Modeling.Training;

namespace LoanDefault.Modeling.Reports;

/// <summary>Writes <c>report.html</c>: one page without scripts, outside files or time stamps.</summary>
internal static class ReportPage
{
    private const int ShownFeatures = 15;

    /// <summary>The page as UTF-8.</summary>
    public static byte[] Write(TrainedModel model, ModelMetrics metrics, string name, string version)
    {
        var html = new StringBuilder();
        html.Append(Text($"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Encode(name)} {Encode(version)}</title>
            <style>
            {ReportStyle.Css}
            </style></head><body><main>
            <h1>{Encode(name)} <small>{Encode(version)}</small></h1>
            <p>Probability of default by gradient-boosted trees ({metrics.Algorithm}), trained on {metrics.Data.Bad + metrics.Data.Good:N0}
            loans of which {metrics.Data.Bad:N0} ({metrics.Data.Bad / (double)(metrics.Data.Bad + metrics.Data.Good):0.00%}) defaulted.</p>

            """));
        html.Append(Tiles(metrics));
        html.Append(Text($"""
            <p class="note">Mean and standard deviation over {metrics.CrossValidation.Folds.Count} folds; {metrics.CrossValidation.Method}.</p>
            <div class="charts">
            <figure><figcaption>How well it ranks: ROC</figcaption>{ReportCharts.Roc(model)}</figure>
            <figure><figcaption>How true its probabilities are: calibration by tenths</figcaption>{ReportCharts.Calibration(metrics.Calibration)}</figure>
            <figure><figcaption>How it separates: points of <span class="key good">good</span> and <span class="key bad">bad</span> loans</figcaption>{ReportCharts.Scores(model)}</figure>
            <figure><figcaption>What it looks at: share of the gain</figcaption>{Gains(metrics)}</figure>
            </div>

            """));
        html.Append(Bands(metrics, model.Decisions));
        html.Append(Details(metrics));
        html.Append("</main></body></html>\n");
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    private static string Tiles(ModelMetrics metrics)
    {
        var estimate = metrics.CrossValidation;
        (string Name, MetricEstimate Value, string Hint)[] tiles =
        [
            ("AUC", estimate.Auc, "0.5 is chance, 1 perfect"),
            ("KS", estimate.Ks, "largest gap of the distributions"),
            ("Gini", estimate.Gini, "2 AUC - 1"),
            ("Brier", estimate.Brier, "squared error, lower is better"),
            ("Log-loss", estimate.LogLoss, "nats, lower is better"),
        ];
        var cells = tiles.Select(t => Text(
            $"<div class=\"tile\"><b>{t.Name}</b><span>{t.Value.Mean:0.000}</span><i>&plusmn; {t.Value.Sd:0.000}</i><small>{t.Hint}</small></div>"));
        return $"<div class=\"tiles\">{string.Concat(cells)}</div>\n";
    }

    private static string Gains(ModelMetrics metrics)
    {
        var shown = metrics.Features.Where(f => f.Gain > 0).Take(ShownFeatures).ToArray();
        if (shown.Length == 0)
            return "<p>No feature explains the outcome: the model gives every loan the same score.</p>";
        var longest = shown.Max(f => f.Share);
        var rows = shown.Select(f => Text(
            $"<tr><td>{Encode(f.Name)}</td><td class=\"bar\"><div style=\"width:{f.Share / longest * 100:0.#}%\"></div></td><td class=\"number\">{f.Share:0.0%}</td></tr>"));
        var rest = metrics.Features.Count(f => f.Gain > 0) - shown.Length;
        var unused = metrics.Features.Count(f => f.Gain <= 0);
        return $"<table class=\"gains\">{string.Join('\n', rows)}</table><p class=\"note\">{rest} more features with less gain, {unused} not used.</p>\n";
    }

    private static string Bands(ModelMetrics metrics, DecisionPolicy decisions)
    {
        var loans = metrics.Bands.Sum(b => b.Loans);
        var rows = metrics.Bands.Select(b => Text(
            $"<tr><td>{Encode(b.Band)}</td><td class=\"number\">{(b.MinimumPoints is { } p ? $"{p} and more" : "below")}</td><td class=\"number\">{b.Loans:N0}</td><td class=\"number\">{b.Loans / (double)loans:0.0%}</td><td class=\"number\">{b.Bad:N0}</td><td class=\"number\">{b.BadRate:0.00%}</td></tr>"));
        return Text($"""
            <h2>Bands and decisions</h2>
            <table><tr><th>band</th><th>points</th><th>loans</th><th>share</th><th>bad</th><th>bad rate</th></tr>
            {string.Join('\n', rows)}
            </table>
            <p>Approve at {decisions.ApproveAtOrAbove} points or more, decline below {decisions.DeclineBelow}, refer between.
            {decisions.BasePoints} points are odds of {decisions.BaseOdds}:1 (good to bad); {decisions.PointsToDoubleOdds} points double them.
            <span class="note">{Encode(decisions.Rule ?? "")}</span></p>

            """);
    }

    private static string Details(ModelMetrics metrics)
    {
        var folds = metrics.CrossValidation.Folds.Select((f, i) => Text(
            $"<tr><td>{i + 1}</td><td class=\"number\">{f.Auc:0.0000}</td><td class=\"number\">{f.Ks:0.0000}</td><td class=\"number\">{f.Brier:0.00000}</td><td class=\"number\">{f.LogLoss:0.00000}</td><td class=\"number\">{f.Parameters.MaxDepth}</td><td class=\"number\">{f.Rounds}</td></tr>"));
        var p = metrics.FinalModel.Parameters;
        return Text($"""
            <h2>How it was made</h2>
            <table><tr><th>fold</th><th>AUC</th><th>KS</th><th>Brier</th><th>log-loss</th><th>depth</th><th>rounds</th></tr>
            {string.Join('\n', folds)}
            </table>
            <p>The delivered model: {metrics.FinalModel.Rounds} trees of depth {p.MaxDepth}, {metrics.FinalModel.Nodes:N0} nodes, learning rate {p.LearningRate},
            L2 {p.L2}, at least {p.MinChildWeight} hessians in a leaf, {p.RowShare:0%} of the rows and {p.ColumnShare:0%} of the features a tree; seed {metrics.Seed}, {metrics.Threads} thread(s) a booster.</p>
            <p>Export: on {metrics.Parity.TrainingRows:N0} training and {metrics.Parity.AdversarialRows:N0} adversarial rows ONNX Runtime and XGBoost differ by at most
            {metrics.Parity.LargestRelativeDifference:0.0e+0} (allowed {metrics.Parity.Tolerance:0.0e+0}), and {metrics.Parity.BitDifferences} rows have other bits than the trees summed in order.</p>
            <p>Data: {metrics.Data.Rows:N0} rows read; {metrics.Data.Ignored:N0} with an ignored outcome and {metrics.Data.Rejected:N0} that break the contract were left out. SHA-256 {metrics.Data.Sha256}.</p>

            """);
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
