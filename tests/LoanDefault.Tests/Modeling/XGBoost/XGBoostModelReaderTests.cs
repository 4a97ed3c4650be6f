using System.Text;
using LoanDefault.Modeling.XGBoost;

namespace LoanDefault.Tests.Modeling.XGBoost;

public sealed class XGBoostModelReaderTests
{
    // Node 2 was cut off by pruning: nothing points at it any more.
    private const string PrunedTree = """
        {"left_children":[1,-1,-1,-1],"right_children":[3,-1,-1,-1],"split_indices":[1,0,0,0],
         "split_conditions":[1.0000001E0,-2.5E-1,9E0,5E-1],"default_left":[1,0,0,0],"split_type":[0,0,0,0],
         "sum_hessian":[8E0,5E0,0E0,3E0],"loss_changes":[4E0,0E0,0E0,0E0]}
        """;

    private const string Leaf = """
        {"left_children":[-1],"right_children":[-1],"split_indices":[0],"split_conditions":[1E-1],"default_left":[0],
         "split_type":[0],"sum_hessian":[8E0],"loss_changes":[0E0]}
        """;

    [Test]
    public void Branches_leaves_covers_and_missing_directions_are_kept()
    {
        var model = Read(Document([PrunedTree]), rounds: 1);
        var nodes = model.Ensemble.Trees.Single().Nodes;
        Assert.Multiple(() =>
        {
            Assert.That(nodes, Has.Count.EqualTo(3), "the node that nothing points at is gone");
            Assert.That((nodes[0].Feature, nodes[0].Threshold, nodes[0].MissingIsTrue), Is.EqualTo((1, 1.0000001f, true)));
            Assert.That(nodes.Select(n => n.Cover), Is.EqualTo(new[] { 8f, 5f, 3f }));
            Assert.That(model.Ensemble.Trees[0].Evaluate([0, 1]), Is.EqualTo(-0.25f));
            Assert.That(model.Ensemble.Trees[0].Evaluate([0, 1.0000001f]), Is.EqualTo(0.5f));
            Assert.That(model.FeatureGains, Is.EqualTo(new[] { 0.0, 4.0 }));
        });
    }

    [TestCase("5E-1", 0)]
    [TestCase("[5E-1]", 0)]
    [TestCase("1E-1", -2.1972246f)]
    public void The_base_score_becomes_log_odds(string baseScore, float expected)
    {
        Assert.That(Read(Document([Leaf], baseScore: baseScore), 1).Ensemble.BaseMargin, Is.EqualTo(expected));
    }

    [Test]
    public void Rounds_after_the_best_iteration_do_not_count()
    {
        var model = Read(Document([Leaf, PrunedTree, PrunedTree]), rounds: 1);
        Assert.That((model.Ensemble.Trees.Count, model.FeatureGains.Sum()), Is.EqualTo((1, 0.0)));
    }

    [Test]
    public void More_rounds_than_there_are_and_none_are_refused()
    {
        Assert.That(() => Read(Document([Leaf]), 2), Throws.InstanceOf<XGBoostException>());
        Assert.That(() => Read(Document([Leaf]), 0), Throws.InstanceOf<XGBoostException>());
    }

    [Test]
    public void Models_that_the_export_would_get_wrong_are_refused()
    {
        Assert.Multiple(() =>
        {
            Refuses(Document([Leaf], objective: "multi:softprob"), "multi:softprob");
            Refuses(Document([Leaf], treesARound: "4"), "trees a round");
            Refuses(Document([Leaf.Replace("\"split_type\":[0]", "\"split_type\":[1]", StringComparison.Ordinal)]), "categories");
            Refuses("{}", "expected shape");
            Refuses("no json", "expected shape");
        });
    }

    private static void Refuses(string json, string text) => Assert.That(
        () => Read(json, 1), Throws.InstanceOf<XGBoostException>().With.Message.Contains(text));

    private static XGBoostModel Read(string json, int rounds) => XGBoostModelReader.Read(Encoding.UTF8.GetBytes(json), rounds);

    private static string Document(
        string[] trees, string baseScore = "5E-1", string objective = "binary:logistic", string treesARound = "1") => $$$"""
        {"learner":{"learner_model_param":{"base_score":"{{{baseScore}}}","num_class":"0","num_feature":"2"},
         "objective":{"name":"{{{objective}}}"},
         "gradient_booster":{"name":"gbtree","model":{"gbtree_model_param":{"num_parallel_tree":"{{{treesARound}}}"},
         "trees":[{{{string.Join(',', trees)}}}]
         } } } }
        """;
}
