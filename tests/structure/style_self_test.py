#!/usr/bin/env python3
"""The style test's own test: each rule must find what it is for."""
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))
import style_test  # noqa: E402

LONG = ["void f() {"] + ["  g();"] * 70 + ["}"]
CASES = [
    (style_test.check_includes, "src/value/a.cc", ['#include "basalt/store/store.h"'], True),
    (style_test.check_includes, "src/store/a.cc", ['#include "basalt/value/item.h"'], False),
    (style_test.check_includes, "src/store/a.cc", ['#include "engine/private.h"'], True),
    (style_test.check_includes, "src/store/a.cc", ["#include <rocksdb/db.h>"], True),
    (style_test.check_includes, "src/engine/a.cc", ["#include <rocksdb/db.h>"], False),
    (style_test.check_sizes, "include/basalt/value/a.h", [""] * 251, True),
    (style_test.check_sizes, "src/value/a.cc", [""] * 600, False),
    (style_test.check_functions, "src/value/a.cc", LONG, True),
    (style_test.check_functions, "src/value/a.cc", LONG[:60] + ["}"], False),
    (style_test.check_functions, "src/value/a.cc", ["namespace a {"] + ["int b;"] * 90 + ["}"], False),
    (style_test.check_functions, "src/value/a.cc", ["Result<int> A::f(int a,", "    int b) const {"] + ["  g();"] * 70 + ["}"], True),
    (style_test.check_words, "src/value/string_utils.cc", [], True),
    (style_test.check_words, "src/value/a.cc", ["// TODO: later"], True),
    (style_test.check_words, "src/value/a.cc", ["class TableManager {"], True),
    (style_test.check_words, "src/value/a.cc", ["int manage();"], False),
    (style_test.check_header_opening, "include/basalt/value/a.h", ["#pragma once"], True),
]
failed = 0
for check, path, lines, expected in CASES:
    found = bool(list(check(Path(path), lines)))
    if found != expected:
        failed += 1
        print(f"FAIL {check.__name__} on {path}: expected {'a' if expected else 'no'} finding")
print(f"{len(CASES) - failed} passed, {failed} failed")
sys.exit(1 if failed else 0)
