"""Dutch words. Adjectives and nouns are listed bare; `inflect` makes their endings."""

from __future__ import annotations

from facegen.language.translate.book import Language
from facegen.language.translate.inflect import dutch_adjective, dutch_noun, dutch_person
from facegen.language.translate.numbers import decades, dutch

ADJECTIVES = """
old: oud, stokoud; elderly: bejaard, oudere, hoogbejaard; young: jong, jeugdig; younger: jongere
middle aged: van middelbare leeftijd; adult: volwassen; retired: gepensioneerd; teenage: puberaal
newborn: pasgeboren; big (person tall): groot; small (person short): klein; tall: lange man
huge: enorm, gigantisch, reusachtig; tiny: piepklein; thick (person fat, lips full, nose big): dik
fat: vet, zwaarlijvig; chubby: mollig, gezet; stocky: gedrongen, stevig; thin: dun, mager
slim: slank; slender: tenger, rank; gaunt: uitgemergeld, ingevallen; hollow: hol
muscular: gespierd; athletic: atletisch, sportief; strong: sterk, krachtig; frail: broos, fragiel
weak: zwak; broad shouldered: breedgeschouderd; wide: breed; narrow (lips thin): smal
long (person tall): lang; short: kort; medium length: halflang, middellang
shoulder length: schouderlang; round: rond; oval: ovaal; square: vierkant, hoekig
angular: markant; flat: plat; pointed: puntig, spits; hooked: krom, gebogen
straight: recht, steil, sluik, glad; crooked: scheef; broken: gebroken; upturned: opgewipt
fine: fijn; full: vol; soft: zacht; delicate: delicaat; prominent: uitgesproken, prominent
protruding: uitstekend, uitpuilend, afstaand; high: hoog; low: laag
receding: terugwijkend, wijkend; cleft: gespleten; close set: dicht bij elkaar staand
deep set: diepliggend; almond shaped: amandelvormig; heart shaped: hartvormig
slanted: schuin, scheefstaand; drooping: hangend; bushy: borstelig, ruig; arched: gewelfd
sparse: schaars; wavy: golvend; curly (person curly haired): krullend, gekruld, krullerig
frizzy: kroezend, kroes, pluizig; messy: warrig, rommelig; dishevelled: slordig, onverzorgd
: los, loshangend; tied back: samengebonden; tied up: opgestoken; braided: gevlochten
slicked back: achterovergekamd; dyed: geverfd; shaved: geschoren, kaalgeschoren
clean shaven: gladgeschoren, baardloos, glad geschoren; unshaven: ongeschoren
trimmed: getrimd, verzorgd; bearded: bebaard, baardig; moustached: besnord
bald: kaal, kaalhoofdig; balding: kalend; thinning: dunnend; black: zwart
white: wit, spierwit, sneeuwwit; grey: grijs, grijzend, vergrijsd; silver: zilveren, zilverkleurig
salt and pepper: peper-en-zoutkleurig, peper en zout; red (person red haired): rood
reddish: rossig, roodachtig; blond: blond; platinum blond: platinablond; dark blond: donkerblond
light blond: lichtblond; ash blond: asblond; strawberry blond: rossig blond
golden: gouden, goudkleurig, goudblond; brown (person brown haired): bruin
chestnut: kastanjebruin; hazel: hazelnootbruin, hazelbruin; dark brown: donkerbruin
light brown: lichtbruin; auburn: roodbruin; blue: blauw; green: groen
blue green: blauwgroen, zeegroen; grey blue: grijsblauw, blauwgrijs; grey green: grijsgroen
ice blue: ijsblauw; amber: amberkleurig; emerald: smaragdgroen; turquoise: turquoise, turkoois
yellow: geel; orange: oranje; pink: roze; purple: paars; copper: koperkleurig
raven: gitzwart, pikzwart, ravenzwart; burgundy: bordeauxrood, wijnrood; navy: marineblauw
dark: donker; light (skin fair, person fair): licht; pale: bleek; tanned: gebruind, zongebruind
olive: olijfkleurig; rosy: rozig, blozend; bronze: bronskleurig, bronzen; porcelain: porseleinen
freckled: sproetig; wrinkled: gerimpeld, rimpelig; weathered: verweerd; rough: ruw; oily: vettig
shiny: glanzend; dry: droog; scarred: gelittekend; tattooed: getatoeëerd
bloodshot: bloeddoorlopen; made up: opgemaakt; natural: natuurlijk; light: subtiel; heavy: zwaar
metallic: metaalachtig; double: dubbel; smiling: glimlachend, lachend
grinning: grijnzend, grinnikend; laughing: schaterend; happy: gelukkig, blij
cheerful: vrolijk, opgewekt; sad: verdrietig, droevig, bedroefd, treurig
melancholic: melancholisch, weemoedig; angry: boos, kwaad; furious: woedend, razend
surprised: verrast, verbaasd; scared: bang, angstig, geschrokken; disgusted: walgend
serious: serieus, ernstig; stern: streng; worried: bezorgd; nervous: nerveus, zenuwachtig
bored: verveeld; tired: moe, vermoeid; sleepy: slaperig; crying: huilend; winking: knipogend
friendly: vriendelijk, aardig; kind: lief, zachtaardig; thoughtful: nadenkend, peinzend
confident: zelfverzekerd; shy: verlegen; proud: trots; sly: ondeugend, sluw
screaming: schreeuwend; confused: verward; calm: rustig, kalm, ontspannen; determined: vastberaden
grumpy: nors, chagrijnig, knorrig; mean: gemeen, kwaadaardig; wise: wijs
beautiful: mooi, knap, prachtig; ugly: lelijk; elegant: elegant; strange: vreemd, raar
feminine: vrouwelijk; masculine: mannelijk; androgynous: androgyn; wild: wild; neat: netjes
simple: eenvoudig; bespectacled: gebrild; German: Duits; French: Frans; Spanish: Spaans
Italian: Italiaans; Dutch: Nederlands, Hollands; Flemish: Vlaams; Belgian: Belgisch
Portuguese: Portugees; English: Engels; British: Brits; Irish: Iers; Scottish: Schots
Swiss: Zwitsers; Austrian: Oostenrijks; Polish: Pools; Russian: Russisch; Turkish: Turks
Ukrainian: Oekraïens; Greek: Grieks; Czech: Tsjechisch; Hungarian: Hongaars; Slavic: Slavisch
Swedish: Zweeds; Norwegian: Noors; Danish: Deens; Finnish: Fins; Scandinavian: Scandinavisch
Nordic: Noords; European: Europees; Mediterranean: mediterraan; Romanian: Roemeens
African: Afrikaans, Afrikaanse; Nigerian: Nigeriaans; Ghanaian: Ghanees; Kenyan: Keniaans
Ethiopian: Ethiopisch; Somali: Somalisch; Senegalese: Senegalees; South African: Zuid-Afrikaans
Egyptian: Egyptisch; Moroccan: Marokkaans; Algerian: Algerijns; Arab: Arabisch; Iranian: Iraans
Persian: Perzisch; Iraqi: Iraaks; Syrian: Syrisch; Lebanese: Libanees; Afghan: Afghaans
Kurdish: Koerdisch; Israeli: Israëlisch; Jewish: Joods; Asian: Aziatisch; Chinese: Chinees
Japanese: Japans; Korean: Koreaans; Vietnamese: Vietnamees; Thai: Thais; Filipino: Filipijns
Indonesian: Indonesisch, Indisch; Indian: Indiaas, Hindoestaans; Pakistani: Pakistaans
Mongolian: Mongools; American: Amerikaans; African American: Afro-Amerikaans; Mexican: Mexicaans
Brazilian: Braziliaans; Cuban: Cubaans; Latin American: Latijns-Amerikaans, Zuid-Amerikaans
Native American: Indiaans; Peruvian: Peruaans; Caribbean: Caribisch, Antilliaans
Jamaican: Jamaicaans; Canadian: Canadees; Australian: Australisch; Polynesian: Polynesisch
mixed race: gemengd; naked: naakt, bloot; topless: met ontbloot bovenlijf; sexy: sexy, uitdagend
erotic: erotisch
"""

