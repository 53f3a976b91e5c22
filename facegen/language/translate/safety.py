"""Words of nudity, of sex and of children in the other languages, for the safety check."""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass

# Left out: forms that are harmless English words ("bite", "nu", "sein", "kind"). A prompt in which
# they mean harm is caught once more in its translation.
_NUDITY = (
    # German
    "nackt nackte nackter nacktes nackten nacktem nackig entblößt entblößte busen brüste titten "
    "nippel brustwarzen fotze muschi schwanz penisse arschloch ficken fickt gefickt porno nutte "
    "blasen wichsen orgasmus "
    # French
    "nue nus nues dénudé dénudée déshabillé déshabillée seins nichons tétons fesses foutre baiser "
    "baise bander éjaculation fellation porno chatte vulve "
    # Spanish
    "desnudo desnuda desnudos desnudas encuerada encuerado tetas pezones pezón coño polla verga "
    "culo nalgas follar follando cogiendo porno mamada corrida genitales "
    # Italian
    "nudo nuda nudi nude tette capezzoli capezzolo cazzo figa fica culo scopare scopando pompino "
    "porno genitali spogliata spogliato "
    # Portuguese
    "nua nuas nus pelada pelado despida despido peitos mamilos buceta boceta caralho pau pinto "
    "bunda foder fodendo transando porno pornô "
    # Dutch
    "naakt naakte bloot blote borsten tieten tepels kut pik lul neuken neukend porno pijpen"
)
_SEXUAL = (
    "verführerisch verführerische aufreizend aufreizende geil geile reizwäsche unterwäsche dessous "
    "sinnlich sinnliche erotisch erotische hure "
    "séduisante aguicheuse aguichante sensuelle sensuel érotique excitée excité pute salope "
    "allumeuse "
    "sensuales provocativa provocativo seductora seductor erótica erótico lencería "
    "excitada excitado puta zorra "
    "sensuale provocante seducente erotica erotico eccitata eccitato puttana troia "
    "sedutora sedutor tesuda tesudo excitante vadia safada gostosa "
    "verleidelijk verleidelijke geile sensueel sensuele erotisch opgewonden hoer slet uitdagende"
)
_CHILD = (
    "mädchen junge jungen kindes kinder kleinkind jugendliche jugendlicher schülerin schüler "
    "minderjährig minderjährige teenie tochter "
    "fille fillette garçon garçonnet enfant enfants gamin gamine adolescente ado mineure "
    "écolière écolier bébé lycéenne collégienne "
    "niña niñas niño niños nena menor colegiala colegial adolescente chiquilla bebé hija "
    "bambina bambine bambino bambini ragazzina ragazzino minorenne scolara bimba bimbo figlia "
    "menina meninas menino meninos criança crianças garotinha garotinho adolescentes filha "
    "meisje meisjes jongen jongetje kinderen kleuter peuter tiener tieners minderjarig "
    "minderjarige scholiere dochter"
)
_ENGLISH = frozenset(
    ("nude", "pinto", "corrida", "blasen", "baiser", "junge", "pau", "menor", "caliente")
)
"""Words of the lists that an English prompt may use harmlessly, or that are names."""


@dataclass(frozen=True)
class SafetyWords:
    """Whole words, case-folded, with and without their accents."""

    nudity: frozenset[str]
    sexual: frozenset[str]
    child: frozenset[str]


@functools.cache
def safety_words() -> SafetyWords:
    """The words that `language.safety` adds to its own; none is a common English word."""
    return SafetyWords(_both(_NUDITY), _both(_SEXUAL), _both(_CHILD))


def _both(words: str) -> frozenset[str]:
    spelt = {word.casefold() for word in words.split()} - _ENGLISH
    return frozenset(spelt | {_bare(word) for word in spelt}) - _ENGLISH


def _bare(word: str) -> str:
    parts = unicodedata.normalize("NFKD", word)
    return "".join(c for c in parts if not unicodedata.combining(c))
