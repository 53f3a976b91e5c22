"""Numbers from 0 to 100 in words, and the phrases that name a decade of life."""

from __future__ import annotations

from collections.abc import Mapping

DECADES = ("", "", "twenties", "thirties", "forties", "fifties", "sixties", "seventies",
           "eighties", "nineties")  # fmt: skip


def german() -> dict[str, int]:
    """null ... hundert; "fünfunddreißig"."""
    return _inverted(
        "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
        "fünfzehn sechzehn siebzehn achtzehn neunzehn",
        "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
        "hundert", ("und",), {"eins": "ein"},
    )  # fmt: skip


def dutch() -> dict[str, int]:
    """nul ... honderd; "vijfendertig"."""
    return _inverted(
        "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien "
        "vijftien zestien zeventien achttien negentien",
        "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
        "honderd", ("en", "ën"), {},
    )  # fmt: skip


def spanish() -> dict[str, int]:
    """cero ... cien; "treinta y cinco", "veinticinco"."""
    numbers = _parted(
        "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce "
        "quince dieciséis diecisiete dieciocho diecinueve",
        "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
        " y ",
    )
    glued = (
        "veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
        "veintiocho veintinueve"
    )
    return numbers | {word: i for i, word in enumerate(glued.split(), 21)} | {"cien": 100}


def portuguese() -> dict[str, int]:
    """zero ... cem; "trinta e cinco"."""
    numbers = _parted(
        "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze "
        "quinze dezesseis dezessete dezoito dezenove",
        "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
        " e ",
    )
    others = {"duas": 2, "quatorze": 14, "dezasseis": 16, "dezassete": 17, "dezanove": 19}
    return numbers | others | {"cem": 100}


def italian() -> dict[str, int]:
    """zero ... cento; "trentacinque", "trentuno"."""
    names = (
        "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici "
        "quattordici quindici sedici diciassette diciotto diciannove"
    )
    units = names.split()
    tens = "venti trenta quaranta cinquanta sessanta settanta ottanta novanta"
    numbers = {word: i for i, word in enumerate(units) if i != 1} | {"cento": 100}
    for ten, word in enumerate(tens.split(), 2):
        numbers[word] = 10 * ten
        numbers[word[:-1]] = 10 * ten  # "quarant'anni"
        for unit in range(1, 10):
            elided = word[:-1] if units[unit][0] in "uo" else word
            numbers[elided + units[unit]] = 10 * ten + unit
        numbers[f"{word}tré"] = 10 * ten + 3
        numbers[f"{word[:-1]}un"] = 10 * ten + 1
    return numbers


def french() -> dict[str, int]:
    """zéro ... cent; "soixante et onze", "quatre-vingt-dix-sept", "septante"."""
    names = (
        "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze "
        "quinze seize"
    )
    units = [*names.split(), "dix sept", "dix huit", "dix neuf"]
    numbers = {word: i for i, word in enumerate(units) if i != 1} | {"cent": 100}
    tens = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
            "septante": 70, "huitante": 80, "nonante": 90, "quatre vingt": 80}  # fmt: skip
    for word, ten in tens.items():
        numbers[word] = ten
        reach = 20 if word in ("soixante", "quatre vingt") else 10
        for unit in range(1, reach):
            numbers[f"{word} {units[unit]}"] = ten + unit
        numbers[f"{word} et un"] = ten + 1
    return numbers | {"soixante et onze": 71, "quatre vingts": 80}


def decades(templates: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    """Phrases of decades: every English template with every foreign one filled in.

    `templates` has English -> foreign phrases (`|` between them), both with fields; `names` has
    field -> the words from twenty to ninety. `{decade}` and `{age}` are English.
    """
    columns = {field: words.split() for field, words in names.items()}
    columns["n"] = [str(10 * ten) for ten in range(2, 10)]
    phrases = {}
    for english, foreign in templates.items():
        for template in foreign.split("|"):
            for i in range(8):
                words = {field: column[i].replace("_", " ") for field, column in columns.items()}
                meant = english.format(decade=DECADES[i + 2], age=10 * (i + 2))
                phrases[template.strip().format(**words)] = meant
    return phrases


def _parted(units: str, tens: str, joint: str) -> dict[str, int]:
    """The ten before the unit, in two words."""
    names = units.split()
    numbers = {word: i for i, word in enumerate(names) if i != 1}
    for ten, word in enumerate(tens.split(), 2):
        numbers[word] = 10 * ten
        numbers |= {f"{word}{joint}{names[unit]}": 10 * ten + unit for unit in range(1, 10)}
    return numbers


def _inverted(
    units: str, tens: str, hundred: str, joints: tuple[str, ...], shortened: Mapping[str, str]
) -> dict[str, int]:
    """The unit before the ten, in one word. One is left to the article that looks like it."""
    names = units.split()
    numbers = {word: i for i, word in enumerate(names) if i != 1} | {hundred: 100}
    for ten, word in enumerate(tens.split(), 2):
        numbers[word] = 10 * ten
        for unit in range(1, 10):
            name = shortened.get(names[unit], names[unit])
            numbers |= {f"{name}{joint}{word}": 10 * ten + unit for joint in joints}
    return numbers
