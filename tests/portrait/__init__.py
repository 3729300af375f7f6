"""Moving portraits with a known pulse and breath, for tests, figures and the fake camera of a browser.

    python -m tests.portrait --out X.y4m --hr 72 --rr 15 --seconds 60

A still portrait stands in a room; its skin follows a pulse inside a soft skin mask that does not
come from FaSeNet, its shoulders rise with the breath, its head drifts, the sensor makes noise.
"""

from tests.portrait.altered import in_shade, masked
from tests.portrait.drive import Drive
from tests.portrait.scene import Scene, render, render_with_skin
from tests.portrait.subject import Subject, astronaut, labelled
from tests.portrait.write import write

__all__ = [
    "Drive",
    "Scene",
    "Subject",
    "astronaut",
    "in_shade",
    "labelled",
    "masked",
    "render",
    "render_with_skin",
    "write",
]
