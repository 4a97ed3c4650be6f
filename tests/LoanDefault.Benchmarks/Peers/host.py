"""PySpark's side of the benchmark: one JSON object a line says what to run, one line answers when it is done.

host.py SETTINGS, a JSON object of Spark's settings.
"""
import json
import sys

from pyspark.sql import SparkSession

import scoring

SCORES = "application_id string, probability_of_default double"


def run(spark, request):
    for key, value in (request.get("settings") or {}).items():
        spark.conf.set(key, value)
    rows = spark.read.parquet(request["input"])
    work = request["work"]
    if work == "first":
        return rows.mapInArrow(scoring.identity, rows.schema).first()[0]
    if work == "identity":
        rows.mapInArrow(scoring.identity, rows.schema).write.format("noop").mode("overwrite").save()
    elif work == "copy":
        rows.mapInArrow(scoring.identity, rows.schema).write.mode("overwrite").parquet(request["output"])
    elif work in ("model", "kernel"):
        rows.mapInArrow(scoring.score_with(request["model"]), SCORES).write.mode("overwrite").parquet(request["output"])
    else:
        raise ValueError(f"no work is called {work}")


def main():
    builder = SparkSession.builder
    for key, value in json.loads(sys.argv[1]).items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    for line in sys.stdin:
        print(json.dumps({"answer": run(spark, json.loads(line))}), flush=True)
    spark.stop()


main()
