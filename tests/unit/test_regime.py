"""Whether a training was pre-training or fine-tuning."""

import pytest

from carbon.method.regime import training_regime


@pytest.mark.parametrize(
    ("stated", "regime"),
    [
        ("pre-training", "pre-training"),
        ("pretraining", "pre-training"),
        ("Continued pretraining", "pre-training"),
        ("pretraining + fine-tuning", "pre-training"),
        ("trained from scratch", "pre-training"),
        ("fine-tuning", "fine-tuning"),
        ("Finetuned", "fine-tuning"),
        ("LoRA", "fine-tuning"),
        ("transfer learning", "fine-tuning"),
        ("training", None),
        (None, None),
    ],
)
def test_the_regime_is_read_from_the_training_type(stated, regime):
    assert training_regime(stated, is_autotrain=False) == regime


def test_autotrain_is_fine_tuning_whatever_the_card_says():
    assert training_regime(None, is_autotrain=True) == "fine-tuning"
    assert training_regime("pretraining", is_autotrain=True) == "fine-tuning"
