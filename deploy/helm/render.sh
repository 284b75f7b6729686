#!/usr/bin/env bash
# Renders the chart's two examples with Helm's engine, which Go builds in minutes: after a change of the chart. Tests compare the
# fingerprint in the first line with the chart, so that CI needs no Helm.
set -eu
cd "$(dirname "$0")"
engine=$(mktemp -d)/render
(cd render && go build -o "$engine" .)
fingerprint() { cat tollgate/Chart.yaml tollgate/values.yaml tollgate/values.schema.json tollgate/templates/* "$1" | sha256sum | cut -d' ' -f1; }
for example in one several; do
  values=values-$example.yaml
  { echo "# $(fingerprint "$values")"; "$engine" tollgate "$values"; } >"rendered/$example.yaml"
done
# What cannot work is refused before it reaches a cluster.
for refused in 'replicas: 1' '{apiKeys: {secretName: k}, replicas: 2}' '{apiKeys: {secretName: k}, database: {secretName: d}, replicas: 2}' '{apiKeys: {secretName: k}, replica: 2}'; do
  if "$engine" tollgate <(echo "$refused") >/dev/null 2>&1; then echo "not refused: $refused" && exit 1; fi
done
