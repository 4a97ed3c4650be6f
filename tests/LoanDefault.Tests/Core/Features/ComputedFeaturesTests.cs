using FsCheck.Fluent;
using LoanDefault.Core.Features;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Features;

/// <summary>What the recipe docs/recipes/add-a-feature.md asks for.</summary>
public sealed class ComputedFeaturesTests
{
    private static readonly string Sources = Path.Combine(RepositoryFiles.Root, "src/LoanDefault.Core/Features/Computed");

    [Test]
    public void Every_feature_is_registered()
    {
        IEnumerable<Type> classes = typeof(IComputedFeature).Assembly.GetTypes()
            .Where(t => t.IsAssignableTo(typeof(IComputedFeature)) && t is { IsAbstract: false, IsInterface: false });
        Assert.That(ComputedFeatures.All.Select(f => f.GetType()), Is.EquivalentTo(classes));
    }

    [Test]
    public void Every_feature_has_a_file_and_tests_of_its_own()
    {
        foreach (string name in ComputedFeatures.All.Select(f => f.GetType().Name))
        {
            string source = Path.Combine(Sources, name + ".cs");
            string tests = Path.Combine(RepositoryFiles.Root, $"tests/LoanDefault.Tests/Core/Features/Computed/{name}Tests.cs");
            Assert.That(File.Exists(source), source);
            Assert.That(File.Exists(tests), tests);
            Assert.That(File.ReadAllText(tests), Does.Contain("Is.NaN"), $"{tests}: when is the feature missing?");
        }
    }

    [Test]
    public void Every_file_that_declares_a_feature_declares_the_one_that_it_is_named_for()
    {
        foreach (string file in Directory.GetFiles(Sources, "*.cs"))
        {
            string name = Path.GetFileNameWithoutExtension(file);
            string text = File.ReadAllText(file);
            bool declares = new[] { ": IComputedFeature", ": RatioFeature(" }.Any(b => text.Contains(b, StringComparison.Ordinal))
                && !text.Contains("abstract class", StringComparison.Ordinal);
            Assert.That(declares, Is.EqualTo(ComputedFeatures.All.Any(f => f.GetType().Name == name)), file);
        }
    }

    [Test]
    public void Names_are_unique_snake_case_and_found()
    {
        Assert.That(ComputedFeatures.All.Select(f => f.Name), Is.Unique.And.All.Match("^[a-z][a-z0-9_]*$"));
        foreach (IComputedFeature feature in ComputedFeatures.All)
            Assert.That(ComputedFeatures.Find(feature.Name), Is.SameAs(feature));
        Assert.That(ComputedFeatures.Find("none"), Is.Null);
    }

    [Test]
    public void Every_feature_says_what_it_is()
    {
        foreach (IComputedFeature feature in ComputedFeatures.All)
        {
            Assert.That(feature.Version, Is.GreaterThanOrEqualTo(1));
            Assert.That(feature.Description, Has.Length.GreaterThan(15), feature.Name);
            Assert.That(feature.Inputs, Is.Not.Empty);
            Assert.That(feature.Inputs.Select(i => i.Name), Is.Unique);
            Assert.That(feature.Inputs.Select(i => i.Unit), Has.None.Empty);
            Assert.That(feature.Parameters.Select(p => p.Description), Has.None.Empty);
        }
    }

    [Test]
    public void No_number_makes_a_feature_infinite_and_a_missing_one_makes_it_missing()
    {
        foreach (IComputedFeature feature in ComputedFeatures.All)
        {
            Properties.Hold(Prop.ForAll<double[]>(values =>
            {
                double?[] inputs = [.. feature.Inputs.Select((_, i) => i < values.Length ? values[i] : 36.0)];
                float value = FeatureProbe.Of(feature.Name, inputs);
                int lost = values.Length % inputs.Length;
                inputs[lost] = null;
                return !float.IsInfinity(value) && float.IsNaN(FeatureProbe.Of(feature.Name, inputs));
            }));
        }
    }

    [TestCase("add-a-feature.md")]
    [TestCase("add-a-rule.md")]
    public void The_files_that_a_recipe_lists_exist(string recipe)
    {
        string text = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs/recipes", recipe));
        string[] paths =
        [
            .. System.Text.RegularExpressions.Regex.Matches(text, @"`((?:src|tests)/[^`<>]+\.cs)`").Select(m => m.Groups[1].Value),
        ];
        Assert.That(paths, Has.Length.GreaterThanOrEqualTo(3));
        foreach (string path in paths)
            Assert.That(File.Exists(Path.Combine(RepositoryFiles.Root, path)), path);
    }
}
