"""The small words: degrees, negation, verbs, joints, fillers, spelling."""

from __future__ import annotations

DEGREES: dict[str, float] = {
    "very|really|so|super|strongly|strikingly|remarkably|notably|particularly|truly|intensely": 1.5,
    "extremely|incredibly|exceptionally|unusually|enormously|hugely|insanely|ultra|extra|"
    "very very|absurdly|excessively": 1.8,
    "heavily|deeply|too|densely|thickly|highly|much|most|extensively|severely|totally|completely|"
    "fully|utterly|thoroughly|well|broadly|widely": 1.35,
    "more|definitely|clearly|noticeably|visibly|distinctly": 1.15,
    "quite|rather|pretty|mostly|predominantly": 0.85,
    "fairly|moderately|reasonably|relatively|sort of|kind of|almost|nearly": 0.7,
    "somewhat|less|a bit|a little bit|a bit of|a little|partly|partially|semi|half way|bit|"
    "little bit": 0.55,
    "slightly|lightly|mildly|subtly|faintly|vaguely|a touch of|a touch|a hint of|hint of|gently|"
    "softly|a trace of|barely|hardly|a tad|subtle|slight|faint|weakly": 0.42,
}
"""How strongly the next word is meant; 1 is the plain word."""

NEGATORS = (
    "no|not|without|never|isnt|arent|wasnt|doesnt|dont|hasnt|havent|didnt|wont|cant|cannot|lacks|"
    "lacking|free of|minus|nor|neither|sans|devoid of|non|has no|have no|with no|w o|"
    "instead of|rather than|lack of|anything but|not a single|not one|not even a|zero|not any|"
    "avoid|remove|exclude|excluding|"
    "except|hates|hate|dislikes|refuses|never wears|hardly any|barely any|negative prompt|negative|"
    "undesired content|nowhere near|far from|by no means|aint|neither a"
)
EVER_AFTER = ("negative prompt", "negative", "undesired content", "negative prompt :")
"""From here to the end everything is unwanted."""

DOUBLE = "not only|not just|nothing but|no less than|no matter|not to mention"
"""Look like negation and are not."""

WITHOUT = ("without", "sans", "lacking", "free of", "devoid of", "lacks", "minus", "with no")
"""Negators whose reach goes on over `and` to the next thing worn."""

COPULAS = (
    "is|are|was|:|were|be|being|been|seem|seems|seemed|appear|appears|look|looks|that is|that are|"
    "which are|which is|that|which|dyed|coloured|colouring|painted|in colour|shaped like|=|of|"
    "falls|falling|fall|reaching|reaches|cascading|cascades|hanging|hangs|flows|tumbling|tumbles|"
    "shape|shaped|colour|coloring|tinted|set|kept|worn|gone|going|turning|turned|became|styled"
)
"""Between a noun and what is said of it: "hair dyed pink", "eyes: green"."""

TRANSPARENT = (
    "toned|type|looking|textured|ish|beautiful|pretty|handsome|attractive|gorgeous|cute|lovely|"
    "nice|"
    "elegant|stylish|stunning|charming|realistic|striking|expressive|intelligent|ordinary|normal|"
    "average|typical|regular|classic|perfect|good|well|natural|naturally|bright|sparkling|kind of|"
    "piercing|vivid|vibrant|clear|ethnic|ethnically|wise|cool|fashionable|unique|plain|single|pair|"
    "two|exotic|shape|sexy|traditional|blood|leaf|grass|bottle|apple|trans|asymmetrical|letterman|"
    "blood|forest|royal|electric|powder|lemon|moss|rust|brick|"
    "candy|bubblegum|midnight|fantasy|medieval|victorian|edwardian|elizabethan|tudor|regency|"
    "renaissance|baroque|rococo|byzantine|lovecraftian|dickensian|shakespearean|disney|pixar|"
    "ghibli|dystopian|post apocalyptic|apocalyptic|colonial|prehistoric|1920s|1950s|1960s|1970s|"
    "1980s|olden|bygone|lots of|lot of|many|few|some|couple of|plenty of|loads of|covered in|"
    "covered with|full of|all over|touch of|little|ethereal|otherworldly|unearthly|ghoulish|"
    "nonchalant|rugged looking|futuristic|sci fi|mythical|magical|mystical|gritty|"
    "epic|badass|loosened|wire rimmed|horn rimmed|steel rimmed|thick rimmed|gold rimmed|"
    "metal rimmed|rimmed|rimless|half moon|thick framed|framed|frameless|pinstripe|pinstriped|"
    "elaborate|steampunk|sinewy|old fashioned|vintage|retro|trendy|chic|generic|everyday|"
    "rough looking|good looking|mysterious|enigmatic|nerdy|geeky|posh|classy|regal|aristocratic|"
    "majestic|bookish|scholarly|working class|middle class|upper class|rural|urban|suburban|"
    "famous|rich|poor|wealthy|lonely|quiet|loud|bright eyed|modern|proud|strange|weird|ugly|hot|"
    "sweet|photorealistic|simple"
)
"""Adjectives that say nothing we could show; a modifier's search for its noun passes them."""

