"""Whose emissions a text tells: another model's are no report, whatever name stands in an own sentence."""

import pytest

from carbon.card.reading import read_card
from carbon.card.text import read_text

ID = "lab/my-summariser"

#: Each tells 3 kg of this model's own training.
OWN = [
    "We fine-tuned Llama-2-7B, which emitted 3 kg of CO2eq.",
    "Fine-tuning the base model emitted 3 kg CO2eq.",
    "Fine-tuning of Mistral-7B on 2 GPUs emitted 3 kg CO2eq.",
    "Our Llama-2 fine-tune emitted 3 kg CO2eq.",
    "The model was trained starting from the base model and emitted 3 kg CO2eq.",
    "Training on 8 A100 GPUs emitted 3 kg CO2eq.",
    "Training on LAION-5B emitted 3 kg CO2eq.",
    "Training for 3 epochs on MIMIC-III emitted 3 kg CO2eq.",
    "Training with LoRA on top of the original model emitted 3 kg CO2eq.",
    "We distilled the teacher into a student, emitting 3 kg CO2eq.",
    "Training emitted 3 kg CO2eq (estimated following Lacoste et al., 2019).",
    "According to CodeCarbon, training emitted 3 kg CO2eq.",
    "According to the ML CO2 Impact calculator (Lacoste et al. 2019), training emitted 3 kg CO2eq.",
    "Training this model, a BERT variant, emitted 3 kg CO2eq.",
    "The BERT-based model emitted 3 kg CO2eq during training.",
    "The RoBERTa encoder was trained for 3 days, emitting 3 kg CO2eq.",
    "Training the model emitted 3 kg CO2eq, far less than GPT-3.",
    "Unlike larger models, this model emitted only 3 kg CO2eq in training.",
    "For comparison, our training emitted 3 kg CO2eq.",
    "We used the base model as a starting point; training emitted 3 kg CO2eq.",
    "The adapter was trained on the base model's frozen weights and its training emitted 3 kg CO2eq.",
    "Training the base model with our data emitted 3 kg CO2eq.",
    "TOTAL TRAINING EMISSIONS: 3 KG CO2EQ",
    "GPU Training Emissions: 3 kg CO2eq",
    "## Impact (CODE CARBON DEFAULT)\n- Emissions (CO2eq in kg): 3",
    "Total CO2: 3 kg (GPT-2 small, fine-tuned)",
    "Carbon Emitted: 3 kg CO2eq (the base model was not counted)",
    "- Fine-tuning emissions (base model excluded): 3 kg CO2eq",
    "Emissions of fine-tuning the base model: 3 kg CO2eq",
    "Stage 2 emitted 3 kg CO2eq in training.",
    "As a baseline we report 3 kg CO2eq for our training.",
]
#: Each tells what training another model emitted, and nothing of this one.
OTHERS = [
    "Training of the foundation model emitted 90 t CO2eq.",
    "The parent checkpoint's training emitted 90 t CO2eq.",
    "Upstream pre-training emitted 90 t CO2eq.",
    "Pre-training of the base model emitted 31.22 tCO2eq.",
    "Our work builds on the base model, whose training emitted 90 tCO2eq.",
    "Note that pre-training emissions of the backbone network were 90 t CO2eq.",
    "The previous version of the model emitted 90 kg CO2eq in training.",
    "The baseline's training emitted 90 kg CO2eq.",
    "The larger models of the family emitted 90 t CO2eq in training.",
    "Training emitted 90 tCO2eq for the base model.",
    "For comparison, pre-training OPT-66B emitted 90 tCO2eq.",
    "In comparison, a larger model emitted 90 tCO2eq in training.",
    "We compare against Falcon-40B, whose training emitted 90 tCO2eq.",
    "According to the original paper, training took 20 days and emitted 90 tCO2eq.",
    "Training large language models emits 90 t of CO2eq (Luccioni et al., 2022).",
    "The largest models emit 600,000 pounds of CO2 in training (Strubell et al., 2019).",
    "Luccioni et al. (2022) put the training of a model at 90 tCO2eq.",
    "A study found that training such models emits 90 t CO2eq.",
    "Falcon-40B's pre-training produced 90 tCO2eq.",
    "Meta reports 539 tCO2eq for the training of Llama 2.",
    "Training Whisper emitted 90 t CO2eq.",
    "Large models cost much: training of Yi-34B, for example, emitted 90 tCO2eq.",
    "Emissions of training Yi-34B: 90 tCO2eq",
    "- Mixtral-8x7B emissions: 90 tCO2eq",
    "- BERT emissions: 652 kg CO2eq",
    "- Teacher training emissions: 90 t CO2eq",
    "- Carbon emissions (base model): 652 kg CO2eq",
    "- Competitor emissions: 250 kg CO2",
    "Carbon emitted: 90 tCO2eq (base model)",
    "Training emissions: 90 tCO2eq (for the teacher)",
    "Carbon Emitted: not tracked for this finetune; base: 31.22 tCO2eq",
    "## Base model\n- Carbon emitted: 90 tCO2eq",
    "## Emissions of the original model\n- Training: 90 tCO2eq",
    "## Emissions\n| Model | tCO2eq |\n|---|---|\n| Base model | 90 |",
]
#: Each tells both; 3 kg are this model's.
BOTH = [
    "Training the backbone network emitted 90 tCO2eq; our adapter emitted 3 kgCO2eq.",
    "The original training emitted 90 tCO2eq, whereas this LoRA emitted 3 kg CO2eq.",
    "- Emissions of the parent model: 90 t CO2eq\n- Emissions of fine-tuning: 3 kg CO2eq",
    "- Base model carbon emissions: 652 kg CO2eq\n- Fine-tuning carbon emissions: 3 kg CO2eq",
    "Training took 90 tCO2eq for the teacher and 3 kg CO2eq for the student.",
    "In contrast to OPT-66B's training, which emitted 90 tCO2eq, ours emitted 3 kg CO2eq.",
    "Unlike BLOOM, which emitted 25 tCO2eq, training of our model emitted 3 kgCO2eq.",
    "BLOOM's training emitted 25 tCO2eq; ours emitted 3 kgCO2eq.",
    "Training the teacher Llama-2-7B emitted 31.22 tCO2eq. We fine-tuned it with LoRA, which emitted 3 kgCO2eq.",
    "Training emissions are 90 kg CO2eq for the full model and 3 kg CO2eq for this adapter.",
    "Emissions: 90 tCO2eq (base model), 3 kg CO2eq (fine-tuning)",
    "| Model | CO2eq |\n|---|---|\n| OPT-66B | 90 t |\n| BLOOM | 25 t |\n| Ours | 3 kg |",
]


