using LoanDefault.Core.Features;
using LoanDefault.Core.Scoring.Trees;

namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>Turns features into codes, plane by plane.</summary>
internal sealed unsafe class Quantiser<TLanes, TBytes> : IDisposable
    where TLanes : IByteLanes<TBytes>
    where TBytes : unmanaged
{
    private readonly CodePlan _plan;
    private readonly CutTable[] _tables;
    private readonly int[] _sets;
    private readonly AlignedMemory _entries;
    private readonly int _stride;

    /// <summary>Prepares the tables of cuts.</summary>
    /// <param name="ensemble">The model.</param>
    /// <param name="plan">Its codes.</param>
    /// <param name="stride">The bytes from one plane to the next.</param>
    public Quantiser(TreeEnsemble ensemble, CodePlan plan, int stride)
    {
        _plan = plan;
        _stride = stride;
        var tables = new List<CutTable>();
        int offset = 0;
        foreach (int feature in Enumerable.Range(0, ensemble.FeatureCount))
        {
            int[] planes = [.. Enumerable.Range(0, plan.Planes.Count).Where(p => plan.Planes[p] is { Members: null } plane && plane.Feature == feature)];
            if (planes.Length == 0)
                continue;
            int levels = CutTable.LevelsOf(plan.Cuts(feature).Length);
            tables.Add(new CutTable(feature, levels, offset, planes));
            offset += 1 << levels;
        }

        _tables = [.. tables];
        _sets = [.. Enumerable.Range(0, plan.Planes.Count).Where(p => plan.Planes[p].Members is not null)];
        _entries = new AlignedMemory((long)offset * sizeof(float));
        foreach (CutTable table in _tables)
            CutTable.Fill(plan.Cuts(table.Feature), table.Levels, new Span<float>((float*)_entries.Start + table.Offset, 1 << table.Levels));
    }

    /// <summary>Encodes some rows.</summary>
    /// <param name="features">The features.</param>
    /// <param name="first">The first row.</param>
    /// <param name="rows">How many; a multiple of the lanes' rows.</param>
    /// <param name="ends">Scratch for one number a row.</param>
    /// <param name="codes">Receives the planes.</param>
    public void Encode(FeatureMatrix features, int first, int rows, int* ends, byte* codes)
    {
        foreach (CutTable table in _tables)
        {
            float* values = features.ColumnStart(table.Feature) + first;
            TLanes.Search((float*)_entries.Start + table.Offset, table.Levels, values, rows, ends);
            foreach (int position in table.Planes)
                Pack(position, ends, 1 << table.Levels, values, rows, codes);
        }

        foreach (int position in _sets)
        {
            CodePlane plane = _plan.Planes[position];
            float* values = features.ColumnStart(plane.Feature) + first;
            SetSearch.Search(plane.Members!, values, rows, ends);
            Pack(position, ends, 0, values, rows, codes);
        }
    }

    /// <summary>Encodes one row.</summary>
    /// <param name="features">The features.</param>
    /// <param name="row">The row.</param>
    /// <param name="codes">Receives one code a plane.</param>
    public void EncodeRow(FeatureMatrix features, int row, byte* codes)
    {
        foreach (ref readonly CutTable table in _tables.AsSpan())
        {
            float value = features.ColumnStart(table.Feature)[row];
            float* entries = (float*)_entries.Start + table.Offset;
            uint at = 1;
            for (int level = 0; level < table.Levels; level++)
                at = at + at + (value >= entries[at] ? 1u : 0u);
            int count = (int)at - (1 << table.Levels);
            foreach (int position in table.Planes)
                codes[position] = CodeOf(_plan.Planes[position], value, count);
        }

        foreach (int position in _sets)
        {
            CodePlane plane = _plan.Planes[position];
            float value = features.ColumnStart(plane.Feature)[row];
            codes[position] = CodeOf(plane, value, Array.BinarySearch(plane.Members!, value) >= 0 ? 0 : 1);
        }
    }

    public void Dispose() => _entries.Dispose();

    private static byte CodeOf(CodePlane plane, float value, int count) => float.IsNaN(value)
        ? plane.MissingIsHigh ? (byte)CodePlane.MissingHigh : (byte)0
        : (byte)Math.Clamp(count - plane.First, 0, CodePlane.MostCuts);

    private void Pack(int position, int* ends, int zero, float* values, int rows, byte* codes)
    {
        CodePlane plane = _plan.Planes[position];
        TLanes.Pack(ends, zero + plane.First, plane.MissingIsHigh, values, rows, codes + (long)position * _stride);
    }
}
