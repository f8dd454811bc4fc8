"""Whose machines a training ran on, behind its devices: `on 4 V100 GPUs on AWS`. Knows names, guesses nothing."""

from __future__ import annotations

import re

from carbon.card.hardware import devices_of
from carbon.card.owners import is_of_another

#: Providers and public computing centres in their usual spelling; short ones are words of other things in lower case.
_NAME = (
    r"AWS|Amazon (?:Web Services|EC2|SageMaker)|Amazon(?= (?:cloud|instance))|GCP"
    r"|Google (?:Cloud(?: Platform)?|Colab(?:oratory)?(?: Pro\+?)?|Compute Engine)|(?:Microsoft )?Azure(?: ML)?"
    r"|OVH(?:cloud)?|Scaleway|Oracle(?: Cloud)?|OCI|IBM Cloud|Lambda(?: Labs| Cloud)?|Run[Pp]od|Vast\.ai|Paperspace"
    r"|CoreWeave|Crusoe(?: Cloud)?|Nebius|Together AI|Modal|Kaggle(?: Notebooks?)?|Colab(?: Pro\+?)?|Alibaba Cloud"
    r"|Jean[ -]Zay|LUMI|MareNostrum(?: ?\d)?|JUWELS(?: Booster)?|Snellius|Berzelius|Perlmutter"
)
_PLACED = re.compile(rf"\b(?:on|in|at|via|through|from|by|of|using) (?:the |an? )?({_NAME})(?![\w-])")
#: A name with nothing behind it but a machine's.
_ALONE = re.compile(rf"(?:on |via )?({_NAME})(?: [a-z]+\d\w*(?:\.\w+)?)?")
_TRAINED = re.compile(
    r"\b(?:(?:pre-?|re)?train(?:ed|ing)|(?:fine-?)?tun(?:ed|ing)|r[au]n|comput(?:ed|ations?)|experiments?|conducted"
    r"|performed|used)\b",
    re.I,
)
#: What is done with a trained model or with data.
_OTHER_USE = re.compile(
    r"\b(?:deploy\w*|host(?:ed|ing)|serv(?:ed?|ing)|inference|evaluat\w*|upload\w*|stored|downloaded|data ?sets?"
    r"|compared?|than|instead|not)\b",
    re.I,
)
#: The capitalised words that a name begins with, and an aside behind them.
_ONLY_NAME = re.compile(r"(?P<name>[A-Z][\w+.]*(?: [A-Z][\w+.]*)*)(?P<aside> \([^()]{1,40}\))?")
_CLAUSE_END = re.compile(r"[.;:|](?=\s)|\n|  ")
#: So much of a text before a name is looked at.
_BEFORE = 160


def provider_behind_devices(text: str) -> str | None:
    """The provider that a sentence on the training names, as written; None where none is named."""
    return next((match[1] for match in _PLACED.finditer(text) if _is_of_training(text, match)), None)


def provider_alone(part: str) -> str | None:
    """The provider where a part of a list names it and perhaps its machine, and nothing else."""
    match = _ALONE.fullmatch(part)
    return match[1] if match else None


def without_machines(name: str) -> str:
    """A provider's name without the machines behind it: `AWS` of `AWS p4d instances`."""
    only = _ONLY_NAME.match(name)
    if only is None:
        return name
    return only["name"] if devices_of(only["aside"] or "") else only[0].strip()


def _is_of_training(text: str, match: re.Match[str]) -> bool:
    before = _CLAUSE_END.split(text[max(match.start() - _BEFORE, 0) : match.start()])[-1]
    if not _TRAINED.search(before) or _OTHER_USE.search(before):
        return False
    return not is_of_another(text, match.start(1), match.end(1))
