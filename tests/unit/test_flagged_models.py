"""Every flag on a small Hub where one model earns it, and honest models beside that are like those and earn none."""

from datetime import datetime

from carbon.method.classify import ReporterRow, classify
from carbon.method.lineage import with_lineage
from carbon.method.rows import Classified

WEIGHTS = [("model.safetensors", 10**8)]


def model(model_id: str, emissions: object, body: str | None = None, **facts: object) -> Classified:
    known = {"library": "transformers", "task": "fill-mask", "files": WEIGHTS, "created_at": datetime(2024, 1, 1)}
    return classify(ReporterRow(id=model_id, card={"co2_eq_emissions": emissions}, body=body, **{**known, **facts}))


def flags_in(rows: list[Classified]) -> dict[str, list[str]]:
    return {row.id: row.flags for row in with_lineage(rows) if row.flags}


#: What is known of a model by its card alone.
CARD_ALONE = {"library": None, "task": None, "files": None}
COURSE = {"library": None, "task": None, "files": [("README.md", 900)]}
TRAINED = {"hardware_used": "8 x A100", "hours_used": 100, "geographical_location": "Germany"}
ROWS = [
    # Flagged, each for one reason.
    model("bob/base-model-GGUF", 41_100.0, created_at=datetime(2024, 3, 1)),
    model("eve/other-name", 41_100.0, base_models={"relation": "finetune", "models": [{"id": "ada/base-model"}]}),
    model("kim/ga8-carbon-card", 54_508.0, **COURSE),
    model("jan/card-only", 380.0, "This card is a graded assignment on carbon accounting.", **CARD_ALONE),
    model("leo/kilograms", 2.65, "- **Carbon Emitted:** 2.65 kg CO2 eq"),
    model("mia/zero", {"emissions": 0}),
    model("ned/below-its-hardware", {"emissions": 4, **TRAINED}),
    model("oda/beyond-belief", "900000 t"),
    model("pia/two-figures", 500, "Training emitted 2 kg CO2eq."),
    model("autotrain/autotrain-x-12345", 0.05, tags=["autotrain"]),
    # Honest, and like the ones above.
    model("ada/base-model", 41_100.0),
    model("bob/base-model-tuned", 52.0, base_models={"relation": "finetune", "models": [{"id": "ada/base-model"}]}),
    model("quy/small", 0.2, "- **Emissions:** 0.0002 KgCO2 (Canada)", tags=["codecarbon"]),
    model("rob/small-too", {"emissions": 0.2, "source": "CodeCarbon", "hardware_used": "1 x T4", "hours_used": 0.01}),
    model("sam/carbon-auditor", 310.0),
    model("tea/co2-classifier", 310.0, library=None, task=None),
    model("sue/role-assignment", 320.0, "# Role assignment\n\nEach token gets a role.", **CARD_ALONE),
    model("tom/clusters", 330.0, "Cluster assignment is done by k-means.", **CARD_ALONE),
    model("una/audit-reports", 340.0, "Reads audit reports of companies.", **CARD_ALONE),
    model("val/simulated", 350.0, "Pretrained in simulated training environments.", **CARD_ALONE),
    model("wyn/homework-tutor", 360.0, "Helps with homework and graded exercises.", **CARD_ALONE),
    model(
        "yve/own-weights", 370.0, "A student assignment on emissions: the weights are here.", library=None, task=None
    ),
    model("uli/rounded", 12.1, "- **Carbon Emitted:** 0.01 kg of CO2"),
    model("vic/with-its-hardware", {"emissions": 110_000, **TRAINED}),
    model("wes/same-by-chance", 500),
    model("xia/autotrain-small", 0.5, tags=["autotrain"]),
]


def test_each_is_flagged_for_its_one_reason_and_nothing_else_is():
    assert flags_in(ROWS) == {
        "bob/base-model-GGUF": ["inherited"],
        "eve/other-name": ["inherited"],
        "kim/ga8-carbon-card": ["synthetic"],
        "jan/card-only": ["synthetic"],
        "leo/kilograms": ["kg_as_g"],
        "mia/zero": ["declared_zero"],
        "ned/below-its-hardware": ["implausible"],
        "oda/beyond-belief": ["implausible"],
        "pia/two-figures": ["metadata_text_disagree"],
        "autotrain/autotrain-x-12345": ["autotrain_low"],
    }


def test_every_flag_has_one_line_of_reason_beside_it():
    for row in with_lineage(ROWS):
        assert len(row.flag_reasons) == len(row.flags)
        assert all(reason.endswith(".") and "\n" not in reason for reason in row.flag_reasons)


def test_only_the_flags_of_the_method_exclude():
    left_out = {row.id for row in with_lineage(ROWS) if row.excluded}

    assert left_out == set(flags_in(ROWS)) - {"pia/two-figures", "autotrain/autotrain-x-12345"}


def test_what_is_suspected_is_a_thousand_times_more_and_only_where_kilograms_fit():
    suspected = {row.id: row.suspected_g for row in ROWS if row.suspected_g is not None}

    assert suspected == {"leo/kilograms": 2650.0, "ned/below-its-hardware": 4000.0}
