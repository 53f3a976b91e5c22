"""Nouns of people: what "grandmother", "toddler", "professor" say of age, gender and looks."""

from __future__ import annotations

F, M = 0.1, 0.9
"""Clear but not extreme: 0 and 1 are caricatures."""

PEOPLE: dict[str, dict[str, object]] = {
    "chick|babe|dame|woman|women|lady|female|gal|madam|matron": {"gender": F},
    "man|men|guy|gentleman|male|bloke|dude|fellow|chap|lad": {"gender": M},
    "girl|daughter|schoolgirl|little lady": {"gender": F, "age": 11},
    "boy|son|schoolboy": {"gender": M, "age": 11},
    "little girl|small girl|young girl|tiny girl": {"gender": F, "age": 8},
    "little boy|small boy|young boy|tiny boy": {"gender": M, "age": 8},
    "child|kid|kiddo|youngster|schoolchild|wee one": {"age": 8},
    "toddler|tot|preschooler|little one": {"age": 3},
    "baby|infant|newborn": {"age": 1},
    "teenager|teen|adolescent|youth": {"age": 16},
    "tween|preteen": {"age": 12},
    "adult|grown up": {"age": 35},
    "pensioner|senior|senior citizen|retiree|elder": {"age": 72},
    "grandmother|grandma|granny|grandmom|nan|nana|old lady|crone|babushka": {
        "gender": F, "age": 72},
    "grandfather|grandpa|granddad|grandad|gramps|old timer": {"gender": M, "age": 74},
    "grandparent": {"age": 73},
    "great grandmother|great grandma|great granny|great nan": {"gender": F, "age": 85},
    "great grandfather|great grandpa|great granddad|great grandad": {"gender": M, "age": 86},
    "mother|mum|mom|wife|aunt|auntie|housewife|mommy|mummy": {"gender": F, "age~": 42},
    "father|dad|husband|uncle|daddy": {"gender": M, "age~": 44},
    "parent": {"age~": 42},
    "veteran|war veteran|old soldier|old warrior|war hero|vet": {"age~": 62},
    "grandson|stepson": {"gender": M, "age": 11},
    "granddaughter|stepdaughter": {"gender": F, "age": 11},
    "older sister|big sister|elder sister": {"gender": F, "age~": 30},
    "older brother|big brother|elder brother": {"gender": M, "age~": 32},
    "little brother|younger brother": {"gender": M, "age~": 15},
    "little sister|younger sister": {"gender": F, "age~": 15},
    "great aunt|spinster|old maid|matriarch|dowager": {"gender": F, "age": 70},
    "great uncle|patriarch|codger|geezer|old codger|old geezer": {"gender": M, "age": 70},
    "skater boy|emo boy|goth boy|punk boy|surfer boy|college boy|bad boy|pretty boy|frat boy|"
    "toy boy|party boy|gym boy|e boy": {"gender": M, "age": 21},
    "goth girl|punk girl|hippie girl|emo girl|college girl|party girl|it girl|cover girl|egirl|"
    "gym girl|girl next door|rocker girl|metal girl|skater girl|surfer girl|e girl|call centre "
    "girl|office girl|working girl|city girl|country girl|farm girl|calendar girl|flapper girl|"
    "rock girl|biker girl|egirl|alt girl": {
        "gender": F, "age": 22},
    "frenchman": {"gender": M, "origin": "french"},
    "frenchwoman": {"gender": F, "origin": "french"},
    "dutchman": {"gender": M, "origin": "dutch"},
    "dutchwoman": {"gender": F, "origin": "dutch"},
    "englishman": {"gender": M, "origin": "english"},
    "englishwoman": {"gender": F, "origin": "english"},
    "irishman": {"gender": M, "origin": "irish"},
    "irishwoman": {"gender": F, "origin": "irish"},
    "scotsman": {"gender": M, "origin": "scottish"},
    "scotswoman": {"gender": F, "origin": "scottish"},
    "welshman": {"gender": M, "origin": "welsh"},
    "goddess|bombshell|ballerina|stewardess|seamstress|priestess|sorceress|countess|stepmother|"
    "godmother|fiancee|niece": {"gender": F},
    "god|bachelor|stepfather|godfather|fiance|nephew|widower|sir|mister": {"gender": M},
    "widow": {"gender": F, "age~": 65},
    "tourist|superhero|villain|neighbour|customer|singer|rapper|gamer|hacker|spy|thief|hunter|"
    "ranger|archer|assassin|ninja|commuter|traveller|friend|stranger|colleague|twin|cousin|driver|"
    "cyclist|climber|hiker|refugee|immigrant|citizen|peasant|villager|nomad|prisoner|patient|fan|"
    "clerk|cashier|shopkeeper|merchant|philosopher|historian|inventor|comedian|magician|drummer|"
    "guitarist|pianist|violinist|conductor|skater|skateboarder": {},
    "lass|sister|bride|girlfriend|maiden|heroine|actress|waitress|"
    "hostess": {"gender": F, "age~": 27},
    "brother|groom|boyfriend|hero|actor|waiter": {"gender": M, "age~": 28},
    "person|human|individual|mutant|somebody|anybody|anyone|being|creature|figure|folk|"
    "guy or girl|persona|monster|freak|"
    "beast|someone|people|human being": {},
    # Work and ways of life: suggestions, weaker than anything said.
    "professor|academic|scholar": {"age~": 56, "glasses~": True},
    "librarian|accountant|bookkeeper": {"age~": 45, "glasses~": True},
    "scientist|researcher|engineer|programmer|nerd|geek": {"age~": 36, "glasses~": True},
    "teacher|doctor|physician|nurse|lawyer|journalist|writer|poet|artist|painter|musician|singer|"
    "dancer|photographer|surgeon|dentist|architect|pilot|astronaut|chef|cook|baker|barista":
        {"age~": 38},
    "judge|politician|president|diplomat|ambassador|minister|senator|mayor|banker|executive|ceo|"
    "boss|director": {"age~": 55, "outfit~": "formal"},
    "manager|office worker|secretary|receptionist|newsreader|news anchor": {
        "age~": 38, "outfit~": "formal"},
    "businessman|salesman|butler": {"gender": M, "age~": 45, "outfit~": "formal"},
    "businesswoman|saleswoman": {"gender": F, "age~": 42, "outfit~": "formal"},
    "farmer|fisher|fisherman|gardener": {"age~": 50, "skin.wrinkles~": 0.5, "outfit~": "work"},
    "worker|builder|mechanic|plumber|carpenter|electrician|welder|miner|blacksmith|bricklayer":
        {"age~": 40, "outfit~": "work", "build.muscle~": 0.65},
    "soldier|police officer|cop|firefighter|guard|bodyguard|marine|bouncer": {
        "age~": 33, "build.muscle~": 0.75, "hair.length~": 0.2},
    "policeman|fireman": {"gender": M, "age~": 36, "build.muscle~": 0.7, "hair.length~": 0.2},
    "policewoman": {"gender": F},
    "athlete|runner|gymnast|swimmer|footballer|tennis player|boxer|fighter|dancer|fitness trainer":
        {"age~": 26, "build.muscle~": 0.75, "build.weight~": 0.42, "outfit~": "sport"},
    "bodybuilder|weightlifter|strongman|wrestler": {
        "age~": 32, "build.muscle": 0.97, "neck.width~": 1.0},
    "sumo wrestler": {"gender": M, "build.weight": 1.0, "build.muscle": 0.8, "origin~": "japanese",
                      "hair.style~": "bun"},
    "student|undergraduate|intern": {"age~": 21},
    "supermodel|fashion model": {"age~": 24, "cheekbones~": 0.6, "build.weight~": 0.35},
    "hipster": {"age~": 30, "beard.style~": "full beard", "glasses~": True},
    "lumberjack|woodcutter|trucker": {
        "gender": M, "age~": 40, "beard.style~": "full beard", "build.muscle~": 0.75},
    "biker": {"age~": 45, "build.weight~": 0.65},
    "punk|rocker|goth": {"age~": 24, "makeup.eyeliner~": 0.7},
    "surfer": {"age~": 25, "skin.tone~": 0.34, "hair.color~": "blond"},
    "sailor|captain|"
    "sea captain": {"age~": 55, "skin.wrinkles~": 0.55, "beard.style~": "full beard"},
    "warrior|gladiator|mercenary|barbarian": {
        "age~": 32, "build.muscle~": 0.85, "expression~": "serious"},
    "knight": {"age~": 35, "build.muscle~": 0.75},
    "king|emperor|sultan|duke|lord": {"gender": M, "age~": 52, "beard.style~": "full beard"},
    "queen|empress|duchess": {"gender": F, "age~": 45, "makeup.lips~": "red"},
    "prince": {"gender": M, "age~": 22},
    "princess": {"gender": F, "age~": 20, "hair.length~": 1.0},
    "nun|abbess": {"gender": F, "age~": 52},
    "monk|friar": {"gender": M, "age~": 50, "hair.style~": "bald"},
    "priest|bishop|pope|vicar|imam|rabbi": {"gender": M, "age~": 55},
    "viking|norseman": {"gender": M, "age~": 36, "origin~": "nordic", "beard.style~": "long beard",
                        "hair.length~": 1.0, "build.muscle~": 0.8},
    "cowboy": {"gender": M, "age~": 38, "hat~": True, "skin.tone~": 0.3},
    "cowgirl": {"gender": F, "age~": 28, "hat~": True},
    "detective|gangster|mobster": {"age~": 45, "hat~": True, "outfit~": "formal"},
    "pirate|buccaneer": {"age~": 42, "beard.style~": "goatee", "skin.tone~": 0.35},
    "samurai": {"gender": M, "age~": 38, "origin~": "japanese", "hair.style~": "bun"},
    "geisha": {"gender": F, "age~": 24, "origin~": "japanese", "hair.style~": "bun",
               "skin.tone~": 0.0, "makeup.lips~": "red"},
    "mage|druid|spellcaster|enchanter|pyromancer": {"age~": 45},
    "wizard|sorcerer|warlock": {"gender": M, "age~": 76, "beard.style~": "long beard",
                                   "hair.length~": 1.0},
    "witch|hag": {"gender": F, "age~": 68, "nose.hooked~": 1.0, "chin.pointed~": 0.8},
    "santa|santa claus|father christmas": {
        "gender": M, "age~": 72, "beard.style~": "long beard", "build.weight~": 0.95,
        "skin.ruddy~": 0.8, "hair.grey~": 1.0, "expression~": "smiling"},
    "hermit|hobo|tramp": {"gender": M, "age~": 58, "beard.style~": "long beard"},
    "caveman|neanderthal": {"gender": M, "age~": 34, "beard.style~": "full beard",
                            "brow.ridge~": 1.5, "jaw.width~": 0.8},
}  # fmt: skip
"""Phrase -> effects; `~` marks what the noun only suggests."""

