"""Amounts that are not this model's training: offsets, savings, comparisons, other things that emit. Ranks none."""

from __future__ import annotations

import re
from functools import lru_cache

from carbon.card.other_gases import is_of_another_gas
from carbon.card.owners import is_own
from carbon.units import Found

#: Words of a training, by which a text is about one.
TRAINING = re.compile(
    r"(?<!s)train|tun(?:ed?|ing)\b|distil|experiment|comput|this (?:model|work|project|run)\b|(?:the|our)"
    r" (?:\d+(?:\.\d+)?[bm] )?(?:model|project)\b|codecarbon|code carbon"
    r"|ml ?co2|impact calculator|\bruns?\b|\bgpus?\b|entra[iî]n|trainiert|entren|eco2ai|tracker"
    r"|(?<!['’]s )(?:total|overall|estimated)(?: carbon| co ?2\w*)? (?:emissions|footprint) (?:are|were|was|is)"
    r"|checkpoint|\bepochs?\b"
    r"|addestra|trein|træn|träning|trening|обуч|训练|学習|학습|pelatihan",
    re.I,
)
#: Titles over what a model is used for, whose figures are not its own.
_NO_SETTING = re.compile(
    r"\bdatasets?\b|usage|\buses?\b|\bexamples?\b|\bsamples?\b|\bdemo\b|prompt|\boutputs?\b|widget|quick ?start|how to"
    r"|intended|inferenc|deploy|\bserving|embodied|embedded emissions|\bthis (?:week|month|year)\b|global impact",
    re.I,
)
#: Titles of tasks; where emissions or the climate are what the task is about, figures below are its data.
_TASK = re.compile(
    r"predict|classif|detect|forecast|regress|estimator|extract|chatbot|assistant|\bbot\b|question|answer|\bqa\b|analy[sz]",
    re.I,
)
_DOMAIN = re.compile(r"co ?[2₂]|carbon|emission|climate|\besg\b|sustainab|greenhouse|\bghg\b|pollut", re.I)
#: What is no training: `Evaluation on MMLU emitted`, `Creating the data set emitted`.
_OF_OTHER_WORK = re.compile(
    r"\b(?:evaluat(?:ion|ing)|benchmark(?:s|ing)?|inference"
    r"|(?:creat|collect|generat|annotat|clean|process|curat|build|prepar)(?:ing|ion) (?:of )?(?:the |our |this )?"
    r"(?:[\w-]+ )?"
    r"(?:data ?sets?|data|corpus|corpora))\b(?![^.;,]*\btrain)[^.;,]{0,60}$",
    re.I,
)
_BEFORE_OTHER = re.compile(
    r"\b(?:can|could|may|might|would|will|(?:expected|planned|projected) to) (?:have )?"
    r"(?:emit(?:ted)?|produced?|generated?|released?|caused?|add(?:ed)?|cost|need(?:ed)?|required?"
    r"|return|print|report|show)\b[^.;]{0,60}$|"
    r"\bif\b[^.;]{0,80}\bwould\b[^.;]{0,60}$|"
    r"\b(?:aims? (?:to|at)|(?:goal|target) (?:is|was|of)|in order to (?:stay|keep|remain))\b[^.;]{0,60}$|"
    r"\b(?:offset(?:ting|s)?|compensat\w+"
    r"|sav(?:es?|ed|ing)"
    r"|évit\w*|économis\w*|(?:ein)?spar(?:t|te|ten)|einspar\w*|eingespart\w*|ahorr\w*|evita\w*|risparmi\w*|economiz\w*"
    r"|poupa\w*|reduz\w*"
    r"|kompensier\w*|vermeid\w*|vermied\w*"
    r"|avoid\w*|reduc\w+|down from|up from|prevent\w*|captur\w+|absorb\w*|remov\w+|sequest\w+"
    r"|embodied|manufactur\w+|planted"
    r"|average (?:american|human|person|car|citizen)"
    r"|budget|credits?)\b[^.;]{0,60}$",
    re.I,
)
#: What follows belongs to others, unless own words stand between: `whereas our adapter emitted`.
_BEFORE_COMPARED = re.compile(
    r"\b(?:compared (?:to|with)|versus|vs\.?|whereas|in contrast|instead of)\b[^.;]{0,60}$"
    r"|\bthan\b(?!\s*[~≈<]?\s*$)[^.;]{0,40}$",
    re.I,
)
#: Models whose cards are not on the Hub: what they emitted is never a card's own report.
_BEFORE_CLOSED_MODEL = re.compile(
    r"\b(?:GPT-?[34]\b|Gopher|Chinchilla|PaLM\b|LaMDA|Gemini\b|MT-NLG)[^.;,]{0,60}$"
    r"|\bet al\.?,?(?: \(?\d{4}\)?)? (?:estimat|report|f[io]nd|found|show|calculat|measur)\w*[^.;]{0,60}$",
    re.I,
)
#: A mass of something else: `11,000 t of concrete`, `RMSE 0.12 kg`.
_OF_ANOTHER_THING = re.compile(
    r"^\s+(?:of|de|di|von)\s+(?!(?:(?:the|its|our|total|training|estimated|equivalent)\s+){0,2}"
    r"(?:\W*c[o0][\s$_{<^~(]{0,3}(?:sub>)?[2₂²]|carbon|emi|ghg|greenhouse|eq|kohlen|dioxyde|which))\w",
    re.I,
)
_BEFORE_ANOTHER_THING = re.compile(r"\b(?:weigh\w*|uptake|mass)\b[^.;]{0,30}$", re.I)
#: How far a prediction of the gas is off.
_BEFORE_ERROR = re.compile(r"\b(?:rmse|mae|errors?|deviation|predicted within)\b[^.;]{0,30}$", re.I)
#: What one of something stands for: `1 L of petrol = 2.3 kg CO2`, `1 kg CO2 = 8 km by car`.
_BEFORE_FACTOR = re.compile(r"\b(?:1|one) [A-Za-z][\w -]{0,30}\s*(?:=(?!>)|≈|equals|corresponds to)\W*$", re.I)
_STANDS_FOR = re.compile(r"\s*(?:=|≈|equals|corresponds to)\s*[~≈]?\d", re.I)
#: What a kWh emits, where its unit stops at the gas: `carbon intensity: 30 g CO2eq`.
_BEFORE_INTENSITY = re.compile(
    r"\b(?:carbon|grid|emissions?|energy|electricity) (?:intensity|factor|efficiency)\b[^.;,\d]{0,20}$", re.I
)
#: What trainings in general emit: `training large language models emits`.
_BEFORE_ANY_MODEL = re.compile(
    r"\btraining (?:of )?(?:(?:large|big|modern|deep|huge|foundation|language|neural|ai) ){1,4}(?:models|networks|llms)"
    r" (?:can |may )?(?:emits?|produces?|releases?|causes?|costs?|generates?)\b"
    r"[^.;]{0,60}(?:e\.g\.[^.;]{0,40})?$",
    re.I,
)
_AFTER_CLOSED_MODEL = re.compile(
    r"[^.;,\d]{0,20}\b(?:for|by|of)(?: training)? (?:GPT-?[34]\b|Gopher|Chinchilla|PaLM\b|LaMDA|Gemini\b|MT-NLG)", re.I
)
#: What a model for such figures says, and what only shows a form: `predicts a footprint of 4 kg`, `e.g. 630 kg`.
_BEFORE_PREDICTED = re.compile(
    r"\b(?:the|this|our) (?:[\w-]+ )?(?:model|network|app|system|classifier|regressor|chatbot|assistant)s?"
    r" (?:(?:then|also|can|will|correctly) )?(?:predict|estimate|forecast|output|return|detect|say|answer)(?:s|ed)?\b"
    r"[^.;]{0,80}$"
    r"|\bit (?:predict|forecast|output|return)(?:s|ed)?\b[^.;]{0,80}$"
    r"|(?:\be\.g\.|\bfor (?:example|instance)\b|\bsuch as\b)[\s,:]{0,3}[~≈]?$"
    r"|\(\s*(?:e\.g\.|for (?:example|instance)\b|such as\b)(?:[^();]|\(\)){0,80}$"
    r"|\b(?:daily|weekly|monthly) (?:[\w-]+ ){0,2}(?:emissions?|footprint|co2\w*)\b[^.;]{0,40}$",
    re.I,
)
#: Whatever else emits: `a flight emits 1 t`.
_BEFORE_EVERYDAY = re.compile(
    r"\b(?:an?|one|each|every|average|typical) (?:[\w-]+ )?(?:flight|car|plane|person|tree|cow|truck"
    r"|bus|fridge|lamp|answer|query|request|response|search|message|email|video|night|trip|meal|steak|household|human)\b[^.;]{0,60}$"
    r"|\bk?Wh (?:an?|per|each|every) (?:year|month|week|day)\b(?:[^.;]|i\.e\.|e\.g\.){0,40}$"
    r"|(?:車|自動車|飛行機|汽车|开车|飞机|자동차|비행기)[で로运行驶飞]?[^。;]{0,60}$",
    re.I,
)
#: The same as the subject of its sentence, and in other languages: `the flight to the conference emitted 640 kg`.
_BEFORE_OTHER_EMITTER = re.compile(
    r"(?:^|[.;,:] |\b(?:and|but) )\W*(?:the|our|your|their|its|this|that|my) (?:[\w-]+ ){0,2}"
    r"(?:app|applications?|websites?|flights?|cars?|planes?|trips?|travels?|commut\w+|data ?cent(?:re|er)s?|office"
    r"|compan(?:y|ies)|conference|buildings?|cit(?:y|ies)|fleet|factor(?:y|ies)|plants?|volcano(?:es)?|fires?"
    r"|servers?|house|school|hospital|farm)\b(?:[^.;,]|, which){0,40}"
    r"\b(?:emit\w*|produc\w+|releas\w+|caus\w+|generat\w+|correspond\w*|footprint|emissions)\b[^.;]{0,30}$"
    r"|\byou (?:\w+ ){0,3}(?:emit|creat|produc|generat|caus|releas)\w*\b[^.;]{0,30}$"
    r"|\b(?:une?|eine?|uma?|una) (?:voiture|vol|avion|personne|arbre|auto|flug|person|baum|carro|coche|voo|vôo|vuelo"
    r"|aereo|macchina|árvore|árbol)\b[^.;]{0,60}$",
    re.I,
)
_OF_TRAINING = re.compile(r"\btrain(?:ed|ing)\b|tun(?:ed|ing)\b", re.I)
_BEFORE_EQUIVALENT = re.compile(
    r"\b(?:equivalent (?:to|of)|equals?|similar to|comparable to|same as|as much (?:\w+ )?as"
    r"|corresponds to|like)\b[^.;]{0,60}$",
    re.I,
)
_EQUIVALENCE = re.compile(
    r"driv|\bcars?\b|flight|fly|\bcoal\b|tree|phone|smartphone|passenger|household|burn|gasoline|petrol|meat|beef", re.I
)
_AFTER_OTHER = re.compile(
    r"^\s*(?:were |was |are |is |have been |has been |wurden |werden )?(?:saved|avoided|removed|captured|absorbed"
    r"|\(?(?:carbon )?budget|limit|cap\b|eingespart|vermieden|kompensiert|évit|économis|sequestered"
    r"|(?:would|could|might) (?:have|be)|offset(?! by)|compensated|less than|fewer than|reduction"
    r"|lower than|more than|higher than|greater than|detected)\b"
    r"|^[\s,]*(?:today|yesterday|(?:this|last) (?:week|month|year))\b"
    r"|^\s*(?:was |were |is |are )?(?:emitted|released|produced|generated|caused) by (?:the|an?|every|each) "
    r"(?![\w -]{0,30}(?:model|train|run|tun|experiment|gpu|comput|project|process|job|adapter|network|pipeline"
    r"|cluster))"
    r"|^[\s,]*(?:per|/|for each|for every|a) (?:year|annum|person|capita|kwh|passenger|inference"
    r"|visit|click|session|order|ride|shipment|unit|product)",
    re.I,
)
_ELSEWHERE = re.compile(
    r"^(?:user|assistant|human|question|answer|q|a|examples?|inputs?|outputs?|samples?|prompt|response|query"
    r"|(?:example|sample|demo) (?:[\w-]+ )?[\w-]+)\s?:|"
    r"^\W*in (?:19|20)\d\d,? (?:the |our )?(?:total |overall |global )*emissions|"
    r"\bscope [123]\b|per capita|household|\bcompan(?:y|ies)\b|\bfactor(?:y|ies)\b|\bvehicles?\b|\bsector\b"
    r"|\bcountr(?:y|ies)\b"
    r"|\bindustr|\bcorporate|\bannual|\byearly|\bpower plants?\b|\bcement|\bairline|\bsteel\b|\bagricultur"
    r"|\bglobal(?:ly)? emi|\bworldwide",
    re.I,
)