NOUNS = """
face: gezicht, gelaat; head: hoofd, kop, schedel; jaw: kaak, kaaklijn, onderkaak; chin: kin
double chin: onderkin, dubbele kin; cheeks: wang, bolle wangen; cheekbones: jukbeen/jukbeenderen
nose: neus; nostrils: neusgat, neusvleugel; nose bridge: neusbrug; upturned nose: wipneus
hooked nose: haakneus; aquiline nose: adelaarsneus, arendsneus; bulbous nose: aardappelneus
lips: lip; upper lip: bovenlip; lower lip: onderlip; mouth: mond; eyes: oog/ogen, oogjes
eyelids: ooglid/oogleden; lashes: wimper; brows: wenkbrauw; unibrow: doorlopende wenkbrauw
gaze: blik; ears: oor/oren; jug ears: flapoor/flaporen; earlobes: oorlel; neck: nek, hals
forehead: voorhoofd; temples: slaap/slapen; skin: huid, huidskleur, teint
hair: haar/haren, haarkleur, haardos; curls: krul; hairstyle: kapsel, haarstijl, coupe
waves: golf/golven; bald head: kaal hoofd; receding hairline: inhammen, terugwijkende haarlijn
roots: haarwortel, uitgroei; tips: punten, haarpunten; streaks: lok/lokken, highlight
fringe: pony; ponytail: paardenstaart, staartje; braid: vlecht
pigtails: staartjes, twee staartjes; bun: knot, knotje; bob: boblijn, bobkapsel
afro: afrokapsel, afro; dreadlocks: dreadlocks, rastahaar; mohawk: hanenkam; mullet: matje
buzz cut: stekeltjes, stekeltjeshaar, opgeschoren; beard: baard; full beard: volle baard, volbaard
moustache: snor, snorretje; goatee: sik, geitensik, sikje
three day beard: driedagenbaard, baard van drie dagen; stubble: stoppel, stoppelbaard, stoppeltjes
sideburns: bakkebaard, tochtlatten; freckles: sproet; wrinkles: rimpel; laugh lines: lachrimpels
crow feet: kraaienpootjes; moles: moedervlek; scar: litteken; pores: porie
dimples: kuiltje, kuiltjes in de wangen; pimples: puistje, pukkel; acne: acne
age spots: ouderdomsvlekken; dark circles: wallen, wallen onder de ogen, kringen onder de ogen
tattoo: tatoeage, tattoo; blush: rouge; teeth: tand; makeup: make-up; lipstick: lippenstift
eyeshadow: oogschaduw; eyeliner: eyeliner; mascara: mascara; body: lichaam, figuur
build: bouw, postuur, lichaamsbouw; glasses: bril, brilletje/brillen; sunglasses: zonnebril
monocle: monocle; hat: hoed; cap: pet, muts; beret: baret; headscarf: hoofddoek; turban: tulband
crown: kroon; helmet: helm; hood: capuchon; scarf: sjaal; mask: masker; eyepatch: ooglapje
earring: oorbel, oorring; necklace: ketting, halsketting; veil: sluier; nose ring: neusring
piercing: piercing; jewellery: sieraad/sieraden; horns: hoorn, hoorns; fangs: hoektand, slagtand
scales: schub; wings: vleugel; halo: aureool; tiara: diadeem; gap teeth: spleetje tussen de tanden
braces: beugel; gold tooth: gouden tand; pupils: pupil; suit: pak; shirt: overhemd, hemd
blouse: blouse; dress: jurk; t shirt: T-shirt; jacket: jas, jack
leather jacket: leren jas, leren jack; coat: mantel; jumper: trui; hoodie: capuchontrui
tie: das, stropdas; skirt: rok; trousers: broek; jeans: spijkerbroek; uniform: uniform
armour: harnas; clothes: kleding, kleren; overalls: tuinbroek, overall; robe: gewaad
smile: glimlach; expression: uitdrukking, gezichtsuitdrukking; features: gelaatstrekken, trekken
origin: afkomst, origine; age: leeftijd; portrait: portret, foto, afbeelding, tekening
years: jaar
"""

