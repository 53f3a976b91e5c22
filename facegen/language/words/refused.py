"""Words of nudity, of sex and of childhood, for `language.safety`."""

from __future__ import annotations

_NUDITY = (
    "nude nudes nudity nudist nakedness naked topless bottomless undressed unclothed disrobed "
    "unclad breasts boobs boobies titties tits nipple nipples areola areolas genital genitals "
    "genitalia penis penises vagina vulva clitoris dick dicks cock pussy cunt anus asshole "
    "buttocks buttcrack porn porno pornographic pornography pornstar nsfw xxx hentai erotic "
    "erotica orgasm orgasmic masturbate masturbating masturbation blowjob handjob cumshot cum "
    "creampie bdsm bondage fetish intercourse fuck fucks fucking fucked striptease stripper "
    "onlyfans ahegao futanari futa deepthroat gangbang bukkake dildo rape raped rapist camgirl "
    "milf threesome hardcore-sex upskirt downblouse cameltoe rule34 r34 yiff lewds nudes "
    # Misspellings that people use to get round a list.
    "nakid nekkid nakd naket naekd nakde neked nekid nood noods nudie nuud nuude nood nudez toples "
    "toppless undresed pr0n pron boobz boobie tiddies titz penus peniss vajina vag pusy pussi fuk "
    "fukk fuking fck phuck pornstars "
    # Beyond the six languages that are translated.
    "alaston naken naken nøgen nackad обнаженная обнаженный голая голый гола голый 裸 裸体 全裸 "
    "ヌード 누드 나체 alasti nagi naga gola goly çıplak γυμνή γυμνός عارية عاري ערומה"
)
NUDITY = frozenset(_NUDITY.split())
"""Refused for everybody: people are always dressed."""

ELSEWHERE_HARMLESS = frozenset(("pelado", "pelada"))
"""Nude in Portuguese, where the translation is checked, and bald in Spanish."""

NUDITY_PHRASES = (
    r"(?:without|no|sans|minus|wearing no|not wearing(?: any)?|out of her|free of) "
    r"(?:any )?(?:cloth(?:es|ing)|garments?)|wear(?:ing|s) (?:absolutely )?nothing|nothing on\b|"
    r"not wearing anything|(?:in (?:the|his|her) )?birthday suit|in the buff|au naturel|"
    r"full frontal|bare[- ](?:breast(?:s|ed)?|ass(?:ed)?|bottom(?:ed)?|butt|bosom(?:ed)?)|"
    r"bare[- ]chested (?:wom[ae]n|girl|lady|female)|top[- ]less|see[- ]through (?:top|shirt|blouse|"
    r"dress|lingerie)|nip slip|side ?boob|under ?boob|(?:exposed|naked|bare|her) (?:breast|"
    "chest)s?\b"
    r"(?! ?plate| ?pocket)|(?:having|has|have|during) sex\b|sex (?:scene|act|doll|slave|toy)|"
    r"(?:take|takes|taking|took) off (?:her|his|their|all) cloth|without a (?:top|bra)\b|no bra\b|"
    r"braless|strip(?:s|ped|ping)? naked|only (?:a )?(?:thong|g-string)|spread legs"
)
"""The same, said in several words (a regular expression)."""

_SEXUAL = (
    "sex sexy sexual sexually sexualised sexualized seductive seducing seduction sensual horny "
    "aroused arousing lustful lewd kinky slutty slut whore hooker prostitute escort lingerie "
    "underwear panties thong g-string bra provocative busty cleavage sexi sexxy sexier sexiest "
    "suggestive stripping bedroom-eyes milf hot-body moaning virgin negligee fishnet fishnets "
    "playboy pinup pin-up undressing bareback boudoir lap-dance temptress dominatrix bikini "
    "submissive fuckable voluptuous curvaceous flirty flirting flirtatious curvy-body lolicore "
    "nymphet jailbait-looking sugarbaby bdsm kiss-me naughty risque risqué smutty raunchy "
    "erotically promiscuous concubine courtesan stockings garter corset-only breast breasted "
    "секси секс сексуальная セクシー 섹시"
)
SEXUAL = frozenset(_SEXUAL.split())
"""Refused when a child is meant."""

