"""Italian words. Adjectives and nouns are listed bare; `inflect` makes their endings."""

from __future__ import annotations

from facegen.language.translate.book import Language
from facegen.language.translate.inflect import italian_adjective, italian_noun
from facegen.language.translate.numbers import decades, italian

ADJECTIVES = """
old: vecchio, vecchietto; elderly: anziano, attempato, di una certa età; young: giovane, giovanile
middle aged: di mezza età, di mezz'età, maturo; adult: adulto; retired: pensionato
teenage: adolescente; newborn: neonato; big (person tall): grande, grosso, gran
small (person short): piccolo, piccolino; high (person tall): alto; low (person short): basso
tall: slanciato; huge: enorme, gigante, gigantesco; tiny: minuscolo, minuto
fat: grasso, obeso, ciccione, grassottello; chubby: paffuto, cicciottello, rotondetto, pienotto
stocky: tarchiato, robusto, massiccio; thin: magro, magrolino; slim: snello, asciutto
slender: esile; gaunt: emaciato, scarno; hollow: scavato, incavato, infossato
muscular: muscoloso, palestrato; athletic: atletico, sportivo
strong: forte, marcato, pronunciato, possente; frail: fragile, gracile; weak: debole
wide: largo, ampio; narrow: stretto; long: lungo; short: corto, cortissimo
shoulder length: di media lunghezza, alle spalle, fino alle spalle, medio; very long: lunghissimo
round: rotondo, tondo; oval: ovale; square: quadrato, squadrato; rectangular: rettangolare
triangular: triangolare; angular: spigoloso; flat: piatto, schiacciato
pointed: appuntito, a punta, aguzzo; hooked: adunco, ricurvo; aquiline: aquilino
straight: dritto, diritto, liscio; crooked: storto; broken: rotto
upturned: all'insù, alla francese; thin: sottile; fine: fine, fino; full: pieno, carnoso, polposo
thick (lips full): spesso, folto, fitto; soft: morbido, delicato; prominent: prominente, sporgente
protruding: a sventola; receding: sfuggente; cleft: con la fossetta
close set: ravvicinato, vicino; wide set: distanziato, distante; almond shaped: a mandorla
heart shaped: a cuore, a forma di cuore; slanted: obliquo; drooping: cadente, spiovente
bushy: cespuglioso; arched: arcuato, ad ali di gabbiano; sparse: rado; wavy: ondulato, mosso
curly (person curly haired): riccio, ricciolo, riccioluto, ricciuto, boccoluto; frizzy: crespo
messy: spettinato, arruffato; dishevelled: trasandato, scapigliato; : sciolto; tied back: legato
tied up: raccolto; braided: intrecciato; slicked back: impomatato, pettinato all'indietro
dyed: tinto; shaved: rasato; clean shaven: sbarbato, ben rasato, glabro; unshaven: non rasato
trimmed: curato, ben curato; bearded: barbuto; moustached: baffuto; bald: calvo, pelato
balding: stempiato; thinning: diradato; black: nero, corvino; white: bianco, candido
grey: grigio, brizzolato scuro, ingrigito; silver: argentato, argenteo
salt and pepper: brizzolato, sale e pepe; red (person red haired): rosso; red haired: fulvo
reddish: rossiccio, rossastro; blond: biondo, biondino; platinum blond: biondo platino
dark blond: biondo scuro; light blond: biondo chiaro; ash blond: biondo cenere
strawberry blond: biondo ramato; golden: dorato
brown (person brown haired): castano, marrone, bruno; dark (person black haired): moro
chestnut: color castagna; hazel: nocciola, color nocciola; auburn: mogano
blue: blu, azzurro, azzurrino; green: verde, verdastro
blue green: verde acqua, verdazzurro, azzurro verde
grey blue: grigio azzurro, grigio blu, azzurro grigio; grey green: grigio verde, grigioverde
sky blue: celeste; amber: ambra, ambrato; emerald: smeraldo; turquoise: turchese; yellow: giallo
orange: arancione; pink: rosa; purple: viola; copper: ramato; burgundy: bordeaux, bordò
light (skin fair, person fair): chiaro; dark: scuro; pale: pallido; tanned: abbronzato
olive: olivastro, oliva; rosy: roseo; ruddy: rubicondo, arrossato; bronze: bronzeo
porcelain: di porcellana; freckled: lentigginoso; wrinkled: rugoso, grinzoso
weathered: segnato, segnato dal tempo; rough: ruvido; oily: unto; shiny: lucido; dry: secco
scarred: sfregiato; tattooed: tatuato; bloodshot: iniettato di sangue; made up: truccato
natural: naturale; light: leggero; heavy: pesante; metallic: metallico; double: doppio
smiling: sorridente; grinning: ghignante; laughing: ridente; happy: felice, contento
cheerful: allegro, gioioso; sad: triste, afflitto; melancholic: malinconico
angry: arrabbiato, adirato, irato; furious: furioso, infuriato
surprised: sorpreso, stupito, meravigliato; scared: spaventato, impaurito; disgusted: disgustato
serious: serio; stern: severo, austero; worried: preoccupato; nervous: nervoso; bored: annoiato
tired: stanco, esausto; sleepy: assonnato; crying: piangente, in lacrime
friendly: amichevole, simpatico; kind: gentile, buono, dolce; thoughtful: pensieroso, pensoso
confident: sicuro di sé, sicura di sé; shy: timido; proud: fiero, orgoglioso
sly: furbo, malizioso, birichino; screaming: urlante; confused: confuso, perplesso
calm: calmo, sereno, tranquillo, rilassato; determined: determinato, deciso
grumpy: scontroso, burbero, imbronciato; mean: cattivo, malvagio; wise: saggio
beautiful: bello, bel, bell', carino, bellissimo; ugly: brutto; elegant: elegante; strange: strano
feminine: femminile, effeminato; masculine: maschile, virile; androgynous: androgino
bespectacled: occhialuto; simple: semplice; German: tedesco; French: francese; Spanish: spagnolo
Italian: italiano; Dutch: olandese; Portuguese: portoghese; English: inglese; British: britannico
Irish: irlandese; Scottish: scozzese; Swiss: svizzero; Austrian: austriaco; Polish: polacco
Russian: russo; Turkish: turco; Ukrainian: ucraino; Greek: greco; Czech: ceco
Hungarian: ungherese; Slavic: slavo; Swedish: svedese; Norwegian: norvegese; Danish: danese
Finnish: finlandese; Scandinavian: scandinavo; Nordic: nordico; European: europeo, caucasico
Mediterranean: mediterraneo; Sicilian: siciliano; Romanian: rumeno, romeno; Albanian: albanese
Croatian: croato; Serbian: serbo; African: africano; Nigerian: nigeriano; Ghanaian: ghanese
Kenyan: keniota, keniano; Ethiopian: etiope; Eritrean: eritreo; Somali: somalo
Senegalese: senegalese; South African: sudafricano; Egyptian: egiziano; Moroccan: marocchino
Algerian: algerino; Tunisian: tunisino; Arab: arabo; Iranian: iraniano; Persian: persiano
Iraqi: iracheno; Syrian: siriano; Lebanese: libanese; Afghan: afghano, afgano; Kurdish: curdo
Israeli: israeliano; Jewish: ebreo; Asian: asiatico, orientale; Chinese: cinese
Japanese: giapponese; Korean: coreano; Vietnamese: vietnamita; Thai: tailandese, thailandese
Filipino: filippino; Indonesian: indonesiano; Indian: indiano; Pakistani: pakistano
Bangladeshi: bengalese; Tibetan: tibetano; Mongolian: mongolo; American: americano, statunitense
African American: afroamericano; Mexican: messicano; Brazilian: brasiliano; Cuban: cubano
Latin American: latinoamericano, sudamericano; Latino: latino
Native American: nativo americano, pellerossa; Peruvian: peruviano; Argentinian: argentino
Caribbean: caraibico; Jamaican: giamaicano; Canadian: canadese; Australian: australiano
Polynesian: polinesiano; mixed race: meticcio, mulatto; naked: nudo
sexy: sexy, sensuale, provocante; erotic: erotico
"""