PEOPLE = """
woman: vrouw, dame, mevrouw; man: man/mannen, heer, meneer, kerel, vent; girl: meisje, meid
boy: jongen, jongetje, knul; child: kind/kinderen; toddler: peuter, kleuter; baby: baby, zuigeling
teenager: tiener, puber; adult: volwassene; person: persoon, iemand, mens
pensioner: gepensioneerde, bejaarde, senior; old man: grijsaard, oude man
grandmother: grootmoeder, oma, omaatje; grandfather: grootvader, opa, opaatje
great grandmother: overgrootmoeder; great grandfather: overgrootvader; mother: moeder, mama
father: vader, papa; sister: zus, zuster; brother: broer; daughter: dochter; son: zoon
bride: bruid; groom: bruidegom; widow: weduwe; neighbour: buurman/buurvrouw
friend: vriend/vriendin; wife: echtgenote; husband: echtgenoot; professor: professor, hoogleraar
librarian: bibliothecaris/bibliothecaresse; accountant: boekhouder, accountant
scientist: wetenschapper, onderzoeker; engineer: ingenieur; programmer: programmeur; nerd: nerd
teacher: leraar/lerares, docent/docente, juf; doctor: arts, dokter
nurse: verpleger/verpleegster, verpleegkundige; lawyer: advocaat/advocate
journalist: journalist/journaliste; writer: schrijver/schrijfster; poet: dichter/dichteres
artist: kunstenaar/kunstenares; painter: schilder/schilderes; musician: muzikant/muzikante
singer: zanger/zangeres; dancer: danser/danseres; photographer: fotograaf/fotografe
surgeon: chirurg; dentist: tandarts; architect: architect; pilot: piloot/pilote
astronaut: astronaut; chef: kok/kokkin; baker: bakker; judge: rechter
politician: politicus/politica; president: president/presidente; minister: minister
mayor: burgemeester; banker: bankier; boss: baas/bazin, chef; director: directeur/directrice
manager: manager; secretary: secretaris/secretaresse; businessman: zakenman
businesswoman: zakenvrouw; butler: butler; salesman: verkoper; saleswoman: verkoopster
farmer: boer/boerin; fisherman: visser; gardener: tuinman/tuinvrouw; worker: arbeider/arbeidster
builder: bouwvakker, metselaar; mechanic: monteur; plumber: loodgieter; carpenter: timmerman
electrician: elektricien; miner: mijnwerker; blacksmith: smid; soldier: soldaat/soldate, militair
policeman: politieman, agent; policewoman: politievrouw, agente
firefighter: brandweerman/brandweervrouw; guard: bewaker
athlete: atleet/atlete, sporter/sportster; runner: hardloper/hardloopster
swimmer: zwemmer/zwemster; footballer: voetballer/voetbalster; boxer: bokser; wrestler: worstelaar
bodybuilder: bodybuilder; student: student/studente; pupil: scholier, leerling
model: model, fotomodel; hipster: hipster; lumberjack: houthakker; biker: motorrijder, biker
punk: punker; surfer: surfer; sailor: matroos, zeeman; captain: kapitein
warrior: krijger, strijder/krijgster; knight: ridder; king: koning; queen: koningin
emperor: keizer; empress: keizerin; prince: prins; princess: prinses; duke: hertog
duchess: hertogin; nun: non; monk: monnik; priest: priester, pastoor; bishop: bisschop; pope: paus
viking: viking; cowboy: cowboy; detective: detective; gangster: gangster; pirate: piraat
samurai: samoerai; geisha: geisha; wizard: tovenaar; witch: heks; druid: druïde
santa claus: kerstman, Sinterklaas; hermit: kluizenaar; tramp: zwerver; clown: clown
caveman: holbewoner; hunter: jager; thief: dief; spy: spion/spionne; hero: held; heroine: heldin
elf: elf, elfje; fairy: fee; orc: ork; troll: trol; goblin: kabouter, kobold; dwarf: dwerg
vampire: vampier; zombie: zombie; alien: buitenaards wezen, alien; mermaid: zeemeermin
demon: demon; devil: duivel; angel: engel; ghost: geest, spook; robot: robot; android: androïde
cyborg: cyborg; statue: standbeeld, beeld; god: god; goddess: godin; actor: acteur
actress: actrice; waiter: ober; waitress: serveerster; frenchman: Fransman; frenchwoman: Française
englishman: Engelsman; dutchman: Nederlander, Hollander; Italian: Italiaan
Japanese person: Japanner; redhead: roodharige, rooie; blond woman: blondine, blondje
"""

