using LoanDefault.Core.Applications;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Duplicates;

namespace LoanDefault.Embedded.Scoring;

/// <summary>What staged files hold.</summary>
/// <param name="Ids">Fingerprint of their rows.</param>
/// <param name="InvalidProbabilities">Rows whose probability is not a number in [0, 1].</param>
/// <param name="PointsSum">Sum of the points.</param>
internal readonly record struct AuditTally(ApplicationIdHash Ids, long InvalidProbabilities, long PointsSum)
{
    internal static AuditTally Sum(IEnumerable<AuditTally> tallies) => tallies.Aggregate(
        default(AuditTally),
        (sum, t) => new AuditTally(sum.Ids + t.Ids, sum.InvalidProbabilities + t.InvalidProbabilities, sum.PointsSum + t.PointsSum));
}

/// <summary>Adds up the rows of one call at a time.</summary>
/// <param name="writer">Takes the hashes of scored ids; null for quarantined ones, which may occur twice.</param>
/// <param name="hash">How ids are compared first.</param>
internal sealed class AuditWorker(IdHashWriter? writer, Func<UInt128, ulong> hash)
{
    internal AuditTally Tally { get; private set; }

    internal void AddScored(VectorView ids, VectorView probabilities, VectorView points)
    {
        ApplicationIdHash sum = AddIds(ids);
        long invalid = 0, pointsSum = 0;
        ReadOnlySpan<double> values = probabilities.Values<double>();
        ReadOnlySpan<int> scores = points.Values<int>();
        for (int row = 0; row < values.Length; row++)
        {
            if (values[row] is not (>= 0 and <= 1) || probabilities.IsNull(row) || points.IsNull(row))
                invalid++;
            pointsSum += scores[row];
        }

        Tally = new AuditTally(sum, Tally.InvalidProbabilities + invalid, Tally.PointsSum + pointsSum);
    }

    internal void AddQuarantined(VectorView ids) => Tally = Tally with { Ids = AddIds(ids) };

    internal void Flush() => writer?.Flush();

    private ApplicationIdHash AddIds(VectorView ids)
    {
        ApplicationIdHash sum = Tally.Ids;
        for (int row = 0; row < ids.Count; row++)
        {
            UInt128 full = ApplicationIdHash.HashOf(ids.IsNull(row) ? default : ids.Bytes(row));
            sum = sum.Add(full);
            writer?.Add(hash(full));
        }

        return sum;
    }
}