NOUNS = """
face: viso, volto, faccia, visino; head: testa, capo, cranio; jaw: mascella, mandibola
chin: mento; double chin: doppio mento; cheeks: guancia/guance; cheekbones: zigomo
bulbous nose: naso a patata; nose: naso, nasino, nasone; nostrils: narice; lips: labbro/labbra
nose bridge: setto nasale, dorso del naso; upper lip: labbro superiore
lower lip: labbro inferiore; mouth: bocca; eyes: occhio/occhi, occhioni; eyelids: palpebra
lashes: ciglio/ciglia; brows: sopracciglio/sopracciglia/sopraccigli; unibrow: monociglio
gaze: sguardo; ears: orecchio/orecchie/orecchi; earlobes: lobo; neck: collo; forehead: fronte
temples: tempia/tempie; skin: pelle, carnagione, incarnato
hair: capello/capelli, chioma, capigliatura; curls: ricciolo/riccioli, boccolo
hairstyle: acconciatura, pettinatura; waves: onde; bald head: testa calva, calvizie, testa pelata
shaved head: testa rasata; receding hairline: stempiatura; roots: radice; tips: punta/punte
streaks: ciocca, mèches, meches; fringe: frangia, frangetta; ponytail: coda di cavallo, coda
braid: treccia/trecce; pigtails: codini; bun: chignon, crocchia
bob: caschetto, carré, taglio a caschetto; afro: acconciatura afro, afro
dreadlocks: dreadlocks, rasta; mohawk: cresta, moicana; buzz cut: taglio militare, capelli a zero
beard: barba, barbetta; full beard: barba folta, barba piena, barbone; moustache: baffo/baffi
handlebar moustache: baffi a manubrio; goatee: pizzetto, pizzo, barba caprina
three day beard: barba di tre giorni, barba di 3 giorni
stubble: barba incolta, barbetta di pochi giorni; sideburns: basetta/basette
freckles: lentiggine/lentiggini, efelidi; wrinkles: ruga/rughe; laugh lines: rughe d'espressione
crow feet: zampe di gallina; moles: neo/nei; birthmark: voglia; scar: cicatrice, sfregio
pores: poro; dimples: fossetta/fossette; pimples: brufolo; acne: acne
age spots: macchie dell'età, macchie senili
dark circles: occhiaia/occhiaie, borse sotto gli occhi; tattoo: tatuaggio; blush: fard
teeth: dente; makeup: trucco; lipstick: rossetto; eyeshadow: ombretto; eyeliner: eyeliner, matita
mascara: mascara; body: corpo, fisico, corporatura; build: costituzione
glasses: occhiali, occhialini; sunglasses: occhiali da sole; monocle: monocolo; hat: cappello
cap: berretto, cappellino; beret: basco; headscarf: foulard; turban: turbante; crown: corona
helmet: elmo, casco; hood: cappuccio; scarf: sciarpa; mask: maschera, mascherina
eyepatch: benda, benda sull'occhio; earring: orecchino; necklace: collana; veil: velo
nose ring: anello al naso; piercing: piercing; jewellery: gioiello; horns: corno/corna
fangs: zanna, canini; scales: squama; wings: ala/ali; halo: aureola; tiara: diadema
gap teeth: denti distanziati; braces: apparecchio; gold tooth: dente d'oro; pupils: pupilla
suit: completo, abito da uomo; shirt: camicia; blouse: camicetta, blusa; dress: vestito, abito
t shirt: maglietta, t-shirt; jacket: giacca, giubbotto
leather jacket: giacca di pelle, giubbotto di pelle, chiodo; coat: cappotto; jumper: maglione
hoodie: felpa; tie: cravatta; skirt: gonna; trousers: pantalone; jeans: jeans
uniform: uniforme, divisa; armour: armatura; clothes: vestiti, abbigliamento; lab coat: camice
overalls: salopette, tuta; robe: tunica; smile: sorriso
slight smile: mezzo sorriso, lieve sorriso, sorrisetto; grin: ghigno
expression: espressione, aria; features: lineamento, tratto; origin: origine; age: età
portrait: ritratto, foto, fotografia, immagine, disegno; years: anno
"""

