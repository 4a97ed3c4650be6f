namespace LoanDefault.Modeling.Reports;

/// <summary>The style sheet of <c>report.html</c>.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root { --ink: #1c2530; --soft: #5b6875; --line: #dde3e9; --page: #fff; --panel: #f6f8fa; --accent: #1769aa; --good: #3f8fd2; --bad: #d9642a; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e6ebf0; --soft: #9aa7b4; --line: #33404c; --page: #12181e; --panel: #1a222a; --accent: #62b0ee; --good: #62b0ee; --bad: #f0884f; }
        }
        body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
        main { max-width: 1040px; margin: 0 auto; padding: 24px; }
        h1 small, .note { color: var(--soft); font-weight: normal; }
        .note { font-size: 13px; }
        .tiles { display: flex; flex-wrap: wrap; gap: 12px; }
        .tile { background: var(--panel); border-radius: 8px; padding: 10px 16px; flex: 1 1 140px; display: flex; flex-direction: column; }
        .tile span { font-size: 26px; font-variant-numeric: tabular-nums; }
        .tile i, .tile small { color: var(--soft); font-style: normal; font-size: 13px; }
        .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 20px; }
        figure { margin: 0; background: var(--panel); border-radius: 8px; padding: 12px; }
        figcaption { font-weight: 600; margin-bottom: 6px; }
        svg { width: 100%; height: auto; display: block; }
        svg text { font: 11px system-ui, sans-serif; fill: var(--soft); }
        .grid { stroke: var(--line); stroke-width: 1; }
        .chance { stroke: var(--soft); stroke-dasharray: 4 4; }
        .curve { fill: none; stroke: var(--accent); stroke-width: 2; }
        .gap { stroke: var(--bad); stroke-width: 1.5; stroke-dasharray: 2 3; }
        .mark { fill: var(--accent); }
        rect.good { fill: var(--good); opacity: .55; }
        rect.bad { fill: var(--bad); opacity: .55; }
        .key { padding: 0 6px; border-radius: 4px; color: #fff; }
        .key.good { background: var(--good); }
        .key.bad { background: var(--bad); }
        table { border-collapse: collapse; width: 100%; font-size: 14px; }
        th { text-align: right; color: var(--soft); font-weight: 600; }
        th:first-child { text-align: left; }
        td, th { padding: 3px 8px; border-bottom: 1px solid var(--line); }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .gains td { border: 0; font-size: 13px; padding: 1px 6px; white-space: nowrap; }
        .bar { width: 60%; }
        .bar div { background: var(--accent); height: 11px; border-radius: 2px; }
        """;
}