_BEFORE = (
    _BEFORE_OTHER,
    _BEFORE_CLOSED_MODEL,
    _BEFORE_EVERYDAY,
    _BEFORE_ERROR,
    _BEFORE_FACTOR,
    _BEFORE_INTENSITY,
    _BEFORE_PREDICTED,
    _BEFORE_ANY_MODEL,
)


def is_about_something_else(text: str, found: Found) -> bool:
    """Whether the words around a quantity make it an offset, a saving, a comparison or an everyday equivalence."""
    return _is_other(text[max(found.start - 120, 0) : found.start], text[found.end : found.end + 60], found.gas)


@lru_cache(maxsize=4096)
def _is_other(before: str, after: str, gas: bool) -> bool:
    if any(pattern.search(before) for pattern in _BEFORE):
        return True
    if _BEFORE_OTHER_EMITTER.search(before) and not _OF_TRAINING.search(before + after):
        return True
    compared = _BEFORE_COMPARED.search(before)
    if compared and not is_own(compared[0]):
        return True
    if _AFTER_OTHER.match(after) or _AFTER_CLOSED_MODEL.match(after):
        return True
    if not gas and (
        is_of_another_gas(before, after) or _OF_ANOTHER_THING.match(after) or _BEFORE_ANOTHER_THING.search(before)
    ):
        return True
    return bool(_BEFORE_EQUIVALENT.search(before) and (not gas or _EQUIVALENCE.search(before + after)))


def is_factor(before: str, text: str, found: Found) -> bool:
    """Whether one unit of the gas, with no words `before` it, stands for something else: `1 kg CO2 = 8 km by car`."""
    if found.quantity.value_written not in {"1", "1.0"} or re.search(r"\w", before):
        return False
    return _STANDS_FOR.match(text, found.end) is not None


@lru_cache(maxsize=4096)
def is_elsewhere(title: str, text: str = "") -> bool:
    """Whether a title or text speaks of what the model is used for, or of emissions in the world at large."""
    if _ELSEWHERE.search(text):
        return True
    if TRAINING.search(title):
        return False
    about_emissions = _TASK.search(title) and _DOMAIN.search(title)
    return _NO_SETTING.search(title) is not None or about_emissions is not None


def is_of_other_work(before: str) -> bool:
    """Whether the clause that a quantity ends is about an evaluation, an inference or the making of a data set."""
    return _OF_OTHER_WORK.search(before) is not None
