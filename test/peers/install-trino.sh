#!/usr/bin/env bash
# Brings Trino with its Hive connector from Maven Central to .cache/trino, once. Needs Maven, tar and Python 3.
set -eu
cd "$(dirname "$0")/../.."
version=476
home=.cache/trino-$version
[ -e "$home/complete" ] && exit 0
command -v mvn >/dev/null || { echo 'Trino needs Maven to be fetched'; exit 1; }
rm -rf "$home"
mkdir -p "$home/plugin" "$home/download"
for artifact in "trino-server-core:$version:tar.gz" "trino-hive:$version:zip"; do
  mvn -q -B dependency:copy -Dartifact="io.trino:$artifact" -DoutputDirectory="$PWD/$home/download"
done
tar xzf "$home/download/trino-server-core-$version.tar.gz" -C "$home" --strip-components=1
# Only the connector that is used: every plugin takes seconds of the start.
rm -rf "$home/plugin"
mkdir "$home/plugin"
python3 -m zipfile -e "$home/download/trino-hive-$version.zip" "$home/plugin"
rm -rf "$home/download"
touch "$home/complete"
