"""Budgets as ratios against a baseline of the same run: ``python -m tests.bench``.

Not tests: nothing here asserts a time. Each line is ``name ours baseline ratio budget``.
"""
