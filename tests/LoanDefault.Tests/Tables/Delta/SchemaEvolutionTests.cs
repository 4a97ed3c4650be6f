using LoanDefault.Tables.Delta;
using LoanDefault.Tables.Errors;

namespace LoanDefault.Tests.Tables.Delta;

[Parallelizable]
internal sealed class SchemaEvolutionTests
{
    private static readonly TableColumn Id = new("id", DeltaType.String, Nullable: false, "");
    private static readonly TableColumn Score = new("score", DeltaType.Double, Nullable: true, "");

    [Test]
    public void The_same_columns_need_no_change() => Assert.That(Plan([Id, Score], [Id, Score]), Is.Null);

    [Test]
    public void Another_order_or_comment_needs_no_change() =>
        Assert.That(Plan([Id, Score], [Score, Id with { Comment = "new words" }]), Is.Null);

    [Test]
    public void Columns_that_no_longer_hold_nulls_need_no_change() =>
        Assert.That(Plan([Score], [Score with { Nullable = false }]), Is.Null);

    [Test]
    public void New_nullable_columns_go_to_the_end()
    {
        var grown = Plan([Id], [Score, Id, new TableColumn("band", DeltaType.String, Nullable: true, "")]);

        Assert.That(grown?.ToString(), Is.EqualTo("id string, score double (nullable), band string (nullable)"));
    }

    [Test]
    public void A_column_that_goes_is_refused() => AssertRefused([Id, Score], [Id], "does not write the column score");

    [Test]
    public void Another_type_is_refused() =>
        AssertRefused([Score], [Score with { Type = DeltaType.Long }], "score would change from double to long");

    [Test]
    public void Nulls_in_a_column_without_are_refused() =>
        AssertRefused([Id], [Id with { Nullable = true }], "nulls into the column id");

    [Test]
    public void A_new_column_that_must_not_be_null_is_refused() =>
        AssertRefused([Id], [Id, Score with { Nullable = false }], "score is not nullable");

    [Test]
    public void Names_that_differ_by_case_only_are_refused() =>
        AssertRefused([Score], [Score with { Name = "Score" }], "Score where the table has score");

    private static DeltaSchema? Plan(TableColumn[] table, TableColumn[] run) =>
        SchemaEvolution.Plan("scored", DeltaSchema.Of(table), run);

    private static void AssertRefused(TableColumn[] table, TableColumn[] run, string why) =>
        Assert.That(
            () => Plan(table, run),
            Throws.TypeOf<SchemaConflictException>()
                .With.Message.Contains(why)
                .And.Message.Contains($"table: [{DeltaSchema.Of(table)}]; this run: [{DeltaSchema.Of(run)}]"));
}
