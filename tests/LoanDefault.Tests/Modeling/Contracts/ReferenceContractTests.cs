using LoanDefault.Core.Applications;
using LoanDefault.Core.Features;

namespace LoanDefault.Tests.Modeling.Contracts;

internal sealed class ReferenceContractTests
{
    private static readonly ApplicationContract Contract = ContractFile.Load(RepositoryFiles.ReferenceContract);

    [Test]
    public void It_reads_the_22_columns_of_the_sample_and_its_target()
    {
        string[] sources = [.. Contract.Columns.Select(c => c.SourceName).Except(["application_id", "application_date"])];

        Assert.That(sources, Is.EqualTo(new[]
        {
            "funded_amnt", "term", "int_rate", "sub_grade", "addr_state", "verification_status", "annual_inc",
            "emp_length", "delinq_2yrs", "inq_last_6mths", "revol_util", "acc_now_delinq", "open_il_6m",
            "open_il_12m", "open_il_24m", "total_bal_il", "all_util", "inq_fi", "inq_last_12m", "delinq_amnt",
            "num_il_tl", "total_il_high_credit_limit",
        }));
        Assert.That(Contract.Target!.Column, Is.EqualTo("Class"));
    }

    [Test]
    public void Its_features_bind_and_none_is_the_state()
    {
        var features = new FeatureSet(Contract);

        Assert.That(features.Features.SelectMany(f => f.SourceColumns), Does.Not.Contain("address_state"));
    }

    [Test]
    public void Every_computed_feature_is_used_and_replaces_the_category_it_alone_is_made_of()
    {
        var features = new FeatureSet(Contract);

        Assert.That(
            features.Features.Where(f => f.Kind == FeatureKind.Computed).Select(f => f.Name),
            Is.EquivalentTo(ComputedFeatures.All.Select(f => f.Name)));
        IEnumerable<string> servedTwice = features.Features
            .Where(f => f.Kind == FeatureKind.Computed && f.SourceColumns.Count == 1)
            .Select(f => f.SourceColumns[0])
            .Intersect(features.Features.Where(f => f.Kind != FeatureKind.Computed).SelectMany(f => f.SourceColumns));
        Assert.That(servedTwice, Is.Empty);
    }
}