DETERMINERS = "a|an|the|her|his|their|its|my|your|our|some|this|these|those|any|another|each|every"

BOUNDARIES = (
    "with|has|have|had|having|wear|wears|wearing|wore|dressed in|dressed|in|on|at|under|over|above|"
    "below|around|near|behind|from|for|to|by|like|as|who|whose|whom|when|where|while|because|"
    "though|"
    "although|if|then|but|yet|however|whereas|sporting|featuring|showing|holding|carrying|against|"
    "into|onto|through|across|between|along|after|before|during|beside|beneath|next|than|does|do|"
    "did|can|could|would|should|will|may|might|must|i|you|we|they|it|there|here|make|create|"
    "generate|draw|show|give|want|need|please|sits|sitting|stands|standing|posing|resembling|"
    "descent|heritage|origin|ancestry|roots in|born|background of|accompanied by|plus also|w|"
    "covering|framing|"
    "surrounding|running|ethnicity"
)

FILLERS = (
    "portrait|photo|photograph|picture|image|photorealistic|hyperrealistic|detailed|render|"
    "rendering|"
    "3d|model|avatar|character|close up|closeup|headshot|shot|studio|cinematic|style|high quality|"
    "quality|resolution|masterpiece|best|4k|8k|hd|uhd|face of|portrait of|photo of|age|aged|year|"
    "years|yr|yrs|about|approximately|roughly|circa|also|only|just|too|else|all|both|very|that "
    "looks|appearance|expression|facial expression|mood|facial|black and white|me|us|one|left|"
    "right|"
    "other|second|first|colour|color|kind|nice|part|bit|of|not only|not just|still|always|already|"
    "even|indeed|perhaps|maybe|probably|usually|generally|somewhere|something|things|thing|ideally|"
    "full body|whole body|front view|view|side|looking at camera|camera|wearing|origin|and|or|"
    "no more|half|quarter|nothing|way|race|gender|sex|identity|eg|ie|etc|vector|digital|art|"
    "unreal engine|hyper realistic|ultra realistic|photo realistic|hyper detailed|ultra detailed|"
    "highly detailed|intricate details|octane render|artstation|trending|sharp focus|"
    "depth of field|bokeh|soft lighting|studio lighting|rim light|lighting|golden hour|"
    "dramatic lighting|natural light|cinematic lighting|volumetric|background|plain background|"
    "white background|black background|blurred background|grey background|dslr|50mm|85mm|35mm|"
    "lens|f 1 8|award winning|professional photo|raw photo|film grain|film|concept art|"
    "character design|character sheet|illustration|oil painting|painting|drawing|sketch|"
    "anime style|in the style of|style of|solo|male focus|female focus|upper body|bust shot|"
    "head shot|mugshot|passport photo|selfie|profile picture|symmetrical|symmetry|texture|"
    "skin texture|detailed skin|detailed face|detailed eyes|beautiful lighting|very detailed|"
    "extremely detailed|sfw|safe for work|absurdres|highres|high res|hires|hdr|uhd|4k uhd|realism|"
    "hyperrealism|photorealism|"
    "top surgery|era|on top|otherwise|completely|mid transformation|transformation|type of|sort|"
    "got|"
    "has got|"
    "posing|pose|facing camera|facing viewer|looking at viewer|looking at the camera|"
    "looking at the viewer|staring at camera|"
    "name|am|named|called|hello|hi|thanks|thank|design|game|video game|ready|riggable|hair of|"
    "colour of|life|lifelike|"
    "look|gaze|type|amount|level|lot|pair|dressed|having|up|down|back|out|off|away|together|"
    "on face|on his face|on her face|on their face|on the face|in the face|on cheek|on the cheek|"
    "on nose|across the nose|across nose|on her cheek|on her nose|on his cheek|on his nose|"
    "on her cheeks|on the cheeks|across her nose|across his nose|on cheeks"
)
"""Understood as saying nothing about the face."""

PARTICIPLES = ("coloured", "shaped", "tinted", "dyed", "styled", "shape", "colour", "toned", "set")
"""Copulas that may also stand between an adjective and its noun: "amber coloured eyes"."""

SIDES = {"left": "left", "right": "right", "one": "one", "other": "other", "another": "other",
         "second": "other", "first": "one"}  # fmt: skip

