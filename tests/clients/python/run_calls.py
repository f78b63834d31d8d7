"""Runs the calls of one client, and prints what each returned or raised as one line of JSON."""

import json
import sys
import traceback

QUESTION = "Gr\u00fc\u00dfe \U0001f680 to jane.roe@example.com"


def run_calls(calls):
    """Runs all calls against the address that the program was given."""
    origin = sys.argv[1]
    for name, call in calls.items():
        try:
            line = {"call": name, "value": plain(call(f"{origin}/{name}"))}
        except Exception:
            line = {"call": name, "error": traceback.format_exc()}
        print(json.dumps(line), flush=True)


def plain(value):
    """The value with the library's models as dictionaries."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.model_dump(mode="json") if hasattr(value, "model_dump") else value
