#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the subtests of a meson run: count-tests.py JUNIT-FILE MESON-STATUS

Prints "N passed, N failed" as the last line and ends with 0 only if nothing failed and something passed.
"""
import sys
import xml.etree.ElementTree as tree


def main():
    report, status = sys.argv[1], int(sys.argv[2])
    passed = failed = skipped = 0
    failures = []
    try:
        cases = tree.parse(report).getroot().iter("testcase")
    except (OSError, tree.ParseError) as problem:
        print(f"No report of the tests: {problem}", file=sys.stderr)
        cases = []
    for case in cases:
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
            failures.append(f"{case.get('classname') or ''} {case.get('name')}")
        elif case.find("skipped") is not None:
            skipped += 1
        else:
            passed += 1
    # A test program that crashes after its last subtest, or that ran none, shows only in meson's status.
    if status != 0 and failed == 0:
        failed = 1
        failures.append(f"meson test ended with {status}")
    for failure in failures:
        print(f"failed: {failure}")
    tail = f", {skipped} skipped" if skipped else ""
    print(f"{passed} passed, {failed} failed{tail}")
    sys.exit(0 if failed == 0 and passed > 0 else 1)


main()
