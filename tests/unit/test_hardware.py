"""Which devices a text names, how many of them, and their rated power."""

import pytest

from carbon.card.hardware import Device, devices_of
from carbon.card.places import Place, place_of
from carbon.card.report import Report
from carbon.method.estimate import estimate, estimates, within_estimate


@pytest.mark.parametrize(
    ("text", "name", "count", "watts"),
    [
        ("384 A100 80GB GPUs", "A100", 384, 400),
        ("1 x NVIDIA GeForce RTX 3090", "RTX 3090", 1, 350),
        ("8 x 32GB NVIDIA V100 GPUs", "V100", 8, 300),
        ("4 RTX3090 24GB GPUs", "RTX 3090", 4, 350),
        ("1xA4500", "A4500", 1, 200),
        ("NVIDIA V100 (8x GPUs)", "V100", 8, 300),
        ("A100 x 8", "A100", 8, 400),
        ("NVIDIA A100-SXM4-40GB", "A100", None, 400),
        ("TPU v3-8", "TPU v3", 4, 450),
        ("8 TPU V3s", "TPU v3", 8, 450),
        ("12 CPU (i7-9750H CPU @ 2.60GHz)", "Intel Core H", None, 45),
        ("AMD EPYC 7742", "EPYC", None, None),
    ],
)
def test_the_device_its_number_and_its_power_are_read(text, name, count, watts):
    (device,) = devices_of(text)

    assert (device.name, device.count, device.watts) == (name, count, watts)
    assert device.text in text


def test_all_devices_are_told_apart():
    assert devices_of("NVIDIA A100 40GB / T4 15GB") == (
        Device("A100", "GPU", None, 400, "A100"),
        Device("T4", "GPU", None, 70, "T4"),
    )


@pytest.mark.parametrize("text", [None, "", "GPU", "8 GPUs", "Google Colab", "unknown", "version 13090"])
def test_what_names_no_model_stays_unknown(text):
    assert devices_of(text) == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Illinois, USA", Place("USA", "Illinois", None, "Illinois, USA")),
        ("us-central1-a", Place("USA", None, "us-central1-a", "us-central1-a")),
        ("Noord-Brabant", Place("NLD", "Noord-Brabant", None, "Noord-Brabant")),
        ("Kyrgyzstan", Place("KGZ", None, None, "Kyrgyzstan")),
        ("Somewhere central", None),
        ("Europe", None),
    ],
)
def test_a_place_has_a_country_and_keeps_its_words(text, place):
    assert place_of(text) == place


def test_the_estimate_says_from_what_it_is_made():
    likely = estimate(Report(emissions_g=1.0, hardware="2 x A100", hours=10, place="Germany"))

    assert likely is not None
    assert likely.basis == "2 × A100 (400 W) for 10 h at 381 g/kWh (Germany)"
    assert likely.low_g == pytest.approx(4 * 0.3 * 381)
    assert likely.high_g == pytest.approx(8 * 1.58 * 381)


def test_the_stated_energy_serves_where_hours_are_missing():
    report = Report(emissions_g=196.7, energy_kwh=0.506, place="Germany")

    assert within_estimate(report) is True
    assert within_estimate(Report(emissions_g=5.0, energy_kwh=0.506, place="Germany")) is False


def test_without_both_hardware_and_hours_nothing_is_estimated():
    for report in (
        Report(emissions_g=1.0),
        Report(hardware="A100"),
        Report(hours=5),
        Report(hardware="A100 / T4", hours=5),
    ):
        assert estimate(report) is None
        assert within_estimate(report) is None


def test_each_basis_that_is_stated_has_its_own_estimate():
    stated = Report(emissions_g=1.0, hardware="2 x A100", hours=10, energy_kwh=5, place="Germany")

    assert [(one.given, one.low_g) for one in estimates(stated)] == [
        (("hardware", "hours"), pytest.approx(4 * 0.3 * 381)),
        (("energy",), pytest.approx(5 * 381)),
    ]
    assert estimates(Report(emissions_g=1.0, hardware="A100")) == ()
