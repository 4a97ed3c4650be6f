# syntax=docker/dockerfile:1
# Two images from one build; jobs/image.md says more.
#   spark     driver and executors of the nightly job on Kubernetes (k8s/)
#   embedded  the loandefault command with its embedded engine, nothing else
# ./build.sh --target=Image builds both; the digests come from image-bases.json.
ARG SDK_DIGEST
ARG NODE_DIGEST
ARG SPARK_VERSION=4.3.0
ARG SPARK_TAG=4.3.0-scala2.13-java17-ubuntu
ARG SPARK_DIGEST
ARG RUNTIME_DIGEST

FROM node:22-bookworm-slim@${NODE_DIGEST} AS node

# The program and the worker with the .NET runtime in their folders, and the model package.
FROM mcr.microsoft.com/dotnet/sdk:10.0-noble@${SDK_DIGEST} AS build
COPY --from=node /usr/local /usr/local
WORKDIR /src
COPY . .
# CI=true: packages are restored exactly as the lock files say.
RUN CI=true ./build.sh --target=Publish

FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled-extra@${RUNTIME_DIGEST} AS embedded
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="LoanDefault, embedded engine" \
      org.opencontainers.image.description="Scores loan applications in batches and publishes Delta Lake tables" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --from=build /src/artifacts/bin/loandefault /opt/loandefault/bin/loandefault
COPY --from=build /src/models/reference /opt/loandefault/models/reference
COPY LICENSE /opt/loandefault/LICENSE
ENV DOTNET_EnableDiagnostics=0
WORKDIR /data
USER 185:185
ENTRYPOINT ["/opt/loandefault/bin/loandefault/loandefault"]

# Spark's own image brings Java, Spark's files, /opt/entrypoint.sh and the user 185.
FROM apache/spark:${SPARK_TAG}@${SPARK_DIGEST} AS spark
ARG SPARK_VERSION
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="LoanDefault on Apache Spark" \
      org.opencontainers.image.description="Driver and executors of the nightly scoring job" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.apache.spark.version="${SPARK_VERSION}"
COPY --from=build /src/artifacts/bin/loandefault /opt/loandefault/bin/loandefault
COPY --from=build /src/artifacts/bin/worker /opt/loandefault/bin/worker
COPY --from=build /src/models/reference /opt/loandefault/models/reference
COPY jobs/nightly-scoring /opt/loandefault/jobs/nightly-scoring
COPY LICENSE /opt/loandefault/LICENSE
ENV SPARK_HOME=/opt/spark LOANDEFAULT_BIN=/opt/loandefault/bin DOTNET_EnableDiagnostics=0
WORKDIR /opt/spark/work-dir
USER 185:185
ENTRYPOINT ["/opt/entrypoint.sh"]
