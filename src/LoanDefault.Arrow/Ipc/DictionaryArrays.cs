namespace LoanDefault.Arrow.Ipc;

/// <summary>Finds the dictionary-encoded columns of a batch.</summary>
internal static class DictionaryArrays
{
    /// <summary>Adds them in the order in which a schema numbers them: as they stand, depth first.</summary>
    public static void AddTo(List<DictionaryArray> found, IReadOnlyList<ArrowArray> arrays)
    {
        for (int i = 0; i < arrays.Count; i++)
            AddTo(found, arrays[i]);
    }

    private static void AddTo(List<DictionaryArray> found, ArrowArray array)
    {
        switch (array)
        {
            case DictionaryArray dictionary:
                found.Add(dictionary);
                break;
            case StructArray structure:
                AddTo(found, structure.Fields);
                break;
            case ListArray list:
                AddTo(found, list.Values);
                break;
            case LargeListArray list:
                AddTo(found, list.Values);
                break;
        }
    }
}
