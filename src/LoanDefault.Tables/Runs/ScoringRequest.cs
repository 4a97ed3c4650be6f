using LoanDefault.Core.Applications;
using LoanDefault.Core.Decisions;
using LoanDefault.Core.Models;
using LoanDefault.Core.Scoring;

namespace LoanDefault.Tables.Runs;

/// <summary>What a scoring run is asked to do, on any host.</summary>
public record ScoringRequest
{
    /// <summary>A file, a folder or a glob of Parquet or CSV files.</summary>
    public required string Input { get; init; }

    /// <summary>The model, with its contract and its decisions.</summary>
    public required ModelPackage Model { get; init; }

    /// <summary>
    /// The contract by which the input is read, which means the same values as the model's and may have them delivered
    /// otherwise (<see cref="ModelPackage.CheckContract"/>); null for the model's own.
    /// </summary>
    public ApplicationContract? Contract { get; init; }

    /// <summary>Points, bands and cut-offs in place of the model's; null for the model's own.</summary>
    public DecisionPolicy? Decisions { get; init; }

    /// <summary>The folder of the tables <c>scored</c> and <c>quarantine</c>.</summary>
    public required string Output { get; init; }

    /// <summary>The partition that is published; a date in the data after it breaks a rule.</summary>
    public required DateOnly BusinessDate { get; init; }

    /// <summary>Whether what another run published for this date is replaced.</summary>
    public bool Supersede { get; init; }

    /// <summary>Gate: the largest share of quarantined rows, 0 to 1, duplicates counted in it.</summary>
    public double MaximumQuarantinedShare { get; init; } = 0.01;

    /// <summary>Gate: the fewest rows read.</summary>
    public long MinimumRows { get; init; } = 1;

    /// <summary>Gate: whether columns that the model uses may be absent from whole files.</summary>
    public bool AllowMissingColumns { get; init; }

    /// <summary>Whether path and row are the id where a file lacks the contract's id column.</summary>
    public bool GenerateIds { get; init; }

    /// <summary>What shall run the model. No part of the run key: the scores are the same bits.</summary>
    public ScorerChoice Scorer { get; init; }

    /// <summary>The contract that counts.</summary>
    public ApplicationContract EffectiveContract => Contract ?? Model.Contract;

    /// <summary>The decisions that count.</summary>
    public DecisionPolicy EffectiveDecisions => Decisions ?? Model.Manifest.Decisions;
}
