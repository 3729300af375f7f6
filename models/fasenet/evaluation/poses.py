"""Which of SFA's reserved pictures show a turned head; its labels do not say.

Sorted by the yaw that MediaPipe's face mesh gives them, the angle between its outermost cheek points in
depth and across, and looked through: below 10 degrees frontal, to 45 turned, above that or where the mesh
finds no face profile. The mesh reads large angles too small (a full profile as 50 to 60 degrees), so *turned*
are heads of up to about 60 degrees. Nothing of FaSeNet took part.
"""

from typing import Final

FRONTAL: Final = frozenset({
    "6", "56", "57", "59", "60", "61", "62", "63", "64", "65", "66", "67", "68", "69", "556", "558", "560",
    "562", "567", "569", "572", "574", "576", "578", "581", "582", "584", "586", "588", "590", "593", "595",
    "596", "599", "602", "606", "607", "611", "612", "614", "617", "618", "623", "627", "629", "631", "632",
    "639", "646", "649", "660", "665", "668", "675", "676", "678", "685", "690", "692", "696",
})  # fmt: skip
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
    """By file stem: ``frontal``, ``turned``, ``profile``, or ``not sorted`` for a picture of another part."""
    for kind, names in (("frontal", FRONTAL), ("turned", TURNED), ("profile", PROFILE)):
        if name in names:
            return kind
    return "not sorted"
