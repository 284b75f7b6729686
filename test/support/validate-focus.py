"""Validates FOCUS files with the FinOps Foundation's validator, all in one process, and prints the rules that fail as JSON.

Usage: focus_validator.py CRITERIA FILE...   CRITERIA: names, comma-separated, or ALL.
"""

import importlib.machinery
import json
import logging
import os
import sys

CONVERTER = "focus_validator.config_objects.focus_to_duckdb_converter"
# Python 3.11 refuses a backslash inside the braces of an f-string, which 3.12 takes; the validator has one.
WRITTEN = """{k.replace('\\"', '\\"\\"')}"""
SAME = """{k.replace(chr(34), chr(34) * 2)}"""


class ForOlderPython(importlib.machinery.SourceFileLoader):
    def source_to_code(self, data, path, *, _optimize=-1):
        return super().source_to_code(data.decode().replace(WRITTEN, SAME).encode(), path, _optimize=_optimize)

    def get_code(self, fullname):
        return self.source_to_code(self.get_data(self.path), self.path)


class Finder(importlib.machinery.PathFinder):
    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if fullname != CONVERTER:
            return None
        spec = super().find_spec(fullname, path, target)
        spec.loader = ForOlderPython(fullname, spec.origin)
        return spec


if sys.version_info < (3, 12):
    sys.meta_path.insert(0, Finder)
logging.disable(logging.CRITICAL)

import focus_validator  # noqa: E402
from focus_validator.validator import Validator  # noqa: E402

PATHS = [os.path.abspath(path) for path in sys.argv[2:]]
# The validator reads its own tables by paths relative to where packages lie.
os.chdir(os.path.dirname(os.path.dirname(focus_validator.__file__)))


def failures(path, criteria):
    validator = Validator(
        data_filename=path,
        output_destination=None,
        output_type="console",
        focus_dataset="CostAndUsage",
        rules_version="1.2",
        rules_block_remote_download=True,
        column_namespace="x_",
        applicability_criteria=criteria,
    )
    validator.outputter.write = lambda results: results
    results = validator.validate()
    found = {"passed": 0, "skipped": {}, "failed": {}}
    for rule, entry in results.by_rule_id.items():
        details = entry.get("details") or {}
        text = str(details.get("message") or details.get("reason") or "")
        if details.get("skipped"):
            found["skipped"][rule] = text
        elif entry.get("ok"):
            found["passed"] += 1
        else:
            found["failed"][rule] = text
    return found


print(json.dumps({path: failures(path, sys.argv[1]) for path in PATHS}))