ED_HEADS = (
    "eyed", "haired", "skinned", "lipped", "jawed", "faced", "nosed", "eared", "cheeked", "chinned",
    "browed", "eyebrowed", "mouthed", "headed", "necked", "bodied", "lidded", "lashed", "toned",
    "moustached", "cheekboned", "foreheaded", "built", "tipped", "rooted", "bearded",
)  # fmt: skip
"""Nouns turned adjective: only the words right before them belong to them."""

SPELLING: dict[str, str] = {
    "gray": "grey", "graying": "greying", "grayish": "greyish", "greyed": "grey", 
    "color": "colour", "colored": "coloured", "coloring": "colouring", "mustache": "moustache",
    "mustached": "moustached", "mustachioed": "moustachioed", "moustachio": "moustache",
    "mustachio": "moustache", "blonde": "blond", "jewelry": "jewellery",
    "women": "woman", "men": "man", "children": "child", "ladies": "lady", "babies": "baby",
    "chiseled": "chiselled", "sceptic": "sceptical", "aging": "ageing", "pajama": "pyjama",
    "clothe": "clothes", "eyeglass": "glasses", "teeths": "teeth",
    "armor": "armour", "plow": "plough", "skeptical": "sceptical", "tanline": "tan",
    "judgement": "judgment", "licence": "license", "specky": "spectacled", "hairs": "hair",
    "redish": "reddish", "bleach": "bleached", "w/o": "without", "w/": "with", 
    "millimetre": "millimeter", "grandmum": "grandma", "dreadlock":
    "dreadlocks", "smily": "smiley", "curlie": "curly", "dwarve": "dwarf", "elve": "elf",
    "sideburn": "sideburns", "unshaved": "unshaven", 
    "disheveled": "dishevelled", "pencil-thin": "pencil", "scull": "skull", "lipstic": "lipstick",
    "wtih": "with", "wiht": "with", "whith": "with", "adn": "and", "teh": "the", "hte": "the",
    "ahve": "have", "hsa": "has", "waering": "wearing", "wering": "wearing", "wi": "with",
    "mna": "man", "womna": "woman", "womens": "woman", "womans": "woman", "gurl": "girl",
    "n": "and", "nd": "and", "thier": "their", "whos": "who", "w": "with",
    "eyez": "eye", "glase": "glasses", "boi": "boy", "grl": "girl", "wo": "without", "blu": "blue",
    "grn": "green",
    "specs": "glasses", "hed": "head", "iz": "is", "hav": "have",
    "colourful": "colourful", "wolly": "woolly", "wooly": "woolly", "flavor": "flavour",
}  # fmt: skip
"""American to British, irregular plurals, and slips too short for the typo search."""

EMOJI: dict[str, str] = {
    "👵": "old woman", "👴": "old man", "🧓": "elderly person", "👩": "woman", "👨": "man",
    "👧": "girl", "👦": "boy", "👶": "baby", "🧒": "child", "🧑": "adult", "👱": "blond person",
    "🧔": "bearded man", "👮": "police officer", "👸": "princess", "🤴": "prince", "🧙": "wizard",
    "🧛": "vampire", "🧟": "zombie", "🧝": "elf", "🧜": "mermaid", "🤖": "robot", "👽": "alien",
    "🎅": "santa", "🤶": "grandmother", "🤠": "cowboy", "🤓": "glasses", "😎": "glasses",
    "👓": "glasses", "🕶": "glasses", "🎩": "hat", "👒": "hat", "🦰": "red hair",
    "🦱": "curly hair", "🦳": "white hair", "🦲": "bald", "🏻": "pale skin", "🏼": "fair skin",
    "🏽": "tan skin", "🏾": "brown skin", "🏿": "dark skin", "😀": "grinning", "😃": "grinning",
    "😄": "grinning", "😁": "grinning", "😊": "smiling", "🙂": "slight smile", "☺": "smiling",
    "😂": "laughing", "🤣": "laughing", "😉": "winking", "😘": "kissing", "😗": "kissing",
    "😏": "smirking", "😐": "neutral", "😢": "sad", "😭": "crying", "🙁": "sad", "☹": "sad",
    "😞": "sad", "😠": "angry", "😡": "furious", "😮": "surprised", "😲": "surprised",
    "😱": "afraid", "😨": "afraid", "🤢": "disgusted", "😴": "asleep", "😛": "tongue out",
    "😜": "tongue out", "🤨": "raised eyebrow", "😕": "confused", "💄": "lipstick", "😈": "devil",
    "👿": "devil",
}  # fmt: skip
"""Emoji that say something about a person."""