PHRASES = """
made of bronze: van brons; made of marble: van marmer; made of gold: van goud
made of silver: van zilver; made of metal: van metaal; made of stone: van steen
bronze statue: bronzen beeld; statue of marble: marmeren beeld, marmeren standbeeld
different coloured eyes: verschillende kleuren ogen, ogen van verschillende kleur
different coloured eyes: twee verschillende kleuren ogen
tongue out: tong uitgestoken, uitgestoken tong; open mouth: open mond, mond open
closed eyes: gesloten ogen, ogen dicht; raised eyebrows: opgetrokken wenkbrauwen
smiles: glimlacht; laughs: lacht; grins: grijnst; crying: huilt; looks: kijkt, ziet eruit
wears: draagt, dragend; from: afkomstig uit, komt uit; named: genaamd; like: zoals
bald: zonder haar; shirt and tie: overhemd en stropdas; japan: Japan; china: China; korea: Korea
india: India; spain: Spanje; italy: Italië; france: Frankrijk; germany: Duitsland; mexico: Mexico
brazil: Brazilië; nigeria: Nigeria; africa: Afrika; asia: Azië; morocco: Marokko; egypt: Egypte
turkey: Turkije; russia: Rusland; sweden: Zweden; norway: Noorwegen; greece: Griekenland
ireland: Ierland; ghana: Ghana; ethiopia: Ethiopië
"""

