"""Light and camera: exposure, colour, blur, resolution, noise, compression. Labels stay as they are."""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from models.fasenet.augmentation_config import CameraConfig
from models.fasenet.sources import Picture

_NOISE = np.random.default_rng(7).standard_normal((512, 512, 3)).astype(np.float32)
"""Drawn once; each picture takes a random part, since drawing anew costs more than all the rest."""


def tone_curves(rng: np.random.Generator, config: CameraConfig) -> NDArray[np.uint8]:
    """[256, 3] look-up table: gamma, gain and colour cast in one."""
    level = np.linspace(0, 1, 256)
    curve = level
    if rng.random() < config.gamma_chance:
        curve = curve ** np.exp(rng.uniform(*np.log(config.gamma))) * rng.uniform(*config.gain)
    if rng.random() < config.dark_room_chance:
        curve = curve * rng.uniform(*config.dark_gain)
    cast = np.ones(3)
    if rng.random() < config.cast_chance:
        cast = 1 + rng.uniform(-config.cast, config.cast, 3)
    return np.clip(255 * curve[:, None] * cast, 0, 255).astype(np.uint8)


def saturate(rng: np.random.Generator, picture: Picture, config: CameraConfig) -> Picture:
    """More or less colour; sometimes none."""
    amount = 0.0 if rng.random() < config.grey_chance else None
    if amount is None:
        if rng.random() >= config.saturation_chance:
            return picture
        amount = rng.uniform(0.3, 1.6)
    grey = np.repeat(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)[..., None], 3, 2)
    return cv2.addWeighted(picture, amount, grey, 1 - amount, 0)


def side_light(rng: np.random.Generator, picture: Picture, config: CameraConfig) -> Picture:
    """Light from one side, of any colour: a window, a lamp, a screen."""
    height, width = picture.shape[:2]
    angle = rng.uniform(0, 2 * np.pi)
    rows = np.linspace(-1, 1, height, dtype=np.float32)[:, None] * np.sin(angle)
    columns = np.linspace(-1, 1, width, dtype=np.float32)[None] * np.cos(angle)
    ramp = np.tanh((rows + columns) * rng.uniform(0.7, 3.0)).astype(np.float32)
    strength = rng.uniform(0.1, config.gradient) * (1 + rng.normal(0, 0.15, 3))
    light = 1 + ramp[..., None] * strength.astype(np.float32)
    return np.clip(picture * light, 0, 255).astype(np.uint8)


def smear(rng: np.random.Generator, picture: Picture, config: CameraConfig) -> Picture:
    """Out of focus, moving, or enlarged from few pixels."""
    if rng.random() < config.blur_chance:
        picture = cv2.GaussianBlur(picture, (0, 0), float(rng.uniform(*config.blur_sigma)))
    if rng.random() < config.motion_chance:
        picture = cv2.filter2D(picture, -1, motion_kernel(rng, config.motion_length))
    if rng.random() < config.low_resolution_chance:
        height, width = picture.shape[:2]
        factor = rng.uniform(*config.low_resolution)
        small = cv2.resize(picture, (int(width / factor), int(height / factor)), interpolation=cv2.INTER_AREA)
        picture = cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
    return picture


def motion_kernel(rng: np.random.Generator, longest: int) -> NDArray[np.float32]:
    """A line of random direction and length, sum 1."""
    kernel = np.zeros((longest, longest), np.float32)
    reach = rng.uniform(1, longest / 2)
    angle, middle = rng.uniform(0, np.pi), longest // 2
    dx, dy = round(reach * math.cos(angle)), round(reach * math.sin(angle))
    cv2.line(kernel, (middle - dx, middle - dy), (middle + dx, middle + dy), 1.0)
    return kernel / kernel.sum()


def sensor(rng: np.random.Generator, picture: Picture, config: CameraConfig) -> Picture:
    """Noise, the same in all colours or not, then JPEG."""
    if rng.random() < config.noise_chance:
        height, width = picture.shape[:2]
        y, x = (int(rng.integers(512 - n + 1)) for n in (height, width))
        noise = _NOISE[y : y + height, x : x + width]
        noise = noise[..., :1] if rng.random() < 0.3 else noise
        picture = np.clip(picture + noise * np.float32(rng.uniform(*config.noise_sigma)), 0, 255).astype(
            np.uint8
        )
    if rng.random() < config.jpeg_chance:
        quality = int(rng.integers(config.jpeg_quality[0], config.jpeg_quality[1] + 1))
        _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
        picture = cv2.imdecode(data, cv2.IMREAD_COLOR)
    return picture


def photograph_scene(rng: np.random.Generator, picture: Picture, config: CameraConfig) -> Picture:
    """[h, w, 3] -> the same shape, as a camera would see it."""
    if rng.random() < config.gradient_chance:
        picture = side_light(rng, picture, config)
    picture = saturate(rng, picture, config)
    curves = tone_curves(rng, config)
    picture = cv2.LUT(picture, curves[None])
    return sensor(rng, smear(rng, picture, config), config)