LAST_WORDS: dict[str, float] = {
    "man": M, "woman": F, "girl": F, "boy": M, "lady": F, "queen": F, "king": M, "maiden": F,
    "mother": F, "grandma": F, "granny": F, "bride": F, "priestess": F, "princess": F, "prince": M,
}  # fmt: skip
"""Ends of compound nouns -> gender: "lizard man", "snow queen"."""

PARTS: dict[str, str] = {
    "ears": "ears.", "nose": "nose.", "eyes": "eyes.", "skin": "skin.", "chin": "chin.",
    "jaw": "jaw.", "hair": "hair.", "beard": "beard.", "brows": "brows.", "teeth": "teeth",
    "fangs": "teeth", "tusks": "teeth", "horns": "horns", "makeup": "makeup.", "lips": "makeup.l",
    "mouth": "mouth.", "face": "face.",
}  # fmt: skip
"""Head -> how the names of its attributes begin."""

PRONOUNS: dict[str, float] = {
    "she": F, "her": F, "hers": F, "herself": F, "he": M, "his": M, "him": M, "himself": M,
}  # fmt: skip

PRONOUN_WEIGHT = 0.9

FACTS: dict[str, dict[str, object]] = {
    "androgynous|androgyne|non binary|nonbinary|enby|genderless|gender neutral|genderqueer|"
    "agender|genderfluid": {"gender": 0.5},
    "feminine|womanly|girlish|girly|ladylike": {"gender": 0.15},
    "masculine|manly|boyish|macho|virile|rugged": {"gender": 0.86},
    "tomboyish|tomboy|effeminate": {"gender": 0.4},
    "old|aged|ageing|ancient|elderly|geriatric|senior|hoary": {"age": 74},
    "older": {"age": 62},
    "middle aged|middle age|midlife|mature": {"age": 48},
    "young|youthful|juvenile": {"age": 23},
    "younger": {"age": 22},
    "little|small|wee": {},
    "teenage|teenaged|teen aged|adolescent|pubescent": {"age": 16},
    "grown|adult": {"age": 35},
    "retired": {"age": 70},
    "newborn": {"age": 1},
    "centenarian|hundred year old": {"age": 90},
    "octogenarian": {"age": 84},
    "septuagenarian": {"age": 74},
    "sexagenarian": {"age": 64},
    "college age|university age": {"age": 21},
    "school age": {"age": 9},
}  # fmt: skip
