using LoanDefault.Modeling.Synthetic;

namespace LoanDefault.Tests.Modeling.Synthetic;

internal sealed class CorrelationMatrixTests
{
    [Test]
    public void Correlations_are_Pearsons_and_0_with_a_constant()
    {
        double[] matrix = CorrelationMatrix.Of([[1, 2, 3, 4], [2, 4, 6, 8], [4, 3, 2, 1], [5, 5, 5, 5]]);

        Assert.That(matrix, Is.EqualTo(new double[] { 1, 1, -1, 0, 1, 1, -1, 0, -1, -1, 1, 0, 0, 0, 0, 1 }).Within(1e-12));
    }

    [Test]
    public void A_positive_matrix_is_the_product_of_its_factor()
    {
        double[] matrix = [1, 0.5, 0.2, 0.5, 1, -0.3, 0.2, -0.3, 1];

        Assert.That(Product(CorrelationMatrix.Factor(matrix, 3), 3), Is.EqualTo(matrix).Within(1e-12));
    }

    [Test]
    public void A_matrix_that_no_vector_can_have_is_replaced_by_one_near_it()
    {
        // A and B, B and C go together, A and C against each other: impossible.
        double[] matrix = [1, 0.9, -0.9, 0.9, 1, 0.9, -0.9, 0.9, 1];

        double[] found = Product(CorrelationMatrix.Factor(matrix, 3), 3);

        Assert.Multiple(() =>
        {
            Assert.That(new[] { found[0], found[4], found[8] }, Is.All.EqualTo(1).Within(1e-9));
            Assert.That(found[1], Is.EqualTo(0.5).Within(0.01));
            Assert.That(found[2], Is.EqualTo(-0.5).Within(0.01));
        });
    }

    private static double[] Product(double[] lower, int size)
    {
        var product = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                for (int k = 0; k < size; k++)
                    product[i * size + j] += lower[i * size + k] * lower[j * size + k];
            }
        }

        return product;
    }
}
