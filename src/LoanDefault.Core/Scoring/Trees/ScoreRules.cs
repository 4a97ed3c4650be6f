namespace LoanDefault.Core.Scoring.Trees;

/// <summary>How the leaves that a row reaches become one number a target.</summary>
public enum Aggregation
{
    /// <summary>They are added in the order of the trees, from zero.</summary>
    Sum,

    /// <summary>As the sum, then divided by the number of trees.</summary>
    Average,

    /// <summary>The smallest.</summary>
    Min,

    /// <summary>The largest.</summary>
    Max,
}

/// <summary>What is done to the sums at the end.</summary>
public enum PostTransform
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>1 / (1 + exp(-x)) of every sum.</summary>
    Logistic,

    /// <summary>exp(x) over the sum of them all.</summary>
    Softmax,

    /// <summary>As softmax, but a zero stays zero.</summary>
    SoftmaxZero,

    /// <summary>The inverse of the normal distribution's function.</summary>
    Probit,
}

/// <summary>Which operator of ONNX a model is; they finish the sums differently.</summary>
public enum TreeOperator
{
    /// <summary><c>TreeEnsembleRegressor</c> of ai.onnx.ml 1 and 3.</summary>
    Regressor,

    /// <summary><c>TreeEnsembleClassifier</c> of ai.onnx.ml 1 and 3.</summary>
    Classifier,

    /// <summary><c>TreeEnsemble</c> of ai.onnx.ml 5.</summary>
    Ensemble,
}
