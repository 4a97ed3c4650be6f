using FsCheck;

namespace LoanDefault.Tests.Core.Support;

/// <summary>Checks properties with a fixed seed, so that a failure is one every time.</summary>
internal static class Properties
{
    private static readonly Config Repeatable =
        Config.QuickThrowOnFailure.WithReplay(20260101, 9_876_543_211).WithMaxTest(500);

    public static void Hold(Property property) => property.Check(Repeatable);
}
