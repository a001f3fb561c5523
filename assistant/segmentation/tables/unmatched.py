"""Unmatched ids: rows of a table that belong to no account or stakeholder, and what would make them match."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from assistant.segmentation.model.schema import SegmentModel
from assistant.segmentation.tables.tables import TypedTable


def unmatched_ids(model: SegmentModel, tables: Mapping[str, TypedTable]) -> dict[str, tuple[str, ...]]:
    """By linked table, the distinct ids that match nothing, sorted."""
    found: dict[str, tuple[str, ...]] = {}
    for name, table in model.tables.items():
        ids: set[str] = set()
        if table.account is not None and name != "accounts":
            ids |= set(tables[name].accounts) - set(tables["accounts"].keys)
        if table.stakeholder is not None and "stakeholders" in tables and name != "stakeholders":
            ids |= set(tables[name].stakeholders) - set(tables["stakeholders"].keys)
        if name != "accounts" and (table.account is not None or table.stakeholder is not None):
            found[name] = tuple(sorted(ids - {""}))
    return found


def padding_hints(tables: Mapping[str, TypedTable], ids: Mapping[str, Collection[str]]) -> list[str]:
    """What to write under `tables:` where ids would match if they were filled with zeros."""
    if not any(ids.values()):
        return []
    whole = {key.lstrip("0"): key for key in tables["accounts"].keys if key.isascii() and key.isdigit()}
    hints = []
    for name, missing in ids.items():
        pairs = [(key, whole[key.lstrip("0")]) for key in missing if key.isdigit() and key.lstrip("0") in whole]
        for place, shorter in ((name, True), ("accounts", False)):
            lengths = Counter(max(len(key), len(own)) for key, own in pairs if (len(key) < len(own)) == shorter)
            if lengths:
                length, count = min(lengths.items(), key=lambda item: (-item[1], item[0]))
                hints.append(
                    f"{name}: {count} of {len(missing)} ids that match no account would match if filled with "
                    f"zeros to {length} digits. Add `pad: {length}` to the table `{place}` in segments.yaml."
                )
    return hints