PEOPLE = """
man: uomo, signore, tizio; woman: donna, signora, signorina, dama; girl: bambina, ragazzina
boy: bambino, ragazzino; young woman: ragazza; young man: ragazzo, giovanotto; boy: bimbo
girl: bimba; toddler: marmocchio; baby: bebè, infante; teenager: adolescente
person: persona, individuo; pensioner: pensionato; old man: vecchietto/vecchietto
old woman: vecchietta; grandmother: nonna, nonnina; grandfather: nonno
great grandmother: bisnonna; great grandfather: bisnonno; mother: madre, mamma
father: padre, papà; sister: sorella; brother: fratello; daughter: figlia; son: figlio
bride: sposa; groom: sposo; widow: vedova; neighbour: vicino di casa; friend: amico; wife: moglie
husband: marito; professor: professore/professoressa, prof, docente; librarian: bibliotecario
accountant: contabile, ragioniere; scientist: scienziato, ricercatore; engineer: ingegnere
programmer: programmatore, informatico; teacher: insegnante, maestro
doctor: dottore/dottoressa, medico; nurse: infermiere/infermiera; lawyer: avvocato/avvocatessa
journalist: giornalista; writer: scrittore; poet: poeta/poetessa; artist: artista
painter: pittore; musician: musicista; singer: cantante; dancer: ballerino, danzatore
photographer: fotografo; surgeon: chirurgo; dentist: dentista; architect: architetto
pilot: pilota; astronaut: astronauta; chef: cuoco; baker: fornaio, panettiere; judge: giudice
politician: politico; president: presidente/presidentessa; minister: ministro; mayor: sindaco
banker: banchiere; boss: capo ufficio, capo; director: direttore; secretary: segretario
businessman: uomo d'affari, imprenditore; businesswoman: donna d'affari, imprenditrice
butler: maggiordomo; salesman: venditore, commesso/commesso; farmer: contadino, agricoltore
fisherman: pescatore; gardener: giardiniere; worker: operaio, lavoratore; builder: muratore
mechanic: meccanico; plumber: idraulico; carpenter: falegname; electrician: elettricista
miner: minatore; blacksmith: fabbro; soldier: soldato/soldatessa, militare
policeman: poliziotto/poliziotto, carabiniere; policewoman: poliziotta
firefighter: pompiere, vigile del fuoco; guard: guardia; athlete: atleta, sportivo
runner: corridore; swimmer: nuotatore; footballer: calciatore; boxer: pugile; wrestler: lottatore
bodybuilder: culturista; student: studente/studentessa; pupil: alunno, scolaro; model: modello
lumberjack: boscaiolo, taglialegna; biker: motociclista; surfer: surfista; sailor: marinaio
captain: capitano; warrior: guerriero; gladiator: gladiatore; knight: cavaliere; king: re
queen: regina; emperor: imperatore/imperatore; empress: imperatrice; prince: principe
princess: principessa; duke: duca; duchess: duchessa; nun: suora, monaca; monk: monaco, frate
priest: prete, sacerdote; bishop: vescovo; pope: papa; viking: vichingo; cowboy: cowboy
detective: detective, investigatore; gangster: gangster, mafioso; pirate: pirata; samurai: samurai
geisha: geisha; wizard: mago/mago, stregone; witch: strega, maga; druid: druido
santa claus: babbo natale; hermit: eremita; clown: pagliaccio
caveman: cavernicolo, uomo delle caverne; hunter: cacciatore; thief: ladro; spy: spia; hero: eroe
heroine: eroina; elf: elfo; fairy: fata; orc: orco, orchetto; troll: troll
goblin: goblin, folletto; dwarf: nano; vampire: vampiro; zombie: zombie, morto vivente
alien: alieno, extraterrestre, marziano; mermaid: sirena; nymph: ninfa; demon: demone
devil: diavolo; angel: angelo; ghost: fantasma; robot: robot; android: androide; cyborg: cyborg
statue: statua, scultura; god: dio; goddess: dea; actor: attore/attore; actress: attrice
waiter: cameriere/cameriere; waitress: cameriera; queen: sovrana
"""