LANGUAGE = Language(
    code="nl",
    name="Dutch",
    adjectives=ADJECTIVES,
    nouns=NOUNS,
    people=PEOPLE,
    adverbs="""
    very: zeer, heel, erg, hele, heel erg
    extremely: extreem, ontzettend, enorm grote, uiterst, ongelooflijk
    slightly: een beetje, lichtjes, ietwat, enigszins, iets
    quite: vrij, best, nogal, redelijk, tamelijk; almost: bijna; too: te; many: veel, vele
    few: weinig, enkele, een paar; half: half; completely: helemaal, volledig, compleet
    """,
    phrases=PHRASES,
    joins="and: en; or: of; nor: noch",
    links="",
    determiners="my: mijn; a: een, 'n; the: de, het, zijn haar",
    copulas="is: is, was, lijkt; are: zijn, waren; am: ben",
    small="""
    with: met; without: zonder; no: geen; not: niet; never: nooit; she: zij, ze; he: hij; his: z'n
    her: d'r; who: die, wie, wiens; has: heeft, hebben, had, hebbende; in: in; on: op, aan
    under: onder; over: over; of: van; for: voor; to: naar, tot; from: uit
    about: ongeveer, circa, zo'n; also: ook; but: maar; left: linker, links, linkeroog
    right: rechter, rechts; the other: andere, het andere; i: ik; would like: wil, zou graag
    please: alsjeblieft, graag; make: maak; show: toon; that: dat, deze, dit; between: tussen
    instead of: in plaats van; there: er
    """,
    numbers=dutch(),
    ages=decades(
        {
            "in the early {decade}": "begin {word}|begin {n}|begin de {word}|vooraan in de {word}",
            "in the mid {decade}": "midden {word}|midden {n}|midden de {word}|half de {word}",
            "in the late {decade}": "eind {word}|eind {n}|eind de {word}|achterin de {word}|"
            "achter in de {word}",
            "in the {decade}": "in de {word}|van in de {word}|{word}er|rond de {n}|rond de {word}",
            "over {age}": "ruim {word}",
        },
        {"word": "twintig dertig veertig vijftig zestig zeventig tachtig negentig"},
    ),
    years="jaar jaren jr",
    before_years="van ongeveer|van rond de|van zo'n|van|op de leeftijd van|met|ongeveer|zo'n|"
    "rond de|circa|tussen de",
    old="oud|oude",
    year_old=("jarige[ns]?", "jarig"),
    inflect_adjective=dutch_adjective,
    inflect_noun=dutch_noun,
    inflect_person=dutch_person,
    compound_firsts="""
    dark: donker; light (skin fair): licht; full: vol; upturned: wip; hooked: haak
    almond shaped: amandel; heart shaped: hart; round: rond, bol
    curly (person curly haired): krul; long: lang; short: kort; thick: dik; deep: diep; ash: as
    olive: olijf; bronze: brons; silver: zilver; gold: goud; straw: stro; snow: sneeuw
    sun: zonnen; chestnut: kastanje; thin: dun; wide: breed; narrow: smal; sharp: scherp; ice: ijs
    steel: staal
    """,
    compound_lasts="""
    haired: harig; eyed: ogig; skinned: huidig; bearded: baardig; nosed: neuzig; lipped: lippig
    eared: orig; cheeked: wangig; free: vrij, loos; shaped: vormig; coloured: kleurig
    """,
    before_noun={"hair": "her", "are": "his"},
)
