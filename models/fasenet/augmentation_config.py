"""How training pictures are varied; one place for every probability and range."""

from dataclasses import dataclass

Range = tuple[float, float]


@dataclass(frozen=True)
class SceneConfig:
    """Layout. Heights are of the face (brows to chin or forehead to chin, as labelled) over the frame."""

    size: int = 160
    crop_share: float = 0.58
    empty_share: float = 0.17
    frame_face: Range = (0.1, 0.62)
    crop_face: Range = (0.36, 0.95)
    crop_shift: float = 0.1
    far_shift_chance: float = 0.1
    matte_chance_frame: float = 0.65
    matte_chance_crop: float = 0.3
    replicate_chance: float = 0.5
    torso_chance: float = 0.8
    second_face_chance: float = 0.08
    rotation_deg: float = 40.0
    calm_rotation_deg: float = 14.0
    wild_rotation_chance: float = 0.3
    shear: float = 0.12
    aspect: Range = (0.87, 1.15)


@dataclass(frozen=True)
class PersonConfig:
    """Changes of the person alone, before it is placed."""

    turn_chance: float = 0.3
    turn: float = 0.6
    darken_chance: float = 0.3
    darken: Range = (0.25, 0.8)
    face_mask_chance: float = 0.09
    sunglasses_chance: float = 0.05
    recolour_mask_chance: float = 0.65
    backlight_chance: float = 0.12
    backlight: Range = (0.25, 0.7)


@dataclass(frozen=True)
class ObstacleConfig:
    """Things in front of the person; all are background by the contract (class 11 is worn on the face)."""

    hand_chance: float = 0.13
    object_chance: float = 0.15
    empty_hand_chance: float = 0.35


@dataclass(frozen=True)
class CameraConfig:
    """Light and camera."""

    gamma_chance: float = 0.5
    gamma: Range = (0.55, 1.7)
    gain: Range = (0.7, 1.3)
    dark_room_chance: float = 0.06
    dark_gain: Range = (0.15, 0.45)
    cast_chance: float = 0.45
    cast: float = 0.22
    saturation_chance: float = 0.3
    grey_chance: float = 0.03
    gradient_chance: float = 0.33
    gradient: float = 0.5
    noise_chance: float = 0.38
    noise_sigma: Range = (1.0, 13.0)
    blur_chance: float = 0.2
    blur_sigma: Range = (0.4, 1.8)
    motion_chance: float = 0.1
    motion_length: int = 9
    low_resolution_chance: float = 0.18
    low_resolution: Range = (1.4, 3.6)
    jpeg_chance: float = 0.45
    jpeg_quality: tuple[int, int] = (40, 95)


@dataclass(frozen=True)
class AugmentConfig:
    """All of it."""

    scene: SceneConfig = SceneConfig()
    person: PersonConfig = PersonConfig()
    obstacle: ObstacleConfig = ObstacleConfig()
    camera: CameraConfig = CameraConfig()
