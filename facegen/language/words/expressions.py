"""The look on a face: words -> ARKit weights."""

from __future__ import annotations

from facegen.human.looks import LOOKS as LOOKS

WORDS: dict[str, str] = {
    "neutral": "neutral|stone faced|stony faced|stony face|poker faced|straight faced|"
    "resting face|passive|impassive|aloof|detached|unreadable|meditative|"
    "tranquil|placid|vacant stare|empty stare|thousand yard stare|resting|at ease|expressionless|"
    "blank|deadpan|emotionless|poker face|relaxed|calm|"
    "blank expression|neutral expression|neutral look|stoic|peaceful|serene",
    "slight smile": "slight smile|faint smile|gentle smile|soft smile|half smile|small smile|"
    "kind|kind hearted|good hearted|motherly|fatherly|grandmotherly|tender|sympathetic|"
    "compassionate|approachable|hospitable|affable|amiable|benevolent|innocent|wholesome|shy|"
    "bashful|timid smile|dreamy|serene smile|enigmatic smile|friendly looking|kindly looking|"
    "kind eyes|kind face|sweet smile|caring|hopeful|satisfied|gentle eyes|friendly|warm|content|"
    "contented|kindly|gentle|mona lisa smile|shy smile|kind smile|"
    "subtle smile|closed mouth smile|warm smile|welcoming|pleased|amused|little smile",
    "smiling": "smiling|smile|smiles|happy|cheerful|joyful|merry|jolly|glad|smiley|joyous|"
    "delighted|"
    "cheery|happily|jovial|bubbly|good humoured|good natured|optimistic|lively|sunny|"
    "charming smile|winning smile|confident smile|dazzling smile|enthusiastic|excited|proud smile|"
    "loving|lovingly|in love|grateful|upbeat|carefree|twinkling|jocular",
    "grinning": "grinning|grin|grins|beaming|big smile|broad smile|wide smile|toothy smile|"
    "big grin|toothy grin|ecstatic|broad grin|wide grin|bright smile|showing teeth",
    "laughing": "laughing|laugh|laughs|chuckling|giggling|hilarious|cackling|laughter",
    "sad": "sad|unhappy|sorrowful|gloomy|melancholy|melancholic|depressed|mournful|downcast|upset|"
    "miserable|sombre|somber|dejected|tragic|haunted|brooding|pitiful|regretful|nostalgic|"
    "despairing|hopeless|glum|teary eyed|teary|doleful|dour|wistful|sorrow|heartbroken|sadly|"
    "grieving|forlorn|disappointed",
    "crying": "crying|weeping|in tears|tearful|sobbing|cry",
    "angry": "angry|mad|annoyed|irritated|cross|anger|scowling|scowl|glaring|grumpy|angrily|"
    "menacing|mean|evil|fierce|bad tempered|grim|sinister|villainous|malicious|cruel|ruthless|"
    "vicious|wicked|hostile|threatening|aggressive|brutal|savage|hateful|vengeful|resentful|"
    "bitter|sour|surly|scary|frightening|intimidating|dangerous|creepy|nightmarish|terrifying|"
    "horrifying|rude|ill tempered|"
    "short tempered|hot tempered|cranky|crabby|grouchy|irate|glare|dirty look|ferocious|feral",
    "furious": "furious|enraged|raging|livid|rage|snarling|fuming",
    "surprised": "surprised|wonderstruck|dumbfounded|flabbergasted|in awe|in shock|in surprise|"
    "astonished|amazed|shocked|startled|surprise|stunned|wide eyed|"
    "awestruck|"
    "gasping|amazement|astounded",
    "afraid": "afraid|scared|frightened|fearful|terrified|fear|horrified|panicked",
    "disgusted": "disgusted|disgust|revolted|sneering|sneer|contemptuous|grimacing|grimace",
    "serious": "serious|solemn|earnest|thoughtful|pensive|focused|determined|seriously|"
    "contemplative|distinguished|haughty|arrogant|proud look|stately|resolute|brave|courageous|"
    "heroic|valiant|"
    "steely|unimpressed|no nonsense|businesslike|professional|pious|devout|attentive|intent|"
    "hardened|stoical|tough|tough looking|hard bitten|world weary|composed|self assured|gruff|"
    "imposing|"
    "unsmiling|wise|dignified|noble|confident|concentrated",
    "stern": "stern|severe|strict|harsh|intense|hard|cold",
    "worried": "worried|timid|meek|insecure|hesitant|apologetic|guilty|ashamed|embarrassed|"
    "desperate|pained|in pain|suffering|tense|paranoid|overwhelmed|frazzled|anxious|nervous|"
    "concerned|troubled|fretful|uneasy|stressed",
    "bored": "bored|boredom|indifferent|apathetic",
    "sleepy": "sleepy|drowsy|half asleep|half closed eyes|dozy",
    "eyes closed": "eyes closed|closed eyes|eyes shut|shut eyes|asleep|sleeping|blinking|"
    "with closed eyes",
    "winking": "winking|wink|winks",
    "kissing": "kissing|kiss|puckered|puckering|pursed|duck face|blowing a kiss|pursed lips",
    "pouting": "pouting|sulking|sulky|pouts|petulant|moody",
    "smirking": "smirking|smirk|smug|sly|crooked smile|lopsided smile|mischievous|cheeky|cocky|"
    "wry smile|playful|sarcastic|cunning|devious|scheming|roguish|rakish|impish grin|"
    "mischievous grin|ironic|sardonic|teasing|crafty|shrewd|wily|sassy|cheeky grin|sly grin|"
    "evil grin|wicked grin|knowing smile|knowing|confident grin|wolfish grin|impish smile|suave|"
    "lopsided grin|crooked grin|smirks|wry",
    "open mouth": "open mouth|mouth open|open mouthed|mouth agape|jaw dropped|yawning|yawn|agape|"
    "singing|talking|speaking",
    "shouting": "shouting|screaming|yelling|roaring|scream|yell|roar",
    "squinting": "squinting|squint|narrowed eyes|squints|suspicious",
    "frowning": "frowning|frown|frowns|furrowed brow|knitted brows|frowny|disapproving",
    "raised eyebrow": "a raised eyebrow|one raised eyebrow|one eyebrow raised|quizzical|sceptical|"
    "skeptical",
    "raised eyebrows": "raised eyebrows|eyebrows raised|raised brows",
    "tongue out": "sticking out his tongue|sticking out her tongue|sticking his tongue out|"
    "sticking her tongue out|tongue poking out|tongue out|sticking out tongue|sticking tongue out|"
    "tongue sticking out|silly|"
    "goofy",
    "puffed cheeks": "puffed cheeks|puffing cheeks|cheeks puffed|puffed out cheeks",
    "confused": "confused|puzzled|perplexed|bewildered|baffled",
}
"""Look -> words."""
