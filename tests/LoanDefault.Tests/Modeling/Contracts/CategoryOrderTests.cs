using LoanDefault.Modeling.Contracts;

namespace LoanDefault.Tests.Modeling.Contracts;

internal sealed class CategoryOrderTests
{
    [TestCase("emp_ge_10 emp_unk emp_2 emp_lt_1 emp_1", "emp_lt_1 emp_1 emp_2 emp_ge_10 emp_unk")]
    [TestCase("B1 A2 A10 A1", "A1 A2 A10 B1")]
    [TestCase("C A B", "A B C")]
    [TestCase("term_60 term_36", "term_36 term_60")]
    [TestCase("100+ <10 50", "<10 50 100+")]
    public void Texts_with_a_number_or_a_grade_are_in_its_order(string given, string ordered)
    {
        CategoryOrder order = CategoryOrder.Of(given.Split(' '));

        Assert.Multiple(() =>
        {
            Assert.That(order.Texts, Is.EqualTo(ordered.Split(' ')));
            Assert.That(order.IsMeaningful, Is.True);
        });
    }

    [Test]
    public void Other_texts_have_the_alphabets_order_only()
    {
        CategoryOrder order = CategoryOrder.Of(["rent", "own", "mortgage"]);

        Assert.Multiple(() =>
        {
            Assert.That(order.Texts, Is.EqualTo(new[] { "mortgage", "own", "rent" }));
            Assert.That(order.IsMeaningful, Is.False);
        });
    }

    [Test]
    public void Two_texts_are_in_order_either_way() =>
        Assert.That(CategoryOrder.Of(["whole", "fractional"]).IsMeaningful, Is.True);
}
