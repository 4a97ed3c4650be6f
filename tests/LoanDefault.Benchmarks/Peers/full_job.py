"""A nightly scoring job as a PySpark user would write it, for comparison with ours.

full_job.py INPUT MODEL OUTPUT BUSINESS_DATE: reads applications, finds ids that occur more than once (exactly), checks the
contract's rules, scores, decides, and writes scored and quarantined rows in one pass, into a folder each. It does not
check its input's schema, audit what it wrote or publish by a transaction log, which our job does.
"""
import json
import math
import os
import sys
import uuid
from datetime import datetime, timezone

import numpy as np
import pyarrow as pa
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

import scoring

RESULT = """application_id string, probability_of_default double, points int, band string, decision string,
    missing_features array<string>, rule_id string, column_name string, source_file string, source_row long, outcome string"""
NAMES = [column.split()[0] for column in RESULT.split(",")]


def job(model_path, contract, decisions, repeated):
    """A function for mapInArrow: an id, the file, the row in it, then the contract's numbers."""
    features = [c for c in contract["columns"] if c["name"] != contract["id"]]
    names = np.array([c["name"] for c in features])
    factor = decisions["pointsToDoubleOdds"] / math.log(2)
    offset = decisions["basePoints"] - factor * math.log(decisions["baseOdds"])
    bands = decisions["bands"]
    # From the worst band up, as searchsorted wants it.
    minimums = [band["minimumPoints"] for band in reversed(bands[:-1])]
    band_names = np.array([band["name"] for band in reversed(bands)])

    def broken(ids, values):
        """The first broken rule of each row and its column; -1 where a row keeps the rules."""
        rule, at = np.full(len(ids), "", object), np.full(len(ids), -1)
        # A missing value is NaN here, and no comparison with it holds.
        for i, feature in reversed(list(enumerate(features))):
            wrong = (values[i] < feature["minimum"]) | (values[i] > feature["maximum"])
            rule[wrong], at[wrong] = "out_of_range", i
        for row, id in enumerate(ids):
            if not id or not id.strip():
                rule[row] = "missing_id"
            elif id in repeated:
                rule[row] = "duplicate_id"
        return rule, at

    def run(batches):
        model = scoring.load(model_path)
        for batch in batches:
            ids = batch.column(0).to_pylist()
            columns = batch.columns[3:]
            values = [column.to_numpy(zero_copy_only=False) for column in columns]
            rule, at = broken(ids, values)
            good = rule == ""
            margins = scoring.margins(model, columns)
            points = np.rint(offset - factor * margins).astype(np.int32)
            decision = np.where(points >= decisions["approveAtOrAbove"], "approve", np.where(points < decisions["declineBelow"], "decline", "refer"))
            missing = np.isnan(np.stack(values, axis=1))
            lists = [names[row].tolist() if any_missing else [] for row, any_missing in zip(missing, missing.any(axis=1))]
            yield pa.RecordBatch.from_arrays([
                batch.column(0),
                pa.array(1 / (1 + np.exp(-margins)), mask=~good),
                pa.array(points, mask=~good),
                pa.array(band_names[np.searchsorted(minimums, points, side="right")], mask=~good),
                pa.array(decision, mask=~good),
                pa.array(lists, pa.list_(pa.string())),
                pa.array(rule, pa.string(), mask=good),
                pa.array(np.where(at < 0, None, names[at]), pa.string()),
                batch.column(1),
                batch.column(2),
                pa.array(np.where(good, "scored", "quarantined")),
            ], NAMES)
    return run


def main(input_path, model, output, business_date):
    with open(os.path.join(model, "contract.json")) as file:
        contract = json.load(file)
    with open(os.path.join(model, "manifest.json")) as file:
        manifest = json.load(file)
    spark = SparkSession.builder.appName("nightly scoring").getOrCreate()
    applications = spark.read.parquet(input_path)
    repeated = {row.application_id for row in applications.groupBy("application_id").count().where("count > 1").select("application_id").collect()}
    columns = [c["name"] for c in contract["columns"] if c["name"] != contract["id"]]
    rows = applications.select("application_id", "_metadata.file_path", "_metadata.row_index", *columns)
    run = {
        "model_name": manifest["name"], "model_version": manifest["version"], "model_hash": manifest["files"]["model.onnx"],
        "feature_set_hash": manifest["featureSetHash"], "run_id": str(uuid.uuid4()), "scored_at": datetime.now(timezone.utc),
    }
    result = rows.mapInArrow(job(os.path.join(model, "model.onnx"), contract, manifest["decisions"], frozenset(repeated)), RESULT)
    for name, value in run.items():
        result = result.withColumn(name, F.lit(value))
    result.write.mode("overwrite").partitionBy("outcome").parquet(os.path.join(output, f"business_date={business_date}"))
    spark.stop()


main(*sys.argv[1:])
