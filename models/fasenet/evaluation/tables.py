"""An evaluation as Markdown tables, one function a table."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from models.fasenet.classes import CLASS_NAMES
from models.fasenet.evaluation.targets import TARGETS, look_up, other_view
from models.fasenet.evaluation.views import ONE_PASS, PRODUCT
from models.fasenet.splits import CELEBAMASK, FACESYNTHETICS, NEGATIVES, UTKFACE

Found = dict[str, Any]
NONE: Final = "–"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Markdown."""
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def number(value: float | None, digits: int = 3) -> str:
    """Fixed digits."""
    return NONE if value is None else f"{value:.{digits}f}"


def interval(figure: Found | None, digits: int = 3) -> str:
    """``value [low, high]``."""
    if figure is None:
        return NONE
    value, low, high = (number(figure[key], digits) for key in ("value", "low", "high"))
    return f"{value} [{low}, {high}]"


def percent(figure: Found | None) -> str:
    """A share likewise."""
    scaled = figure and {key: 100 * figure[key] for key in ("value", "low", "high")}
    return f"{interval(scaled, 1)} %" if scaled else NONE


def targets(found: Found) -> str:
    """Targets beside what is measured."""
    rows = []
    for target in TARGETS:
        bound = f"{'≤' if target.at_most else '≥'} {target.bound:g}"
        peer = NONE if target.peer is None else f"{target.peer:g}"
        measured = look_up(found, target.path)
        if measured is None:
            rows.append([target.measure, peer, bound, "not run", NONE, NONE])
            continue
        value = measured["value"] if isinstance(measured, dict) else measured
        missed = target.missed_by(value)
        other = other_view(target.path)
        rows.append([
            target.measure,
            peer,
            bound,
            interval(measured) if isinstance(measured, dict) else number(value, 2),
            interval(look_up(found, other)) if other else NONE,
            f"missed by {missed:.3f}" if missed else "reached",
        ])  # fmt: skip
    return table(("measure", "a peer", "target", "the product's way", "one pass", ""), rows)


def sources(found: Found) -> str:
    """Scores over all classes, per source and view."""
    rows = (
        [source, str(row["pictures"]), view, *(interval(f[k]) for k in ("mean_iou", "pixel_accuracy", "mcc"))]
        for source, row in found["labelled"].items()
        for view, f in row["views"].items()
    )
    return table(("source", "pictures", "way", "mean IoU", "pixels right", "MCC"), rows)


def classes(found: Found) -> str:
    """IoU and F1 per class of the exactly labelled sources."""
    shown = [s for s in (CELEBAMASK, FACESYNTHETICS) if s in found["labelled"]]
    columns = [(s, v) for s in shown for v in (ONE_PASS, PRODUCT)]

    def cells(name: str) -> Iterable[str]:
        for source, view in columns:
            f = found["labelled"][source]["views"][view]
            yield (
                f"{interval(f['iou'][name])}, F1 {number(f['f1'][name]['value'])}"
                if name in f["iou"]
                else NONE
            )

    head = ("IoU [95 %], F1", *(f"{source}, {view}" for source, view in columns))
    return table(head, ([name, *cells(name)] for name in CLASS_NAMES))


def sets(found: Found) -> str:
    """IoU per set of classes of the partly labelled sources."""
    rows = (
        [
            source,
            str(row["pictures"]),
            name,
            interval(figure),
            interval(row["views"][PRODUCT]["iou"].get(name)),
        ]
        for source, row in found["labelled"].items()
        for name, figure in row["views"][ONE_PASS]["iou"].items()
        if name.startswith("classes")
    )
    return table(("source", "pictures", "classes told apart", "IoU, one pass", f"IoU, {PRODUCT}"), rows)


def skin_tone(found: Found) -> str:
    """Per bin, and the gap."""
    tones = found["skin_tone"]
    rows = [
        [name, str(row["pictures"]), *(interval(tones[view]["bins"][name]["skin_iou"]) for view in tones)]
        for name, row in tones[PRODUCT]["bins"].items()
    ]
    gaps = [tones[view]["gap"] for view in tones]
    light, dark = gaps[0]["between"] if gaps[0] else (NONE, NONE)
    rows.append([f"{light} minus {dark}", NONE, *(interval(gap) for gap in gaps)])
    return table(("skin tone", "pictures", *(f"skin IoU, {view}" for view in tones)), rows)


def small_faces(found: Found) -> str:
    """Per way."""
    rows = (
        [
            name,
            percent(f["found"]),
            percent(f["nothing"]),
            interval(f["skin_iou"]),
            interval(f["skin_iou_found"]),
        ]
        for name, f in found["small_faces"]["ways"].items()
    )
    return table(("way", "found", "no face at all", "skin IoU", "skin IoU where found"), rows)


