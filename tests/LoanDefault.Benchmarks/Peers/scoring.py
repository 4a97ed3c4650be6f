"""What PySpark's workers run. A module of its own, so that a reused worker keeps the model it has loaded."""
import numpy as np
import onnxruntime
import pyarrow as pa

_models = {}


def identity(batches):
    yield from batches


def load(path):
    if path not in _models:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        _models[path] = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    return _models[path]


def margins(model, columns):
    """Log odds of default of columns of numbers; what is missing becomes NaN."""
    matrix = np.empty((len(columns[0]), len(columns)), np.float32)
    for i, column in enumerate(columns):
        matrix[:, i] = column.to_numpy(zero_copy_only=False)
    return model.run(["scores"], {model.get_inputs()[0].name: matrix})[0][:, -1].astype(np.float64)


def probabilities(model, columns):
    return 1 / (1 + np.exp(-margins(model, columns)))


def score_with(path):
    """A function for mapInArrow: the first column is the id, the others are the model's features."""
    def score(batches):
        model = load(path)
        for batch in batches:
            scores = pa.array(probabilities(model, batch.columns[1:]))
            yield pa.RecordBatch.from_arrays([batch.column(0), scores], ["application_id", "probability_of_default"])
    return score
