using System.Text;
using LoanDefault.Core.Applications;

namespace LoanDefault.Tests.Core.Applications;

public sealed class CategoryDictionaryTests
{
    [Test]
    public void A_texts_code_is_its_position()
    {
        string[] texts = ["", "A", "AB", "ABC", "ABCD", "ABCDE", "höme", "not verified", "Not Verified"];
        var dictionary = new CategoryDictionary(texts);
        Assert.That(dictionary.Count, Is.EqualTo(texts.Length));
        Assert.That(texts.Select(t => Find(dictionary, t)), Is.EqualTo(Enumerable.Range(0, texts.Length)));
    }

    [TestCase("a")]
    [TestCase("A ")]
    [TestCase("NOT VERIFIED")]
    [TestCase("ABCDEF")]
    public void Another_text_is_unknown(string text) =>
        Assert.That(Find(new CategoryDictionary(["A", "AB", "ABCDE", "not verified"]), text), Is.EqualTo(CategoryDictionary.Unknown));

    [Test]
    public void Texts_that_collide_are_told_apart()
    {
        // The same length, the same first and the same last four bytes: one hash for all.
        string[] texts = [.. Enumerable.Range(0, 200).Select(i => $"same{i:D6}tail")];
        var dictionary = new CategoryDictionary(texts);
        Assert.That(texts.Select(t => Find(dictionary, t)), Is.EqualTo(Enumerable.Range(0, 200)));
        Assert.That(Find(dictionary, "same000200tail"), Is.EqualTo(CategoryDictionary.Unknown));
    }

    [Test]
    public void Ten_thousand_texts_are_found()
    {
        string[] texts = [.. Enumerable.Range(0, 10_000).Select(i => $"{i:X}")];
        var dictionary = new CategoryDictionary(texts);
        Assert.That(texts.Select(t => Find(dictionary, t)), Is.EqualTo(Enumerable.Range(0, 10_000)));
    }

    private static int Find(CategoryDictionary dictionary, string text) => dictionary.Find(Encoding.UTF8.GetBytes(text));
}
