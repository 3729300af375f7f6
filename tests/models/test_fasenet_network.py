"""Size and shape of the network, its export, and the averaged weights."""

import numpy as np
import pytest
import torch

from models.fasenet import manifest
from models.fasenet.ema import RunningMean
from models.fasenet.export import difference, export
from models.fasenet.network import Deployed, FaSeNet, NetworkConfig, normalise, parameter_count
from models.fasenet.runner import Runner
from models.fasenet.transfer import take_over

PARAMETER_LIMIT = 600_000
SIZE_LIMIT = 2_500_000


def random_network(seed=0):
    """A network whose batch norms do something, in evaluation mode."""
    torch.manual_seed(seed)
    network = FaSeNet(NetworkConfig(input_size=64))
    with torch.no_grad():
        for _ in range(2):
            network.train()(torch.randn(2, 3, 64, 64))
    return network.eval()


def test_network_stays_within_its_limit_of_parameters():
    assert parameter_count(FaSeNet()) <= PARAMETER_LIMIT


def test_output_is_twelve_classes_at_half_the_input_size():
    assert FaSeNet().eval()(torch.zeros(2, 3, 128, 128)).shape == (2, 12, 64, 64)


def test_probabilities_sum_to_one_at_every_pixel():
    image = torch.randint(0, 256, (1, 64, 64, 3), dtype=torch.uint8)
    with torch.no_grad():
        total = Deployed(random_network())(image).sum(1)
    assert torch.allclose(total, torch.ones_like(total), atol=1e-5)


def test_normalised_pictures_are_centred_and_channels_first():
    image = torch.full((1, 4, 4, 3), 128, dtype=torch.uint8)
    image[..., 2] = 192
    assert normalise(image)[0, :, 0, 0].tolist() == [0.0, 0.0, 1.0]


def test_exported_network_equals_pytorch_on_random_weights(tmp_path):
    network = random_network()
    assert export(network, tmp_path, "test") < 1e-4
    assert difference(random_network(seed=1), tmp_path / "fasenet.onnx") > 1e-3


def test_exported_network_takes_any_number_of_pictures(tmp_path):
    export(random_network(), tmp_path, "test")
    runner = Runner(tmp_path / "fasenet.onnx")
    for count in (1, 5):
        pictures = np.zeros((count, 64, 64, 3), np.uint8)
        assert runner.run(pictures).shape == (count, 12, 32, 32)


def test_exported_file_is_small_and_its_manifest_fits_it(tmp_path):
    export(FaSeNet().eval(), tmp_path, "test")
    stated = manifest.read(tmp_path)
    assert stated.sha256 == manifest.file_hash(tmp_path / stated.file)
    assert (tmp_path / stated.file).stat().st_size <= SIZE_LIMIT
    assert (stated.input_size, stated.output_size, len(stated.classes)) == (160, 80, 12)


def test_running_mean_lies_between_old_and_new_weights():
    network = FaSeNet()
    mean = RunningMean(network, decay=0.9)
    before = mean.network.head.bias.clone()
    with torch.no_grad():
        network.head.bias += 1
    mean.update(network, step=10_000)
    assert torch.allclose(mean.network.head.bias - before, torch.full_like(before, 0.1), atol=1e-5)


def test_weights_for_small_pictures_start_a_deeper_network_nearly_where_they_were():
    shallow = FaSeNet(NetworkConfig(input_size=64, depths=(1, 1, 1, 1))).eval()
    deep = FaSeNet(NetworkConfig(depths=(1, 1, 2, 2))).eval()
    take_over(shallow.state_dict(), deep)
    picture = torch.randn(2, 3, 96, 96)
    assert torch.equal(deep.head.weight, shallow.head.weight)
    apart = (deep(picture) - shallow(picture)).abs().mean()
    assert 0 < apart < 0.2 * shallow(picture).std()


def test_weights_of_other_widths_are_refused():
    narrow = FaSeNet(NetworkConfig(widths=(8, 16, 24, 32)))
    with pytest.raises(ValueError, match="other widths"):
        take_over(narrow.state_dict(), FaSeNet())


def test_finer_output_has_the_size_of_the_input():
    assert FaSeNet(NetworkConfig(fine=2)).eval()(torch.zeros(1, 3, 64, 64)).shape == (1, 12, 64, 64)