def robustness(found: Found) -> str:
    """Per condition."""
    rows = (
        [name, percent(f["found"]), interval(f["skin_iou"]), interval(f["skin_iou_found"])]
        for name, f in found["robustness"]["conditions"].items()
    )
    return table(("condition", "found", "skin IoU", "skin IoU where found"), rows)


def covered_and_turned(found: Found) -> str:
    """Masks and poses."""
    masks, turned = found["masks"], found["turned"]
    rows = (
        [
            view, interval(masks[view]["occluder_iou"]), percent(masks[view]["skin_that_is_mask"]),
            interval(turned[view]["skin_iou"]), interval(turned[view]["skin_iou_strict"]),
        ]
        for view in masks
    )  # fmt: skip
    head = ("way", "occluder IoU", "skin that is mask", "turned: skin IoU", "turned: skin IoU, strict")
    return table(head, rows)


def poses(found: Found) -> str:
    """Skin per pose."""
    turned = found["turned"]
    rows = (
        [name, str(row["pictures"]), *(interval(turned[view]["poses"][name]["skin_iou"]) for view in turned)]
        for name, row in turned[PRODUCT]["poses"].items()
    )
    return table(("pose", "pictures", *(f"skin IoU, {view}" for view in turned)), rows)


def false_faces(found: Found) -> str:
    """Photographs and made scenes."""
    kinds = {f"{NEGATIVES}, no people": found["negatives"], **found["scenes"]}
    rules = [rule for rule in found["negatives"] if rule != "pictures"]
    rows = (
        [
            kind, str(row["pictures"]), *(percent(row[rule]["rate"]) for rule in rules),
            " ".join(sorted({name for rule in rules for name in row[rule]["names"]})) or NONE,
        ]
        for kind, row in kinds.items()
    )  # fmt: skip
    return table(("pictures of", "number", *rules, "which"), rows)


def groups(found: Found) -> str:
    """Faces without labels."""
    rows = (
        [
            source, group if source == UTKFACE else "all", str(row["pictures"]), percent(row["missed"]),
            percent(row["missed_by_product"]),
            number(row["median_face_share"], 2), number(row["lowest_tenth"], 2),
        ]
        for source, each in found["missed"].items()
        for group, row in each.items()
    )  # fmt: skip
    head = (
        "source",
        "group",
        "pictures",
        "missed, one pass",
        f"missed, {PRODUCT}",
        "face share",
        "lowest tenth",
    )
    return table(head, rows)


def timing(found: Found) -> str:
    """Networks in batches."""
    rows = []
    for name, row in found["timing"]["networks"].items():
        for batch, ms in row.items():
            if batch != "kilobytes":
                cells = (ms["network"], ms["crop_to_class_map"], ms["crop_to_class_map_256"])
                share = number(ms.get("fasenet_over_this"), 2)
                rows.append([name, f"{row['kilobytes']:.0f}", batch, *(number(c, 2) for c in cells), share])
    head = (
        "network",
        "kB",
        "batch",
        "network, ms",
        "crop to class map, ms",
        "the same at 256x256, ms",
        "FaSeNet / this",
    )
    return table(head, rows)


def regions(found: Found) -> str:
    """Other ways to a region."""
    rows = []
    for name, f in found["regions"]["ways"].items():
        if "not_measured" in f:
            rows.append([name, f"not measured: {f['not_measured']}", *[NONE] * 4])
        else:
            figures = (interval(f[k]) for k in ("precision", "recall", "iou"))
            rows.append([name, *figures, percent(f["found"]), number(f["ms"], 1)])
    return table(("region", "precision", "recall", "IoU", "found", "ms a picture"), rows)


TABLES: Final[dict[str, tuple[Callable[[Found], str], tuple[str, ...]]]] = {
    "targets": (targets, ()),
    "sources": (sources, ("labelled",)),
    "classes": (classes, ("labelled",)),
    "sets": (sets, ("labelled",)),
    "skin tone": (skin_tone, ("skin_tone",)),
    "small faces": (small_faces, ("small_faces",)),
    "robustness": (robustness, ("robustness",)),
    "covered and turned": (covered_and_turned, ("masks", "turned")),
    "poses": (poses, ("turned",)),
    "false faces": (false_faces, ("negatives", "scenes")),
    "groups": (groups, ("missed",)),
    "timing": (timing, ("timing",)),
    "regions": (regions, ("regions",)),
}
"""Name in a document -> the table and the sections that it is made of."""


def made(name: str, found: Found) -> str | None:
    """A table by its name; None where a section that it needs was not run. Raises KeyError: no such table."""
    make, needed = TABLES[name]
    return make(found) if all(section in found for section in needed) else None


def as_markdown(found: Found) -> str:
    """Every table that there are figures for, under its name."""
    tables = ((name, made(name, found)) for name in TABLES)
    return "\n\n".join(f"## {name}\n\n{text}" for name, text in tables if text)
