"""Labelled lines of a card (`Carbon Emitted: 5 kg`): which field a label names. Reads no value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

#: A longer text before a colon is a sentence and no label.
LONGEST_LABEL = 200

_PAREN = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]")
_MARKUP = re.compile(r"</?su[bp]>|[$\\{}^~]|mathrm|\\text", re.I)
#: Marks that make another letter in Japanese, where they are no accents.
_VOICED = "\u3099\u309a"
_NUMBERING = re.compile(r"^\W*(?:\d{1,2}[.)]\s+)?")
#: The gas and what it is called in the languages that cards are written in (accents are gone here).
_GAS = r"carbon|co ?2|co<sub>2</sub>|co\$?_?\{?2\}?\$?|co₂|c02|ghg|greenhouse gas|carbone|carbono|kohlenstoff|climate"
_EMITTED = (
    r"emi(?:ssion|tted|siones?|ssao|ssoes|ssionen|sion)\w*|footprint|impact|cost|empreinte|huella"
    r"|pegada|fussabdruck|fuabdruck|released|produced|generated|dioxide|eq(?:uivalents?)?|e"
)
_EMISSIONS = re.compile(
    rf"\b(?:{_GAS})[\s$}}]*(?:{_EMITTED})?\b|\bemi(?:ssion|siones|ssoes|ssao)(?:s|en)?\b|\bco2\w*"
    r"|treibhausgas\w*"
    rf"|\bk?g ?co2\w*|\btco2\w*|\bkohlendioxid|carbonio|\bemissioni\b|uitstoot\b|\bemisj|выброс"
    r"|wegl(?:ow|a\b)|hiilijalanj|hiilidioksidi|कार्?बन|उत्सर्?जन"
    rf"|углерод|碳排放|碳足迹|排出量|排碳|탄소|배출|koldioxid|\bkarbon|\bemis(?:i|ja|je|yon)\w*|ausstoss|ausstoß"
    rf"|udledning|udslip"
    rf"|utslapp|utslipp|paast",
    re.I,
)
#: Amounts of the same gas that no training emitted.
_OTHER_AMOUNTS = re.compile(
    r"intensit|efficien|\bfactor|\brates?\b|\bgrid\b|\bmix\b|offset|compens|kompens|price|saved"
    r"|savings?\b|avoid|reduc|inferenc|inferer"
    r"|\b(?:pro|par|por) (?:kwh|\d|anfrage|abfrage|requete|consulta|peticion|bild|image|token"
    r"|stunde|heure|hora|richiesta)"
    r"|eingespar|einspar|evite|economis|ahorr|risparmi"
    r"|\bper (?:[\w-]+ )?(?:kwh|quer(?:y|ies)|requests?|tokens?|images?|predictions?|inferences?|prompts?|samples?"
    r"|hours?|days?|months?|years?|users?|millions?|steps?|iterations?|batch|epochs?|folds?|generations?|answers?)\b"
    r"|\bper \d|budget|target|credit|scope [123]|embodied|manufactur|removal|planted|captur|sequest|yearly"
    r"|\bplanned|projected|anticipated|\bexpected|predict|allowed|permitted|\blimit|^equivalen(?:t|ts|ce|ces)$"
    r"|^(?!.*train).*(?:evaluat|benchmark)"
    r"|推理|推論|推断|强度|強度|因子|係数|系数|每|毎|あたり|当たり|削減"
    r"|减少|減少|节省|節約|抵消|补偿|オフセット|추론|강도|당 |감축",
    re.I,
)
#: Labels with the gas's name that announce no amount of it.
_NO_AMOUNTS = re.compile(
    r"monoxide|tetra|method|source|\btools?\b|track|\bfiles?\b|\blinks?\b|neutral|market|predict"
    r"|\b(?:r?mse|mae|mape|errors?)\b"
    r"|\bscore|accuracy|\bdata(?:set|base)?\b|calculator|url|paper|\bequivalent to|comparison"
    r"|estimated using|baseline|label"
    r"|hardware|\bregion|\bprovider|\benergy\b|\bpower\b|electric|\bhours?\b|\btime\b|duration",
    re.I,
)
#: `Training (kg CO2eq)`: the unit tells what the label is about.
_UNIT_OF_GAS = re.compile(
    r"[(\[]\s*(?:in\s)?(?:k?g|t|tons?|tonnes?|kilograms?|grams?)\s?(?:of\s)?(?:C[O0](?:<sub>|[$_{]{0,3})[2₂])", re.I
)
_FOOTPRINT = re.compile(r"(?:(?:training|total|estimated|overall|our) )*footprint")
_TOTAL = re.compile(r"\b(?:total|overall|combined|gesamt\w*|totales?|totaux|all in all|sum)\b", re.I)
_PART = re.compile(
    r"experiment|preliminar|develop|evaluat|validation|search|preprocess|data (?:prep|proc|gen)|hyper"
    r"|tuning trials|ablation"
    r"|\bper (?:run|epoch|fold|trial)|tests?\b|cpu\b|gpu\b|ram\b|\bpredicted\b",
    re.I,
)
_PREFIX = (
    r"(?:(?:training|train|compute|computing|main|primary|total|overall|estimated|est|approx(?:imate)?"
    r"|average|model|final|cumulative|aggregate|pre ?training|fine ?tuning|used) )*"
)
_SUFFIX = (
    r"(?: (?:used|types?|models?|names?|setup|configuration|config|specs?|specifications?|taken"
    r"|required|needed|spent|of training|for training|during training|s))*"
)
_FIELDS: Mapping[str, re.Pattern[str]] = {
    field: re.compile(rf"{_PREFIX}(?:{names}){_SUFFIX}", re.I)
    for field, names in {
        "training_type": r"training (?:type|regime|stage)|type of training|type d'entrainement",
        "count": r"(?:number|no|num|count|#) (?:of )?(?:gpus?|tpus?|devices?|accelerators?)|(?:gpu|device"
        r"|accelerator)s? (?:count|number)|gpus? ?#",
        "hours": r"(?:gpu |tpu |cpu |compute |computation |wall ?clock |node |run ?)?(?:hours?|time|duration"
        r"|runtime|run time)"
        r"|gpu hrs|heures(?: utilisees| de calcul)?|(?:rechen|trainings)?(?:stunden|zeit|dauer)|trainingsdauer"
        r"|horas(?: utilizadas| usadas| de \w+)?|ore(?: utilizzate| di \w+)?|tempo di \w+|tempo de \w+|tiempo de \w+"
        r"|temps (?:d'entrainement|de calcul)|duree(?: d'entrainement| de l'entrainement)?|dauer"
        r"|duracion|gpuh|hours? (?:of )?(?:training|compute|computation)"
        r"|wall ?clock|wall ?time|elapsed(?: time)?|trainings?(?:tijd|duur)|reken(?:tijd|uren)|gebruikte uren|uren"
        r"|(?:使用|训练|訓練|训练总)(?:时长|时间|時間|小时数)|学習時間|使用時間|(?:사용|학습|훈련) ?시간"
        r"|(?:время|длительность) обучения|(?:использовано )?часов(?: использовано)?|затраченное время",
        "energy": r"(?:energy|electricity|electric|power)(?: \w+)? ?(?:consumed|consumption|used|usage|use)"
        r"|energy|electricity"
        r"|consumed energy|energie\w*|energia|electricity usage|consommation|kwh|energy kwh|verbrauch"
        r"|(?:gpu|cpu) energy|能耗|能源消耗|(?:总)?耗电量|消費電力量?"
        r"|エネルギー消費量?|(?:에너지|전력) (?:소비|사용)량?"
        r"|(?:потребление|расход) (?:энергии|электроэнергии)|энергопотребление",
        "hardware": r"(?:gpu|cpu|tpu|ai|computing|compute )?(?:hardware|gpus?|tpus?|accelerators?|devices?"
        r"|machines?|chips?|instances?)"
        r"|compute|compute infrastructure|gpu cpu|cpu gpu|hardware infrastructure|materiel|hardwares? types?"
        r"|graphics? cards?|processor|type de materiel|materiel utilise|tipo de hardware"
        r"|hardware utilizado|tipo di hardware"
        r"|grafikkarten?|rechner"
        r"|hardware ?typ|grafische kaart|硬件(?:类型|设备|配置)?|使用硬件|硬體|训练硬件|显卡"
        r"|(?:使用)?ハードウェア(?:の種類|タイプ)?"
        r"|하드웨어(?: ?(?:유형|종류))?|(?:тип )?оборудовани[ея]|видеокарт[аы]|аппаратное обеспечение",
        "cpu": r"cpus?",
        "infrastructure": r"infrastructure",
        "place": r"(?:compute |cloud |computing |server |geographic(?:al)? |geo |data ?cent(?:er|re) |aws "
        r"|gcp |azure )?(?:regions?|locations?|zone|site|place)"
        r"|country(?: name)?|geolocation|standort|pays|lieu|localisation|data ?cent(?:er|re)s?|pais|ubicacion|geography"
        r"|region de (?:calcul|computo)|rechenregion|ort|luogo"
        r"|paese|localizacao|regiao"
        r"|(?:计算|計算)?(?:地区|区域|地域|地点)|(?:計算)?リージョン|(?:컴퓨팅 )?(?:지역|리전)"
        r"|регион(?: вычислений)?|местоположение|regio|locatie",
        "cloud_provider": r"(?:cloud|hardware|compute|infrastructure|service|computing)? ?providers?"
        r"|cloud(?: platform| service)?|platform"
        r"|fournisseur(?: cloud| de cloud)?|proveedor(?: de (?:la )?nube)?|cloud ?anbieter|provedor(?: de nuvem)?"
        r"|云(?:服务)?(?:提供商|服务商|平台|厂商)|クラウド(?:プロバイダー|事業者)"
        r"|클라우드 ?(?:제공자|제공업체|공급자)|облачн\w+ прова[ий]дер",
        "source": r"(?:emissions? |measurement |carbon |co2 )?(?:sources?|tools?|methods?|methodology"
        r"|trackers?)(?: of (?:estimate|measurement))?"
        r"|(?:measured|estimated|tracked|calculated|computed)(?: with| using| by)?|measurement"
        r"|measurement (?:tool|method)",
    }.items()
}
_QUESTIONS = (
    ("hours", re.compile(r"how (?:much time|long)\b.{0,60}\btrain", re.I)),
    ("emissions", re.compile(r"how much (?:co ?2|carbon).{0,60}\b(?:train|experiments|model)", re.I)),
    ("place", re.compile(r"\bwhich (?:geo\w* ?)?(?:location|country|region)", re.I)),
    ("energy", re.compile(r"how much (?:energy|electricity).{0,60}\btrain", re.I)),
    ("hardware", re.compile(r"(?:what|which) (?:type of )?(?:hardware|gpus?)", re.I)),
)


def plain_label(label: str) -> str:
    """`label` in lower case without accents, parentheses, numbering and decoration."""
    text = _PAREN.sub(" ", label) if "(" in label or "[" in label else label
    if not text.isascii():
        parted = unicodedata.normalize("NFKD", text.replace("₂", "2"))
        text = unicodedata.normalize("NFC", "".join(c for c in parted if not unicodedata.combining(c) or c in _VOICED))
    text = _MARKUP.sub("", text) if "<" in text or "$" in text or "\\" in text else text
    text = _NUMBERING.sub("", text, count=1)
    return " ".join(re.sub(r"[_\-–—/*#:?]+", " ", text).lower().split())


@lru_cache(maxsize=4096)
def field_of(label: str) -> str | None:
    """The field that `label` names: emissions, hours, energy, hardware, cpu, count, …; None for any other text."""
    plain = plain_label(label)
    if not plain:
        return None
    if "how" in plain or "which" in plain or "what" in plain:
        asked = next((field for field, pattern in _QUESTIONS if pattern.search(plain)), None)
        return asked if asked != "emissions" or not _announces_nothing(plain) else None
    if is_emissions_label(label, plain):
        return "emissions"
    return next((field for field, pattern in _FIELDS.items() if pattern.fullmatch(plain)), None)


def is_emissions_label(label: str, plain: str | None = None) -> bool:
    """Whether `label` announces how much was emitted, and not an intensity, an offset or a figure per use."""
    plain = plain_label(label) if plain is None else plain
    if len(plain.split()) > 12 or _announces_nothing(plain):
        return False
    if re.search(r"/\s*k?wh|per kwh|/\s*km\b|inference|offset", label, re.I):
        return False
    return (
        _EMISSIONS.search(plain) is not None
        or _FOOTPRINT.fullmatch(plain) is not None
        or _UNIT_OF_GAS.search(label) is not None
        or bool(re.fullmatch(r"\W*\(?.{0,12}co2.{0,10}\)?\W*", plain))
    )


def is_of_other_amounts(label: str) -> bool:
    """Whether the label announces an amount of the gas that no training emitted: `Offset`, `Emissions per query`."""
    return _OTHER_AMOUNTS.search(plain_label(label)) is not None


def _announces_nothing(plain: str) -> bool:
    return _OTHER_AMOUNTS.search(plain) is not None or _NO_AMOUNTS.search(plain) is not None


def is_total(label: str) -> bool:
    """Whether the label says that it is about everything: `Total emissions`."""
    return _TOTAL.search(label) is not None


def is_part(label: str) -> bool:
    """Whether the label says that it is about a part or an aside: experiments, one epoch, the CPU alone."""
    return _PART.search(plain_label(label)) is not None


def split_label(text: str) -> tuple[str, str] | None:
    """Label and value at the first colon outside brackets; None without one near the start."""
    depth = 0
    for place, letter in enumerate(text[:LONGEST_LABEL]):
        if letter in "([":
            depth += 1
        elif letter in ")]":
            depth = max(depth - 1, 0)
        elif letter in ":：" and depth == 0 and text[place + 1 : place + 3] != "//":
            return text[:place].strip(), text[place + 1 :].strip(" *_")
    return None