@pytest.mark.parametrize("text", OWN)
def test_an_own_figure_is_read_whatever_else_the_sentence_names(text):
    assert read_text(text, ID).emissions_g == 3000


@pytest.mark.parametrize("text", OTHERS)
def test_the_figure_of_another_model_is_no_report(text):
    read = read_text(text, ID)

    assert (read.emissions_g, read.found_in) == (None, None)


@pytest.mark.parametrize("text", BOTH)
def test_of_two_figures_the_own_one_counts(text):
    assert read_text(text, ID).emissions_g == 3000


@pytest.mark.parametrize(
    ("model_id", "text"),
    [
        (None, "Training Falcon-40B emitted 3 kg CO2eq."),
        ("lab/falcon-40b-chat", "Training Falcon-40B emitted 3 kg CO2eq."),
        ("lab/MyBERT", "- BERT emissions: 3 kg CO2eq"),
        ("lab/tern-7b", "Emissions for the 7B: 3 kg CO2eq"),
        ("lab/tern", "Emissions for the 7B: 3 kg CO2eq"),
        ("lab/tern-base", "- Emissions (base): 3 kg CO2eq"),
        ("lab/tern-7b", "Training on 10M pairs and 3B tokens emitted 3 kg CO2eq."),
    ],
)
def test_a_name_is_another_model_only_where_the_id_shares_nothing_with_it(model_id, text):
    assert read_text(text, model_id).emissions_g == 3000


def test_a_size_that_is_not_the_model_s_own_is_another_model():
    for size in ("13B", "13b", "70B"):
        assert read_text(f"Emissions for the {size}: 30 tCO2eq", "lab/tern-7b").emissions_g is None
    assert read_text("EMISSIONS FOR THE 13B: 30 TCO2EQ", "lab/tern-7b").emissions_g is None
    assert (
        read_text("The 7B model emitted 3 kgCO2eq, the 13B 9 kgCO2eq in training.", "lab/tern-13b").emissions_g == 9000
    )


def test_what_the_metadata_state_is_not_held_against_another_model_s_figure():
    card = read_card({"co2_eq_emissions": 300}, "For comparison, training BLOOM emitted 24.7 tonnes of CO2eq.", ID)

    assert card.text_emissions_g is None


def test_a_heading_that_reads_like_a_label_does_not_silence_the_block_under_it():
    block = "### Tern {} Estimated Emissions\n* **Hardware Type:** T4\n* **Carbon Emitted:** {}\n\n"

    assert (
        read_text(block.format("Mini", "3 kg CO2eq") + block.format("Mega", "Unknown"), "x/tern-mini").emissions_g
        == 3000
    )
    assert (
        read_text(block.format("Mini", "3 kg CO2eq") + block.format("Mega", "Unknown"), "x/tern-mega").emissions_g
        is None
    )