PHRASES = """
made of bronze: di bronzo; made of marble: di marmo; made of gold: d'oro
made of silver: d'argento; made of metal: di metallo; made of stone: di pietra
different coloured eyes: occhi di colore diverso, occhi di colori diversi
tongue out: con la lingua fuori, lingua fuori; open mouth: bocca aperta; closed eyes: occhi chiusi
raised eyebrows: sopracciglia alzate, sopracciglia sollevate; frowning: accigliato, accigliata
smiles: sorride, sorridendo; laughs: ride, ridendo; crying: piange; looks: sembra
wears: indossa, porta, indossando, vestito di, vestita di; winking: fa l'occhiolino
from: proveniente da; named: di nome, chiamato, chiamata; shirt and tie: camicia e cravatta
suit and tie: giacca e cravatta; like: come; bald: senza capelli; glasses: occhiali da vista
japan: Giappone; china: Cina; korea: Corea; india: India; spain: Spagna; italy: Italia
france: Francia; germany: Germania; mexico: Messico; brazil: Brasile; nigeria: Nigeria
africa: Africa; asia: Asia; morocco: Marocco; egypt: Egitto; turkey: Turchia; russia: Russia
sweden: Svezia; norway: Norvegia; greece: Grecia; peru: Perù; cuba: Cuba; ireland: Irlanda
senegal: Senegal; ethiopia: Etiopia
"""