_CHILD = (
    "child children kid kids kiddo girl girls boy boys toddler toddlers baby babies infant "
    "newborn preschooler teen teens teenage teenaged teenager teenagers adolescent adolescents "
    "tween preteen pre-teen minor minors underage under-age underaged schoolgirl schoolboy "
    "schoolchild schoolgirls pupil loli lolita lolicon shota shotacon jailbait daughter son "
    "youngster childlike childish prepubescent pubescent kindergarten kindergartner juvenile "
    "girly-girl teeny teenie freshman highschooler grader schooler babygirl grl gurl boi "
    "дитина ребенок девочка мальчик школьница 少女 女の子 幼女 ロリ 子供 소녀 여자아이 "
    "dziewczynka flicka pojke barn pige dreng tyttö poika"
)
CHILD = frozenset(_CHILD.split())

ALWAYS = frozenset(("lolicon", "shotacon", "jailbait", "loli", "shota", "ロリ", "lolis", "csam"))
"""Words that are refused by themselves."""

YOUNG_PHRASES = (
    r"high ?school(?:er)?s?\b|middle ?school(?:er)?s?\b|elementary ?school(?:er)?s?\b|"
    r"grade ?school(?:er)?s?\b|school uniform|barely legal|sweet sixteen|(?:1[0-2]|[1-9])"
    r"(?:st|nd|rd|th) grade(?:r)?|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|"
    r"tenth) grader?|under ?18|not (?:yet )?(?:18|an adult|of age)|years? young"
)

HARMLESS = (
    r"\bnaked (?:eye|mole[- ]rat|truth|flame)s?\b|\bnude (?:lip\w*|make ?-?up|eye ?shadow|tone\w*|"
    r"colou?r\w*|shade\w*|gloss|nail\w*|heel\w*|tights|palette|lips|pink|beige|matte|blush)\b|"
    r"\bnude[- ]colou?red\b|\b(?:tones?|colou?r|shade) nude\b|"
    r"\b(?:kinky|coily) (?:hair|curl\w*|coil\w*|texture\w*|afro|twists?|braids?)\b|"
    r"\bkinky[- ](?:haired|curly|coily)\b|\bcock(?:ed|y|er|atoo)\b|\bcock of the\b|"
    r"\bsame[- ]sex\b|\b(?:biological|opposite) sex\b|\bsex\W{0,3}(?:is )?(?:fe)?male\b|"
    r"\bsex\W{0,3}[mf]\b|\bage/sex\b|\bsex appeal\b(?!.*\b(?:girl|boy|child|teen)\b)|"
    r"\bkind(?:ly)? (?:eyes|smile|face|look\w*|old|woman|man)\b|\bkind of\b|"
    r"\bbaby[- ](?:blue|pink|face\w*|faced|hairs?|bangs|carrots?|doll dress|soft|skin)\b|"
    r"\bboy ?(?:band|cut|friend|ish)\b|\bvirgin (?:mary|islands?|queen|snow|wool)\b|"
    r"\bextra virgin\b|\btopless towers?\b|\bmoby dick\b|\bdick (?:van dyke|tracy|cheney|clark|"
    r"whittington|turpin)\b|\b(?:double|single|red|robin)[- ]breasted\b|\bbreast (?:pocket|plate|"
    r"cancer|feeding)\b|\bbreastplates?\b|\bpussy[- ](?:willows?|cats?|bow)\b|\bcum laude\b|"
    r"\bescort(?:ed|ing)? (?:ship|vehicle)\b|\bminor (?:scar|wrinkle|blemish|detail|change|"
    r"imperfection|key|freckle|flaw)\w*\b|\bkid (?:leather|gloves?)\b|\bson of\b|"
    r"\bblue[- ]footed booby\b|\btits?mouse\b|\b(?:blue|great|coal) tits?\b|\bcocktail\b|"
    r"\bbondage (?:of|to)\b|\bnude descending\b|\bgame of thrones\b"
)
"""Phrases in which such words mean no harm (a regular expression)."""
