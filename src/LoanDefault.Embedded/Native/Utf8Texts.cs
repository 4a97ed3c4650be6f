using System.Runtime.InteropServices;

namespace LoanDefault.Embedded.Native;

/// <summary>Texts as an array of pointers to zero-terminated UTF-8, as the C API takes them.</summary>
internal sealed unsafe class Utf8Texts : IDisposable
{
    private readonly int _count;

    internal Utf8Texts(IReadOnlyList<string> texts)
    {
        _count = texts.Count;
        Pointers = (byte**)NativeMemory.Alloc((nuint)Math.Max(1, _count), (nuint)sizeof(byte*));
        for (int i = 0; i < _count; i++)
            Pointers[i] = (byte*)Marshal.StringToCoTaskMemUTF8(texts[i]);
    }

    internal byte** Pointers { get; }

    public void Dispose()
    {
        for (int i = 0; i < _count; i++)
            Marshal.FreeCoTaskMem((nint)Pointers[i]);
        NativeMemory.Free(Pointers);
    }
}
