"""Which tools, hardware, places and links are known by name."""

import pytest

from carbon.card.names import hardware_recognised, is_autotrain, links, tool_of
from carbon.card.places import country_of, place_resolvable
from carbon.card.words import is_placeholder, meaningful


@pytest.mark.parametrize(
    ("source", "tool"),
    [
        ("codecarbon", "CodeCarbon"),
        ("Code Carbon", "CodeCarbon"),
        ("CodeCarbon 3.3.1 (EmissionsTracker), reports/emissions.csv", "CodeCarbon"),
        ("AutoTrain", "AutoTrain"),
        ("autonlp", "AutoTrain"),
        ("MLCO2", "ML CO2 Impact"),
        ("https://mlco2.github.io/impact/#compute", "ML CO2 Impact"),
        ("MLCo2 Machine Learning Impact calculator", "ML CO2 Impact"),
        ("eco2AI", "eco2AI"),
        ("CarbonTracker", "Carbontracker"),
        ("Google Cloud Footprint", "Cloud provider"),
        ("Google Cloud Platform Carbon Footprint", "Cloud provider"),
        ("Estimating the Carbon Footprint of BLOOM. https://arxiv.org/abs/2211.02001", "Paper"),
        ("Google Colab", None),
        ("my own meter", None),
        ("Not Specified", None),
        (None, None),
    ],
)
def test_the_tool_is_named_by_the_source(source, tool):
    assert tool_of(source) == tool


def test_tags_name_the_tool_where_the_source_does_not():
    assert tool_of(None, ["transformers", "autotrain"]) == "AutoTrain"
    assert tool_of(None, ["codecarbon"]) == "CodeCarbon"
    assert tool_of("CodeCarbon", ["autotrain"]) == "CodeCarbon"
    assert tool_of(None, ["transformers"]) is None


def test_autotrain_is_known_by_source_tag_name_or_data_set():
    assert is_autotrain("me/x", source="AutoTrain")
    assert is_autotrain("me/x", tags=["autonlp"])
    assert is_autotrain("me/autotrain-x-123")
    assert is_autotrain("me/autonlp-x-123")
    assert is_autotrain("me/x", datasets=["me/autotrain-data-x"])
    assert is_autotrain("me/x", tags=["dataset:me/autonlp-data-x"])
    assert not is_autotrain("me/no-autotrain-here", tags=["transformers"], datasets=["squad"], source="CodeCarbon")


@pytest.mark.parametrize(
    "text",
    [
        "1 x NVIDIA GeForce RTX 3090",
        "NVIDIA A100-SXM4-40GB",
        "8 v100 16GB",
        "4 RTX3090 24GB GPUs",
        "TTPU v3-256",
        "Google Cloud TPU v4-16",
        "Tesla P100-PCIE-16GB",
        "1 T4, Google Colab",
        "13th Gen Intel(R) Core(TM) i7-1355U",
        "AMD EPYC 7742",
        "Apple Mac Studio 2022 || M1 Max/32GB RAM",
        "AMD Instinct MI250X",
        "Nvidia H200 140GB GPUs",
        "L40S",
    ],
)
def test_hardware_is_recognised_by_its_model(text):
    assert hardware_recognised(text)


@pytest.mark.parametrize("text", [None, "", "GPU", "8 GPUs", "NVIDIA GPU", "TPU", "Google Colab", "unknown", "12 CPUs"])
def test_hardware_without_a_model_is_not_recognised(text):
    assert not hardware_recognised(text)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Tehran, Iran", "IRN"),
        ("East US", "USA"),
        ("East US 2", "USA"),
        ("US-West 2 (288g CO2eq/kWh)", "USA"),
        ("us-east-1", "USA"),
        ("us-central1-a", "USA"),
        ("europe-west4-a", "NLD"),
        ("europe-north1", "FIN"),
        ("Singapore(SGP)", "SGP"),
        ("catalonia, Spain", "ESP"),
        ("Barcelona", "ESP"),
        ("Paris, Texas, USA", "USA"),
        ("Frankfurt an Main, Germany", "DEU"),
        ("Kochi, India (Asia Pacific)", "IND"),
    ],
)
def test_places_resolve_to_a_country(text, country):
    assert country_of(text) == country
    assert place_resolvable(text)


@pytest.mark.parametrize(
    "text", [None, "", "N/A (local compute)", "Private infrastructure", "let us know", "[Your City]"]
)
def test_what_names_no_place_does_not_resolve(text):
    assert country_of(text) is None


@pytest.mark.parametrize(
    "text",
    ["https://arxiv.org/abs/2211.02001", "arXiv:2211.02001", "doi 10.1145/3381831", "mlco2.github.io/impact"],
)
def test_links_are_addresses_dois_and_arxiv_ids(text):
    assert links(text)


@pytest.mark.parametrize("text", [None, "", "CodeCarbon 3.3.1", "0.0363 kg", "a paper", "reports/emissions.csv"])
def test_plain_words_are_no_link(text):
    assert not links(text)


@pytest.mark.parametrize(
    "text",
    ["Not Specified", "unknown", "TBD", "[More Information Needed]", "-", "", "N/A", "**TODO**", "None", "[Your City]"],
)
def test_placeholders_say_nothing(text):
    assert is_placeholder(text)
    assert meaningful(text) is None


def test_real_words_are_kept_on_one_line():
    assert meaningful(" West Java,\n Indonesia ") == "West Java, Indonesia"
    assert meaningful(["T4", None, "P100"]) == "T4, P100"
    assert meaningful(4090) == "4090"
    assert meaningful({"a": 1}) is None
    assert meaningful(False) is None
