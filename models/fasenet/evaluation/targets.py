"""What the network shall reach on the reserved pictures, and whether it does."""

from dataclasses import dataclass
from typing import Any, Final

from models.fasenet.evaluation.views import ONE_PASS, PRODUCT
from models.fasenet.splits import CELEBAMASK

TRACKER: Final = "tracker, 640x480"
Path = tuple[str, ...]
"""Keys that lead down the evaluation's dictionary."""


@dataclass(frozen=True)
class Target:
    """``bound`` is a least value, with ``at_most`` a greatest one; ``peer`` is another network's."""

    measure: str
    path: Path
    bound: float
    at_most: bool = False
    peer: float | None = None

    def missed_by(self, value: float) -> float:
        """0 where it is reached."""
        return max(value - self.bound if self.at_most else self.bound - value, 0.0)


def _iou(measure: str, name: str, bound: float, peer: float) -> Target:
    return Target(measure, ("labelled", CELEBAMASK, "views", PRODUCT, "iou", name), bound, peer=peer)


TARGETS: Final = (
    _iou("CelebAMask-HQ, skin IoU", "face skin", 0.92, 0.89),
    _iou("hair IoU", "hair", 0.90, 0.88),
    _iou("nose IoU", "nose", 0.88, 0.86),
    _iou("mouth IoU", "mouth", 0.80, 0.78),
    _iou("eyes IoU", "eyes", 0.75, 0.74),
    _iou("brows IoU", "brows", 0.70, 0.68),
    Target("mean IoU over classes present", ("labelled", CELEBAMASK, "views", PRODUCT, "mean_iou"), 0.72),
    Target("MCC", ("labelled", CELEBAMASK, "views", PRODUCT, "mcc"), 0.91),
    Target("all poses, skin IoU", ("turned", PRODUCT, "skin_iou"), 0.85, peer=0.73),
    Target("turned heads, skin IoU", ("turned", PRODUCT, "poses", "turned", "skin_iou"), 0.85, peer=0.73),
    Target("faces 60 px high, found", ("small_faces", "ways", TRACKER, "found"), 0.99),
    Target("faces 60 px high, skin IoU", ("small_faces", "ways", TRACKER, "skin_iou"), 0.80),
    Target("masks, occluder IoU", ("masks", PRODUCT, "occluder_iou"), 0.85),
    Target("masks, skin that is really mask", ("masks", PRODUCT, "skin_that_is_mask"), 0.02, at_most=True),
    Target("photographs without people, a face reported", ("negatives", PRODUCT, "rate"), 0.01, at_most=True),
    Target("skin IoU, lightest minus darkest bin", ("skin_tone", PRODUCT, "gap"), 0.03, at_most=True),
    Target(
        "crop to class map, ms of one core",
        ("timing", "networks", "FaSeNet", "1", "crop_to_class_map"),
        5,
        at_most=True,
        peer=20,
    ),
)


def look_up(found: dict[str, Any], path: Path) -> Any:
    """What lies there; None where that part was not run."""
    here: Any = found
    for key in path:
        if not isinstance(here, dict) or key not in here:
            return None
        here = here[key]
    return here


def other_view(path: Path) -> Path | None:
    """The same figure in one pass, where there is one."""
    swapped = tuple(ONE_PASS if key == PRODUCT else key for key in path)
    return None if path[0] == "negatives" or PRODUCT not in path else swapped
