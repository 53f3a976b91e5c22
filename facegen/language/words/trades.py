"""Work, rank, sport and ways of life, beside those of `people`."""

from __future__ import annotations

from facegen.language.words.people import F, M

_STRONG = {"age~": 35, "build.muscle~": 0.78}
_LEARNED = {"age~": 48, "glasses~": True}
_FORMAL = {"age~": 45, "outfit~": "formal"}
_MANUAL = {"age~": 42, "outfit~": "work", "build.muscle~": 0.65}
_NOBLE_F, _NOBLE_M = {"gender": F, "age~": 38}, {"gender": M, "age~": 45}

TRADES: dict[str, dict[str, object]] = {
    "lecturer|mathematician|physicist|chemist|biologist|astronomer|linguist|archaeologist|"
    "psychologist|psychiatrist|therapist|economist|statistician|archivist|curator|translator|"
    "headmaster|intellectual|bookworm|egghead|pharmacist|optician|chess player|know it all|"
    "schoolteacher|school teacher|tutor|anthropologist|sociologist|geologist|botanist": _LEARNED,
    "headmistress|schoolmistress|governess|schoolmarm": {
        "gender": F, "age~": 52, "glasses~": True, "hair.style~": "bun"},
    "barrister|attorney|solicitor|magistrate|broker|stockbroker|investor|trader|estate agent|"
    "consultant|auditor|insurance agent|chairman|tycoon|entrepreneur|spokesperson|lobbyist|"
    "prime minister|chancellor|governor|congressman|spin doctor|civil servant|undertaker|"
    "funeral director|maitre d|concierge|croupier|news presenter|newscaster|tv presenter|"
    "talk show host": _FORMAL,
    "congresswoman|first lady|air hostess|chairwoman|anchorwoman": {**_FORMAL, "gender": F},
    "mafia boss|mafioso|crime boss|mob boss|chief executive": {
        **_FORMAL, "gender": M, "age~": 56},
    "labourer|roofer|plasterer|docker|dockworker|stonemason|roadworker|garbage collector|"
    "binman|bin man|janitor|caretaker|handyman|truck driver|lorry driver|bus driver|taxi driver|"
    "cab driver|van driver|factory worker|steelworker|shipbuilder|locksmith|tailor|cobbler|"
    "shoemaker|butcher|foreman|machinist|farmhand|shepherd|rancher|cowherd|goatherd|beekeeper|"
    "oil worker|rigger|trawlerman|lobsterman|whaler|woodsman|trapper|"
    "construction worker|repairman|delivery driver|postman|mailman": _MANUAL,
    "shepherdess|milkmaid|washerwoman|dinner lady|cleaning lady|charwoman|fishwife|lollipop lady|"
    "tea lady": {"gender": F, "age~": 45},
    "ballet dancer|acrobat|trapeze artist|figure skater|yoga teacher|contortionist": {
        "age~": 25, "build.weight~": 0.35, "hair.style~": "tied"},
    "rugby player|american football player|quarterback|linebacker|lifeguard|crossfitter|"
    "martial artist|kickboxer|mma fighter|judoka|ufc fighter|powerlifter|rower|discus thrower|"
    "shot putter|personal trainer|stuntman|commando|special forces soldier|paratrooper|"
    "navy seal|legionnaire|legionary|centurion|spartan|hoplite|berserker|amazon warrior|"
    "swat officer|prison guard|security guard|riot policeman|paladin|crusader|templar|"
    "swordsman|bounty hunter|executioner|orc slayer|dragon slayer|demon hunter|monster hunter|"
    "bodyguard|henchman|thug|brute|gym bro|jock|enforcer|hitman|hit man|"
    "wrestling champion": _STRONG,
    "amazon|valkyrie|shieldmaiden|shield maiden|warrior woman|warrior queen|warrior princess|"
    "swordswoman|huntress|female warrior": {
        "gender": F, "age~": 29, "build.muscle~": 0.75, "expression~": "serious"},
    "basketball player|baseball player|soccer player|hockey player|ice hockey player|"
    "volleyball player|tennis star|golfer|cricketer|jockey|sprinter|marathon runner|triathlete|"
    "skier|snowboarder|fencer|goalkeeper|goalie|olympian|cheerleader|athletic "
    "trainer|diver|equestrian|horse rider|racing driver|formula 1 driver|biathlete": {
        "age~": 25, "outfit~": "sport", "build.muscle~": 0.65},
    "bard|rogue|cleric|minstrel|troubadour|alchemist|necromancer|shaman|oracle|seer|prophet|"
    "soothsayer|fortune teller|healer|herbalist|adventurer|explorer|mercenary captain|scout|"
    "squire|courtier|noble|aristocrat|innkeeper|"
    "barkeeper|bartender|barmaid|tavern keeper|apprentice|wanderer|outlaw|bandit|highwayman|"
    "robber|burglar|smuggler|pickpocket|beggar|serf|leper|pilgrim|missionary|messenger|"
    "sidekick|protagonist|antagonist|antihero|anti hero|supervillain|superhero|superheroine|"
    "sleuth|private eye|inspector|vigilante|survivor|wastelander|raider|scavenger|"
    "time traveller|space pirate|space marine|starship captain|jedi|sith|netrunner|gunslinger|"
    "sheriff|outcast|rebel|revolutionary|activist|protester|influencer|youtuber|streamer|blogger|"
    "vlogger|podcaster|dj|filmmaker|movie star|film star|rock star|"
    "rockstar|pop star|popstar|idol|pop idol|opera singer|cellist|saxophonist|trumpeter|bassist|"
    "songwriter|composer|jazz singer|folk singer|country singer|busker|"
    "puppeteer|ventriloquist|circus performer|ringmaster|fire eater|juggler|"
    "stand up comedian|sculptor|ceramicist|weaver|illustrator|graphic designer|"
    "fashion designer|designer|makeup artist|hairdresser|hairstylist|barber|beautician|"
    "florist|tattoo artist|tattooist|jeweller|watchmaker|pastry chef|sommelier|"
    "shop assistant|sales assistant|call centre worker|telemarketer|"
    "paramedic|midwife|veterinarian|zookeeper|vet nurse|physiotherapist|dietitian|carer|caregiver|"
    "social worker|childminder|nanny|babysitter|au pair|housekeeper|servant|housemaid|usher|"
    "flight attendant|cabin crew|traffic warden|ticket inspector|train driver|"
    "aviator|fighter pilot|astronaut commander|cosmonaut|"
    "neighbor|roommate|flatmate|classmate|spouse|passerby|bystander|"
    "commoner|tribesman|chief|chieftain|tribal chief|tribal leader|"
    "medicine man|witch doctor|voodoo priest|psychic|hypnotist|illusionist|conjurer|"
    "vagabond|homeless person|homeless man|drifter|loner|introvert|extrovert|optimist|daydreamer|"
    "troublemaker|prankster|bully|genius|prodigy|mastermind|dictator|tyrant|"
    "commander|colonel|lieutenant|sergeant|corporal|admiral|cadet|recruit|"
    "secret agent|fbi agent|cia agent|undercover cop|crook|criminal|convict|inmate|"
    "jailbird|felon|drug dealer|drunkard|gambler|card sharp|hustler|con artist|"
    "dandy|socialite|heiress|millionaire|billionaire|trophy wife|debutante": {},
    "general officer|war lord|warlord|military commander": {"age~": 52, "gender~": M},
    "wench|tavern wench|barmaid girl|courtesan|concubine|sultana|femme fatale|diva|vamp|"
    "prima donna|flapper|damsel|enchantress|sibyl|vestal|belle|southern belle|"
    "noblewoman|baroness|marchioness|marquise|viscountess|tsarina|czarina|rani|maharani|"
    "mother in law|daughter in law|sister in law|stepsister|great niece|lady in waiting|"
    "bridesmaid|maid of honour|gentlewoman|missus|nanna|"
    "abuela|oma|nonna|matron of honour|cat lady|soccer mom|hockey mom|pta mom": _NOBLE_F,
    "nobleman|baron|earl|marquis|viscount|tsar|czar|kaiser|pharaoh|maharaja|raja|"
    "shogun|sheikh|sheik|emir|khan|archbishop|cardinal|deacon|pastor|preacher|"
    "reverend|rector|chaplain|abbot|mullah|guru|yogi|swami|father in law|son in law|"
    "brother in law|stepbrother|best man|bridegroom|gent|old boy|jack of all trades|lothario|"
    "casanova|don juan|fella|bro|hombre|milkman|doorman|bellboy|bellhop|footman|valet|"
    "horseman|frontiersman|mountain man|sportsman|tradesman|"
    "cameraman|weatherman|anchorman|spokesman": _NOBLE_M,
    "mountain man|frontiersman|prospector|gold miner|old prospector": {
        "gender": M, "age~": 52, "beard.style~": "long beard", "skin.wrinkles~": 0.6},
    "maharishi|yogi|sadhu|fakir": {"gender": M, "age~": 60, "beard.style~": "long beard",
                             "origin~": "indian", "hair.length~": 1.0},
    "abuela|nonna|oma|nanna": {"gender": F, "age": 72},
    "abuelo|nonno|opa": {"gender": M, "age": 73},
    "buddhist monk|shaolin monk|zen monk|tibetan monk|zen master": {
        "gender": M, "age~": 45, "hair.style": "bald", "beard.style~": "none"},
    "hippie|hippy|flower child|beatnik|bohemian": {
        "age~": 27, "hair.length~": 1.0, "hair.curl~": 0.25, "worn~": ("headband",)},
    "metalhead|heavy metal fan|roadie|grunge fan|guitar hero": {
        "age~": 30, "hair.length~": 1.0},
    "rastafarian|rasta|reggae singer": {"origin~": "jamaican", "hair.style~": "braid01"},
    "skinhead|football hooligan|hooligan": {"age~": 28, "hair.style~": "buzz"},
    "emo|scene kid|emo kid|cyberpunk|cyber punk|vampire hunter|raver": {
        "age~": 21, "makeup.eyeliner~": 0.7},
    "redneck|hillbilly|trailer park resident": {"age~": 42, "skin.ruddy~": 0.75},
    "wise man|sage|old sage|village elder|elder statesman|guru master|old master|kung fu master|"
    "old wizard": {"gender~": M, "age~": 74, "beard.style~": "long beard", "hair.grey~": 1.0},
    "wise woman|village witch|old crone": {"gender": F, "age~": 74},
    "freshman|sophomore|college student|university student|grad student|graduate|schoolmate|"
    "apprentice student|trainee|rookie": {"age~": 20},
    "high schooler|high school student|highschooler|sixth former": {"age": 17},
    "drag queen|drag performer": {
        "gender": 0.62, "age~": 32, "makeup.eyeliner": 1.0, "makeup.lips": "red",
        "makeup.eyeshadow": (0.44, 0.18, 0.62), "skin.blush": 0.7, "lashes": 1.0,
        "beard.style~": "none"},
    "tomboy": {"gender": 0.3, "age~": 21, "hair.length~": 0.25},
    "cavewoman": {"gender": F, "age~": 30, "brow.ridge~": 1.2, "jaw.width~": 0.5},
    "pinup|pin up girl|bombshell blonde|beauty queen|pageant queen|prom queen": {
        "gender": F, "age~": 25, "makeup.lips~": "red"},
    "inuk|yeti hunter": {"origin~": "inuit"},
    "egyptian queen|cleopatra|pharaoh queen": {
        "gender": F, "age~": 30, "origin~": "egyptian", "makeup.eyeliner~": 1.0,
        "hair.style~": "bob", "hair.color~": "black", "worn~": ("headband",)},
}  # fmt: skip
"""Phrase -> effects, as in `people.PEOPLE`."""
