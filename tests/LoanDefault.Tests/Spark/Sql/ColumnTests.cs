using LoanDefault.Arrow;
using LoanDefault.Core.Errors;
using LoanDefault.Spark.Sql.Types;
using static LoanDefault.Spark.Sql.Functions;

namespace LoanDefault.Tests.Spark.Sql;

public sealed class ColumnTests
{
    [Test]
    public void An_expression_needs_no_session_and_shows_as_it_was_written()
    {
        Assert.That(((Col("a") + 1) * 2.5 > Col("b")).ToString(), Is.EqualTo("(((a + 1) * 2.5) > b)"));
        Assert.That((Col("a") == "x" & !Col("b").IsNull()).ToString(), Is.EqualTo("((a = 'x') AND not(isNull(b)))"));
        Assert.That(When(Col("a") >= 3, "big").Otherwise(null).As("size of a").ToString(), Is.EqualTo("otherwise(when((a >= 3), 'big'), NULL) AS `size of a`"));
    }

    [Test]
    public void A_value_without_a_constant_is_misuse() => Assert.That(() => Lit(new object()), Throws.ArgumentException);

    [Test]
    public void A_vector_function_is_a_static_method_whose_result_has_a_type_in_Spark()
    {
        Assert.That(VectorUdf<DoubleArray, DoubleArray>(Same)(Col("a")).ToString(), Is.EqualTo("Same(a)"));
        Assert.That(() => VectorUdf<DoubleArray, DoubleArray>(array => array), Throws.InstanceOf<WrongUseException>().With.Message.Contain("static method"));
        Assert.That(() => VectorUdf<DoubleArray, ArrowArray>(Same), Throws.ArgumentException.With.Message.Contain("returnType"));
        Assert.That(VectorUdf<DoubleArray, ArrowArray>(Same, new DoubleType())(Col("a")), Is.Not.Null);
    }

    private static DoubleArray Same(DoubleArray array) => array;
}
