"""The training regime: pre-training or fine-tuning. Says nothing where the card does not."""

from __future__ import annotations

import re

PRE_TRAINING = "pre-training"
FINE_TUNING = "fine-tuning"

_PRE_TRAINING = re.compile(r"pre[\s_-]*train|from[\s_-]*scratch", re.I)
_FINE_TUNING = re.compile(
    r"fine[\s_-]*tun|transfer[\s_-]*learning|instruct(?:ion)?[\s_-]*tun|adapter|\b(?:q?lora|sft|dpo|rlhf|peft|orpo|grpo)\b",
    re.I,
)


def training_regime(training_type: str | None, is_autotrain: bool) -> str | None:
    """`pre-training`, `fine-tuning` or None.

    AutoTrain is always fine-tuning. A card that names both is pre-training, whose emissions are the larger part.
    """
    if is_autotrain:
        return FINE_TUNING
    text = (training_type or "")[:300]
    if _PRE_TRAINING.search(text):
        return PRE_TRAINING
    return FINE_TUNING if _FINE_TUNING.search(text) else None