LANGUAGE = Language(
    code="it",
    name="Italian",
    adjectives=ADJECTIVES,
    nouns=NOUNS,
    people=PEOPLE,
    adverbs="""
    very: molto, tanto, davvero, assai, proprio; extremely: estremamente, incredibilmente
    slightly: leggermente, un po', un poco, appena, lievemente; quite: abbastanza, piuttosto
    almost: quasi; too: troppo; many: molti, molte, tanti, tante, parecchie, parecchi
    few: pochi, poche, qualche, alcune, alcuni; half: mezzo; completely: completamente, totalmente
    """,
    phrases=PHRASES,
    joins="and: e, ed; or: o, oppure; or no: né",
    links="""
    of: di, del, della, dello, dei, degli, delle, dell', d'
    with: dai, dagli, dalle, dal, dalla, dallo, dall', coi, col, da
    """,
    determiners="""
    a m: un, uno; a f: una, un'; the m: il, lo; the f: la; my m: mio; my f: mia; my: miei, mie
    the: i, gli, le, l', suo, sua, suoi, sue, il suo, la sua, i suoi, le sue
    """,
    copulas="is: è, era, e'; are: sono, erano; coloured: color, di colore, colore",
    small="""
    with: con; without: senza, privo di, priva di; not: non; no: nessun, nessuna, niente
    never: mai; she: lei; he: lui; who: che, chi, cui; has: ha, aveva, avente, hanno, ho
    in: in, nel, nella; on: su, sul, sulla, sulle, sui, sugli; to: a, al, alla, ai, agli, alle
    for: per; about: circa, sui, intorno ai; also: anche; but: ma, però, bensì
    left: sinistro, sinistra; right: destro, destra; the other: l'altro, altro, altra
    from: originario di, originaria di; i: io; i want: voglio; would like: vorrei
    please: per favore; make: crea, genera, fai, fammi; that: questo, questa, quello, quella
    more: più; between: tra, fra; instead of: invece di, al posto di
    """,
    numbers=italian(),
    ages=decades(
        {
            "in the early {decade}": "sui primi {word}|nei primi {word}|primi {word}|"
            "poco più che {enne}",
            "in the mid {decade}": "a metà dei {word}",
            "in the late {decade}": "verso la fine dei {word}",
            "about {age} years old": "sulla {ina}|una {ina} d'anni|di una {ina} d'anni|"
            "sulla {ina} d'anni|una {ina} di anni|di una {ina} di anni|intorno alla {ina}|"
            "sui {word} anni|sui {elided}anni|sui {elided} anni",
            "in the {decade}": "sui {word}",
        },
        {
            "word": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
            "elided": "vent' trent' quarant' cinquant' sessant' settant' ottant' novant'",
            "ina": "ventina trentina quarantina cinquantina sessantina settantina ottantina "
            "novantina",
            "enne": "ventenne trentenne quarantenne cinquantenne sessantenne settantenne "
            "ottantenne novantenne",
        },
    ),
    years="anni anno",
    before_years="dell'eta di|di circa|di quasi|di|a|all'eta di|con|circa|sui|tra i|fra i|ha|aveva",
    old="di eta|d'eta|di vita",
    year_old=("enne", "enni"),
    inflect_adjective=italian_adjective,
    inflect_noun=italian_noun,
    inflect_person=italian_adjective,
    adjective_follows=True,
)
