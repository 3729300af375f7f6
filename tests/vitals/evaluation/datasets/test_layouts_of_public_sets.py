"""Each public layout as a tiny made-up folder: records, truth and trace come out of it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np
import pyedflib
import pytest
from scipy.io import savemat

from tests.vitals.evaluation.datasets import made_up
from tests.vitals.evaluation.datasets.made_up import BREATH_BPM, FPS, HEART_BPM, SECONDS, WAVE_S
from vitals.evaluation.datasets import Record, open_dataset
from vitals.types import Trace


def ubfc_rppg_1(root: Path) -> None:
    session = root / "DATASET_1" / "5-gt"
    made_up.video(session / "vid.avi")
    rows = [f"{1000 * i / 60:.0f},{HEART_BPM:.0f},98,{i % 60}" for i in range(600)]
    (session / "gtdump.xmp").write_text("\n".join(rows))


def ubfc_rppg_2(root: Path) -> None:
    session = root / "DATASET_2" / "subject1"
    made_up.video(session / "vid.avi")
    n = round(SECONDS * FPS)
    lines = (made_up.wave(HEART_BPM, FPS, SECONDS), np.full(n, HEART_BPM), np.arange(n) / (0.99 * FPS))
    (session / "ground_truth.txt").write_text(
        "\n".join("   ".join(f"{v:.7e}" for v in line) for line in lines)
    )


def ubfc_phys(root: Path) -> None:
    made_up.video(root / "s1" / "vid_s1_T2.avi")
    made_up.column(root / "s1" / "bvp_s1_T2.csv", made_up.wave(HEART_BPM, 64))


def pure(root: Path) -> None:
    start = 1392643993642815000
    for i, picture in enumerate(made_up.pictures()):
        made_up.image(root / "01-02" / "01-02" / f"Image{start + round(i * 1e9 / FPS)}.png", picture)
    packages = [
        {
            "Timestamp": start - 500_000_000 + round(i * 1e9 / 60),
            "Value": {"pulseRate": HEART_BPM, "waveform": 1, "o2saturation": 98},
        }
        for i in range(600)
    ]
    (root / "01-02" / "01-02.json").write_text(json.dumps({"/FullPackage": packages, "/Image": []}))


def cohface(root: Path) -> None:
    made_up.video(root / "1" / "0" / "data.avi")
    with h5py.File(root / "1" / "0" / "data.hdf5", "w") as file:
        file["pulse"] = made_up.wave(HEART_BPM, 256)
        file["respiration"] = made_up.wave(BREATH_BPM, 256)
        file["time"] = np.arange(round(256 * WAVE_S)) / 256


def lgi_ppgi(root: Path) -> None:
    session = root / "alex" / "alex_gym"
    made_up.video(session / "cv_camera_sensor_stream_handler.avi")
    n = round(SECONDS * FPS)
    frames = "".join(
        f"<value{i}><value0>{i}</value0><value1>{1000 * i / (0.99 * FPS)}</value1></value{i}>"
        for i in range(n)
    )
    (session / "cv_camera_sensor_timer_stream_handler.xml").write_text(f"<root>{frames}</root>")
    before, during = 300, round(60 * SECONDS)
    rates = [120] * before + [round(HEART_BPM)] * during
    samples = "".join(
        f"<value{i}><value0>{i}</value0><value1>{rate}</value1><value2>{i % 60}</value2></value{i}>"
        for i, rate in enumerate(rates)
    )
    (session / "cms50_stream_handler.xml").write_text(f"<root>{samples}</root>")


def mmpd(root: Path) -> None:
    (root / "subject1").mkdir(parents=True)
    savemat(
        root / "subject1" / "p1_0.mat",
        {
            "video": np.stack(made_up.pictures(30.0)) / np.float32(255),
            "GT_ppg": made_up.wave(HEART_BPM, 30)[None],
            "light": "LED-low",
            "motion": "Rotation",
        },
        do_compression=True,
    )


def mahnob(root: Path) -> None:
    session = root / "Sessions" / "2"
    made_up.video(session / "P1-Rec1-2009.07.09.17.53.46_C1 trigger _C_Section_2.avi")
    (session / "session.xml").write_text('<session vidRate="60.97"><subject id="7"/></session>')
    n, before = round(256 * (WAVE_S + 30)), 256 * 30
    status = np.zeros(n)
    status[before] = status[-1000] = 16
    signals = {
        "EXG2": made_up.ecg(HEART_BPM, 256, WAVE_S + 30),
        "Resp": 1000 * made_up.wave(BREATH_BPM, 256, WAVE_S + 30, from_s=30),
        "Status": status,
    }
    with pyedflib.EdfWriter(
        str(session / "Part_1_S_Trial1_emotion.bdf"), 3, file_type=pyedflib.FILETYPE_BDF
    ) as file:
        for i, name in enumerate(signals):
            header = {"label": name, "dimension": "uV", "sample_frequency": 256}
            limits = {
                "physical_min": -5000,
                "physical_max": 5000,
                "digital_min": -8388608,
                "digital_max": 8388607,
            }
            file.setSignalHeader(i, header | limits)
        file.writeSamples(list(signals.values()))


def bp4d(root: Path) -> None:
    (root / "2D+3D").mkdir(parents=True)
    with zipfile.ZipFile(root / "2D+3D" / "F001.zip", "w") as archive:
        for i, picture in enumerate(made_up.pictures(25.0)):
            archive.writestr(f"F001/T8/{i}.jpg", made_up.png(picture))  # painted ids do not survive JPEG
        archive.writestr("F001/T1/0.jpg", b"of another task")
    sensors = root / "Physiology" / "F001" / "T8"
    made_up.column(sensors / "Pulse Rate_BPM.txt", np.full(8000, HEART_BPM))
    made_up.column(sensors / "Resp_Volts.txt", made_up.wave(BREATH_BPM, 1000, 40))


def scamps(root: Path) -> None:
    root.mkdir(exist_ok=True)
    with h5py.File(root / "P000001.mat", "w") as file:
        file["RawFrames"] = np.stack(made_up.pictures(30.0)).transpose(3, 2, 1, 0) / np.float32(255)
        file["d_ppg"] = made_up.wave(HEART_BPM, 30)[None]
        file["d_br"] = made_up.wave(BREATH_BPM, 30)[None]


def vipl_hr(root: Path) -> None:
    for camera in ("source1", "source4"):
        folder = root / "data" / "p1" / "v3" / camera
        made_up.video(folder / "video.avi")
        made_up.column(folder / "gt_HR.csv", np.full(20, HEART_BPM), "HR")
        made_up.column(folder / "time.txt", 1000 * np.arange(round(SECONDS * FPS)) / (0.99 * FPS))


def videos(root: Path) -> None:
    made_up.video(root / "anna_rest.mkv")
    rows = [f"{t},{HEART_BPM},{BREATH_BPM}" for t in range(60)]
    (root / "anna_rest.csv").write_text("\n".join(["t,hr,rr", *rows]))


@dataclass(frozen=True)
class Case:
    make: Callable[[Path], None]
    title: str
    record: str
    subject: str
    activity: str
    fps: float = FPS
    breath: bool = False


CASES = [
    Case(ubfc_rppg_1, "UBFC-rPPG 1", "5-gt", "5-gt", "rest"),
    Case(ubfc_rppg_2, "UBFC-rPPG 2", "subject1", "subject1", "rest", 0.99 * FPS),
    Case(ubfc_phys, "UBFC-Phys", "s1_T2", "s1", "speech"),
    Case(pure, "PURE", "01-02", "01", "talking"),
    Case(cohface, "COHFACE", "1-0", "1", "lamp", breath=True),
    Case(lgi_ppgi, "LGI-PPGI", "alex_gym", "alex", "gym", 0.99 * FPS),
    Case(mmpd, "MMPD", "p1_0", "p1", "Rotation, LED-low", 30.0),
    Case(mahnob, "MAHNOB-HCI", "2", "7", "emotion", breath=True),
    Case(bp4d, "BP4D+", "F001-T8", "F001", "pain", 25.0, breath=True),
    Case(scamps, "SCAMPS", "P000001", "P000001", "rendered", 30.0, breath=True),
    Case(vipl_hr, "VIPL-HR", "p1-v3-source1", "p1", "talking", 0.99 * FPS),
    Case(videos, "folder of videos", "anna_rest", "anna", "rest", breath=True),
]
every_layout = pytest.mark.parametrize("case", CASES, ids=lambda case: case.make.__name__)


def record_of(case: Case, folder: Path) -> Record:
    case.make(folder)
    [record] = open_dataset(folder).records
    return record


@every_layout
def test_a_folder_is_recognised_with_its_record(case: Case, tmp_path: Path) -> None:
    record = record_of(case, tmp_path)
    assert open_dataset(tmp_path).title == case.title
    assert (record.id, record.subject, record.activity) == (case.record, case.subject, case.activity)
    assert all(path.exists() for path in record.files)


@every_layout
def test_its_truth_is_what_the_contact_sensor_says(case: Case, tmp_path: Path) -> None:
    truth = record_of(case, tmp_path).truth()
    assert truth.heart is not None
    assert truth.heart.over(SECONDS, 2.0) == pytest.approx(HEART_BPM, abs=0.5)
    assert (truth.breath is not None) == case.breath
    if truth.breath is not None:
        assert truth.breath.over(32.0, 20.0) == pytest.approx(BREATH_BPM, abs=0.3)


@every_layout
def test_its_pictures_become_a_trace_at_their_own_times(
    case: Case, tmp_path: Path, traced: Callable[[Record], Trace]
) -> None:
    trace = traced(record_of(case, tmp_path / "set"))
    made_fps = 10.0 if case.fps < 20 else case.fps
    assert len(trace) == round(SECONDS * made_fps)
    np.testing.assert_allclose(trace.t_s, np.arange(len(trace)) / case.fps, atol=2e-3)
    np.testing.assert_allclose(trace.rgb[:, 0, 1], made_up.green(made_fps), atol=1.5)
