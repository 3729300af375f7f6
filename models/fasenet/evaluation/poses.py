"""Which of SFA's reserved pictures show a turned head; its labels do not say.

Sorted by the yaw that MediaPipe's face mesh gives them, the angle between its outermost cheek points in
depth and across, and looked through: below 10 degrees frontal, to 45 turned, above that or where the mesh finds no
face profile. The mesh reads large angles too small (a full profile as 50 to 60 degrees), so *turned* are heads
of up to about 60 degrees. Nothing of FaSeNet took part.
"""

from typing import Final

TURNED: Final = frozenset({
    "557", "559", "561", "563", "564", "566", "568", "570", "571", "573", "575", "579", "583", "591", "592",
    "597", "600", "601", "603", "604", "605", "608", "609", "610", "613", "616", "619", "620", "621", "622",
    "624", "630", "634", "635", "648", "650", "652", "653", "655", "657", "658", "663", "666", "669", "670",
    "673", "674", "683", "686", "688", "691", "693", "694", "695",
})  # fmt: skip
PROFILE: Final = frozenset({
    "58", "555", "565", "577", "580", "585", "587", "589", "594", "598", "615", "625", "626", "628", "633",
    "636", "637", "638", "640", "641", "642", "643", "644", "645", "647", "651", "654", "656", "659", "661",
    "662", "664", "667", "671", "672", "677", "679", "680", "681", "682", "684", "687", "689",
})  # fmt: skip


def pose(name: str) -> str:
    """By file stem: ``frontal``, ``turned`` or ``profile``."""
    return "turned" if name in TURNED else "profile" if name in PROFILE else "frontal"
