"""German words. Adjectives and nouns are listed bare; `inflect` makes their endings."""

from __future__ import annotations

from facegen.language.translate.book import Language
from facegen.language.translate.inflect import german_adjective, german_noun, german_person
from facegen.language.translate.numbers import decades, german

ADJECTIVES = """
old: alt, betagt, uralt; elderly: älter, bejahrt; young: jung, jugendlich; younger: jünger
middle aged: mittelalt, mittleren Alters, im mittleren Alter; adult: erwachsen
retired: pensioniert; teenage: halbwüchsig; newborn: neugeboren; ageless: alterslos
big (person tall): groß; small (person short): klein; huge: riesig, gewaltig; tiny: winzig
tall: hochgewachsen, großgewachsen; short: kurz, kleinwüchsig
thick (person fat, lips full, nose big, cheeks chubby): dick; fat: fett, übergewichtig, fettleibig
chubby: pummelig, mollig, füllig, rundlich, pausbäckig; stocky: stämmig, untersetzt, gedrungen
plump: drall; thin: dünn, mager; slim: schlank; slender: zierlich, grazil, feingliedrig
narrow (lips thin, person slim): schmal; skinny: dürr, hager; gaunt: ausgemergelt, abgemagert
hollow: hohl, eingefallen; muscular: muskulös, durchtrainiert; athletic: athletisch, sportlich
strong (brows thick, beard thick): kräftig, stark; frail: gebrechlich, zerbrechlich; weak: schwach
broad shouldered: breitschultrig; wide: breit; long: lang; medium length: halblang, mittellang
shoulder length: schulterlang; chin length: kinnlang; very long: hüftlang, taillenlang
round: rund; oval: oval; square: quadratisch, eckig, kantig; angular: markant; flat: flach, platt
pointed: spitz, zugespitzt; hooked: krumm, gebogen, hakenförmig; aquiline: adlerartig
straight: gerade, glatt; crooked: schief; broken: gebrochen; upturned: aufwärtsgebogen
high: hoch, hohe, hohen, hoher, hohes; low: niedrig, tief; full: voll; fine: fein
soft: weich, zart; delicate: filigran
prominent: hervorstehend, vorstehend, ausgeprägt, vorspringend
protruding: abstehend, hervorquellend; receding: fliehend, zurückweichend; cleft: gespalten
close set: eng stehend, engstehend, eng zusammenstehend; wide set: weit auseinanderstehend
deep set: tiefliegend, tief liegend; almond shaped: mandelförmig; heart shaped: herzförmig
slanted: schräg, schräggestellt; drooping: hängend, herabhängend; bushy: buschig
arched: geschwungen; wavy: wellig, gewellt; curly (person curly haired): lockig, gelockt, kraus
frizzy: krausig; smooth: ebenmäßig; messy: wirr, zerzaust, wuschelig, strubbelig
dishevelled: ungepflegt; tied back: zusammengebunden; tied up: hochgesteckt; braided: geflochten
slicked back: zurückgekämmt, gegelt; dyed: gefärbt; shaved: rasiert
clean shaven: glatt rasiert, glattrasiert, bartlos; unshaven: unrasiert, stoppelig
trimmed: gestutzt, gepflegt, getrimmt; bearded: bärtig; moustached: schnurrbärtig
bald: kahl, glatzköpfig, kahlköpfig, kahlrasiert; balding: halbglatzig; thinning: licht, schütter
black: schwarz; white: weiß, schneeweiß; grey: grau; silver: silbern, silbrig; greying: ergraut
salt and pepper: grau meliert, graumeliert; red (person red haired): rot; reddish: rötlich
blond: blond; strawberry blond: rotblond; platinum blond: platinblond; dark blond: dunkelblond
light blond: hellblond, weizenblond, strohblond; ash blond: aschblond; golden: golden, goldblond
brown (person brown haired): braun; brunette: brünett; chestnut: kastanienbraun, kastanienfarben
hazel: haselnussbraun, nussbraun, haselnussfarben; dark brown: dunkelbraun; light brown: hellbraun
reddish brown: rotbraun, rötlich braun; blue: blau; green: grün; blue green: blaugrün, türkisgrün
grey blue: graublau, blaugrau, stahlblau; grey green: graugrün; ice blue: eisblau, wasserblau
amber: bernsteinfarben; emerald: smaragdgrün; turquoise: türkis; yellow: gelb; orange: orange
pink: rosa, rosafarben; purple: lila, violett; beige: beige; copper: kupferrot, kupferfarben
raven: rabenschwarz, pechschwarz, tiefschwarz; auburn: kastanienrot; burgundy: weinrot
navy: dunkelblau; dark: dunkel, finster; light (skin fair, person fair): hell; pale: blass, bleich
ashen: aschfahl, fahl; tanned: gebräunt, braungebrannt, sonnengebräunt; olive: olivfarben, oliv
rosy: rosig; ruddy: gerötet; bronze: bronzefarben, bronzen; ebony: ebenholzfarben
porcelain: porzellanweiß; freckled: sommersprossig
wrinkled: faltig, runzlig, runzelig, zerfurcht, zerknittert; weathered: wettergegerbt, verwittert
rough: rau; oily: fettig; shiny: glänzend; dry: trocken; scarred: vernarbt, narbig
tattooed: tätowiert; blotchy: fleckig; bloodshot: blutunterlaufen; made up: geschminkt
natural: natürlich; heavy: schwer; light: leicht, dezent; sparse: spärlich; : offen
metallic: metallisch; glowing: leuchtend, glühend; pointy: spitzig; double: doppelt
golden: gülden; smiling: lächelnd; grinning: grinsend; laughing: lachend
happy: glücklich, fröhlich, froh, heiter; cheerful: vergnügt, gutgelaunt; sad: traurig, betrübt
melancholic: melancholisch, schwermütig; angry: wütend, zornig, böse, verärgert, grimmig
furious: rasend; surprised: überrascht, erstaunt; scared: ängstlich, verängstigt, erschrocken
disgusted: angeekelt, angewidert; serious: ernst; stern: streng; worried: besorgt; nervous: nervös
bored: gelangweilt; tired: müde, erschöpft; sleepy: schläfrig, verschlafen; crying: weinend
winking: zwinkernd; friendly: freundlich, nett; kind: gütig, liebevoll, sanft
thoughtful: nachdenklich; confident: selbstbewusst; shy: schüchtern; proud: stolz
sly: verschmitzt, schelmisch, frech; screaming: schreiend; confused: verwirrt
calm: ruhig, gelassen, entspannt; determined: entschlossen; grumpy: mürrisch, griesgrämig
mean: gemein, fies; wise: weise; beautiful: schön, hübsch, wunderschön; handsome: gutaussehend
ugly: hässlich; elegant: elegant; feminine: feminin, weiblich, mädchenhaft; androgynous: androgyn
masculine: maskulin, männlich; strange: seltsam; neat: ordentlich; wild: wild; simple: einfach
pierced: gepierct; bespectacled: bebrillt; two coloured: zweifarbig; German: deutsch
French: französisch; Spanish: spanisch; Italian: italienisch; Dutch: niederländisch, holländisch
Portuguese: portugiesisch; English: englisch; British: britisch; Irish: irisch
Scottish: schottisch; Austrian: österreichisch; Swiss: schweizerisch; Polish: polnisch
Russian: russisch; Turkish: türkisch; Ukrainian: ukrainisch; Czech: tschechisch
Hungarian: ungarisch; Greek: griechisch; Slavic: slawisch; Swedish: schwedisch
Norwegian: norwegisch; Danish: dänisch; Finnish: finnisch; Icelandic: isländisch
Scandinavian: skandinavisch; Nordic: nordisch; European: europäisch; Croatian: kroatisch
Serbian: serbisch; Mediterranean: mediterran, südländisch; Romanian: rumänisch
Bulgarian: bulgarisch; Albanian: albanisch; African: afrikanisch, schwarzafrikanisch
Nigerian: nigerianisch; Ghanaian: ghanaisch; Kenyan: kenianisch; Ethiopian: äthiopisch
Somali: somalisch; Senegalese: senegalesisch; South African: südafrikanisch; Egyptian: ägyptisch
Moroccan: marokkanisch; Algerian: algerisch; Tunisian: tunesisch; Arab: arabisch
Iranian: iranisch; Persian: persisch; Iraqi: irakisch; Syrian: syrisch; Lebanese: libanesisch
Afghan: afghanisch; Kurdish: kurdisch; Israeli: israelisch; Jewish: jüdisch
Asian: asiatisch, ostasiatisch; Chinese: chinesisch; Japanese: japanisch; Korean: koreanisch
Vietnamese: vietnamesisch; Thai: thailändisch; Filipino: philippinisch; Indonesian: indonesisch
Indian: indisch; Pakistani: pakistanisch; Tibetan: tibetisch; Mongolian: mongolisch
American: amerikanisch, US-amerikanisch; African American: afroamerikanisch; Mexican: mexikanisch
Brazilian: brasilianisch; Cuban: kubanisch; Latin American: lateinamerikanisch
Native American: indianisch; Peruvian: peruanisch; Argentinian: argentinisch; Caribbean: karibisch
Jamaican: jamaikanisch; Canadian: kanadisch; Australian: australisch; Polynesian: polynesisch
Hawaiian: hawaiianisch; naked: nackt, nackig; topless: barbusig, oben ohne; sexy: sexy, aufreizend
erotic: erotisch
"""

NOUNS = """
face: Gesicht, Antlitz; head: Kopf/Köpfe, Haupt, Schädel; jaw: Kiefer, Unterkiefer, Kinnlade
chin: Kinn; double chin: Doppelkinn; cheeks: Wange, Backe, Bäckchen, Pausbacken
nose: Nase, Näschen; cheekbones: Wangenknochen, Backenknochen, Jochbein
nostrils: Nasenloch/Nasenlöcher, Nasenflügel; nose bridge: Nasenrücken
upturned nose: Stupsnase, Himmelfahrtsnase; hooked nose: Hakennase; aquiline nose: Adlernase
bulbous nose: Knollennase, Kartoffelnase; crooked nose: Boxernase; lips: Lippe
upper lip: Oberlippe; lower lip: Unterlippe; mouth: Mund/Münder; pouty lips: Schmollmund
eyes: Auge, Äuglein; eyelids: Lid, Augenlid, Augenlider; lashes: Wimper; brows: Braue, Augenbraue
unibrow: Monobraue; gaze: Blick; ears: Ohr; jug ears: Segelohr; earlobes: Ohrläppchen; neck: Hals
forehead: Stirn; temples: Schläfe; skin: Haut, Teint, Hautfarbe, Hautton
complexion: Gesichtsfarbe; hair: Haar, Haarfarbe, Haarschopf, Mähne; curls: Locke
hairstyle: Frisur; waves: Wellen; bald head: Glatze, Vollglatze
receding hairline: Geheimratsecken, Halbglatze; roots: Haaransatz, Ansätze
tips: Spitzen, Haarspitze; streaks: Strähne, Strähnchen; fringe: Pony, Ponyfransen
parting: Scheitel; side parting: Seitenscheitel; ponytail: Pferdeschwanz, Zopfgummi
braid: Zopf/Zöpfe, Flechtzopf; pigtails: Rattenschwänze; bun: Dutt, Haarknoten, Knoten
bob: Bob, Pagenkopf, Pagenschnitt; afro: Afro; dreadlocks: Dreadlocks, Rastazöpfe, Rastalocken
mohawk: Irokese, Irokesenschnitt; mullet: Vokuhila; pixie cut: Pixie, Pixieschnitt
buzz cut: Bürstenschnitt, Stoppelhaarschnitt, Igelschnitt
short hair: Kurzhaarschnitt, Kurzhaarfrisur; long hair: Langhaarfrisur; perm: Dauerwelle
curly hair: Lockenkopf, Lockenschopf, Krauskopf; beard: Bart/Bärte; short beard: Bärtchen
full beard: Vollbart/Vollbärte
moustache: Schnurrbart/Schnurrbärte, Schnauzer, Schnauzbart, Oberlippenbart
goatee: Ziegenbart, Spitzbart, Kinnbart, Knebelbart
three day beard: Dreitagebart, 3-Tage-Bart, Drei-Tage-Bart
stubble: Bartstoppel, Bartschatten, Stoppeln; long beard: Rauschebart
sideburns: Koteletten, Backenbart; handlebar moustache: Zwirbelbart, Kaiserbart
circle beard: Henriquatre; freckles: Sommersprosse; wrinkles: Falte, Runzel, Fältchen
laugh lines: Lachfalten; crow feet: Krähenfüße; moles: Muttermal, Leberfleck, Leberflecken
beauty mark: Schönheitsfleck; scar: Narbe; pores: Pore; dimples: Grübchen; pimples: Pickel
acne: Akne; age spots: Altersflecken; dark circles: Augenringe, Tränensäcke
tattoo: Tattoo, Tätowierung; blush: Rouge; teeth: Zahn/Zähne; makeup: Schminke, Make-up
lipstick: Lippenstift; eyeshadow: Lidschatten; eyeliner: Eyeliner, Lidstrich, Kajal
mascara: Wimperntusche; body: Körper, Körperbau, Figur, Statur; build: Gestalt
glasses: Brille, Nickelbrille, Hornbrille, Lesebrille; sunglasses: Sonnenbrille; monocle: Monokel
hat: Hut/Hüte, Zylinder; cap: Mütze, Kappe, Schirmmütze; straw hat: Strohhut; beret: Baskenmütze
headscarf: Kopftuch; turban: Turban; crown: Krone; helmet: Helm; hood: Kapuze; scarf: Schal
mask: Maske; eyepatch: Augenklappe; earring: Ohrring, Ohrringe, Creolen
necklace: Halskette, Kette; veil: Schleier; nose ring: Nasenring; piercing: Piercing
jewellery: Schmuck; horns: Horn/Hörner; fangs: Reißzahn/Reißzähne, Fangzähne
tusks: Stoßzahn/Stoßzähne, Hauer; scales: Schuppe; wings: Flügel; halo: Heiligenschein
tiara: Diadem; gap teeth: Zahnlücke; braces: Zahnspange; gold tooth: Goldzahn; pupils: Pupille
circlet: Stirnreif; suit: Anzug/Anzüge; shirt: Hemd; blouse: Bluse; dress: Kleid, Abendkleid
t shirt: T-Shirt; jacket: Jacke, Jackett; leather jacket: Lederjacke; coat: Mantel/Mäntel
jumper: Pullover, Pulli; hoodie: Kapuzenpulli; tie: Krawatte; skirt: Rock/Röcke; trousers: Hose
jeans: Jeans; uniform: Uniform; armour: Rüstung; clothes: Kleidung, Klamotten
lab coat: Kittel, Laborkittel; overalls: Latzhose, Overall; robe: Robe; smile: Lächeln
grin: Grinsen; expression: Gesichtsausdruck, Ausdruck, Miene; features: Gesichtszüge, Züge
origin: Herkunft, Abstammung, Wurzeln; age: Alter; portrait: Porträt, Bildnis, Foto, Bild
years: Jahr
"""

PEOPLE = """
woman: Frau, Dame, Weib; man: Mann/, Herr/, Kerl/, Typ/; girl: Mädchen, Mädel
boy: Junge/, Bub/, Knabe/; child: Kind; toddler: Kleinkind; baby: Baby, Säugling
teenager: Teenager/Teenagerin, Jugendlicher/Jugendliche; adult: Erwachsener/Erwachsene
pensioner: Rentner, Senior, Pensionär; person: Person, Mensch/; grandmother: Großmutter, Oma, Omi
grandfather: Großvater, Opa, Opi; great grandmother: Urgroßmutter, Uroma
great grandfather: Urgroßvater, Uropa; old man: Greis/; old woman: Greisin; mother: Mutter, Mama
father: Vater, Papa; sister: Schwester; brother: Bruder; daughter: Tochter; son: Sohn; aunt: Tante
uncle: Onkel; bride: Braut; groom: Bräutigam; widow: Witwe; neighbour: Nachbar; friend: Freund
wife: Ehefrau; husband: Ehemann; professor: Professor; librarian: Bibliothekar
accountant: Buchhalter; scientist: Wissenschaftler, Forscher; engineer: Ingenieur
programmer: Programmierer, Informatiker; nerd: Nerd/; teacher: Lehrer; doctor: Arzt/Ärztin, Doktor
nurse: Krankenpfleger/Krankenschwester, Pfleger
lawyer: Anwalt/Anwältin, Rechtsanwalt/Rechtsanwältin; journalist: Journalist
writer: Schriftsteller, Autor; poet: Dichter; artist: Künstler; painter: Maler; musician: Musiker
singer: Sänger; dancer: Tänzer; photographer: Fotograf; surgeon: Chirurg
dentist: Zahnarzt/Zahnärztin; architect: Architekt; pilot: Pilot; astronaut: Astronaut
chef: Koch/Köchin; baker: Bäcker; judge: Richter; politician: Politiker; president: Präsident
minister: Minister; mayor: Bürgermeister; banker: Bankier, Banker; boss: Chef; director: Direktor
manager: Manager; secretary: Sekretär; businessman: Geschäftsmann; businesswoman: Geschäftsfrau
butler: Butler/; salesman: Verkäufer/; saleswoman: Verkäuferin; farmer: Bauer/Bäuerin, Landwirt
fisherman: Fischer/; gardener: Gärtner; worker: Arbeiter; mechanic: Mechaniker; plumber: Klempner
carpenter: Tischler, Schreiner, Zimmermann/; electrician: Elektriker; miner: Bergmann/
blacksmith: Schmied/; soldier: Soldat; policeman: Polizist/; policewoman: Polizistin
firefighter: Feuerwehrmann/Feuerwehrfrau; guard: Wächter, Wache; athlete: Sportler, Athlet
runner: Läufer; swimmer: Schwimmer; footballer: Fußballer; boxer: Boxer; wrestler: Ringer
bodybuilder: Bodybuilder; student: Student, Studierender/Studierende; pupil: Schüler
model: Modell, Fotomodell, Model; hipster: Hipster/; lumberjack: Holzfäller/
biker: Biker, Motorradfahrer; punk: Punk/Punkerin; surfer: Surfer; sailor: Matrose, Seemann/
captain: Kapitän; warrior: Krieger; knight: Ritter/; king: König/; queen: Königin
emperor: Kaiser/; empress: Kaiserin; prince: Prinz/; princess: Prinzessin; duke: Herzog/
duchess: Herzogin; nun: Nonne, Ordensschwester; monk: Mönch/; priest: Priester, Pfarrer
bishop: Bischof/; pope: Papst/; viking: Wikinger; cowboy: Cowboy/; detective: Detektiv
gangster: Gangster; pirate: Pirat, Seeräuber; samurai: Samurai/; geisha: Geisha
wizard: Zauberer/, Magier/; witch: Hexe, Zauberin; druid: Druide
santa claus: Weihnachtsmann/, Nikolaus/; hermit: Einsiedler/; tramp: Landstreicher/; clown: Clown
caveman: Höhlenmensch/, Neandertaler/; hunter: Jäger; thief: Dieb; spy: Spion; hero: Held/
heroine: Heldin; elf: Elf/Elfe, Elb; fairy: Fee; orc: Ork/; troll: Troll/; ogre: Oger/
goblin: Kobold/, Goblin/; dwarf: Zwerg; vampire: Vampir; zombie: Zombie/, Untoter/
alien: Außerirdischer/Außerirdische, Alien; mermaid: Meerjungfrau, Nixe; demon: Dämon
devil: Teufel/; angel: Engel; ghost: Gespenst, Geist; robot: Roboter; android: Androide
cyborg: Cyborg; statue: Statue, Skulptur; god: Gott/; goddess: Göttin; actor: Schauspieler/
actress: Schauspielerin; waiter: Kellner/; waitress: Kellnerin; german man: Deutscher/
frenchman: Franzose/; frenchwoman: Französin; englishman: Engländer/; Italian: Italiener
Spanish person: Spanier; Japanese person: Japaner; Chinese person: Chinese
Turkish person: Türke/Türkin; African person: Afrikaner; Asian person: Asiat; Indian person: Inder
Russian person: Russe/Russin; Arab person: Araber; American person: Amerikaner
Greek person: Grieche/Griechin; Polish person: Pole/Polin; Swedish person: Schwede/Schwedin
Dutch person: Holländer, Niederländer; Mexican person: Mexikaner; Brazilian person: Brasilianer
Korean person: Koreaner; blond woman: Blondine; brunette woman: Brünette
redhead: Rotschopf/, Rothaariger/Rothaarige; grey haired man: Graubart/
"""

PHRASES = """
made of bronze: aus Bronze; made of marble: aus Marmor; made of gold: aus Gold
made of silver: aus Silber; made of metal: aus Metall; made of stone: aus Stein
statue of marble: Marmorstatue; bronze statue: Bronzestatue
mixed race: gemischter Herkunft, gemischtrassig
different coloured eyes: verschiedenfarbige Augen, zwei verschiedenfarbige Augen
different coloured eyes: Augen unterschiedlicher Farbe
one eye blue and the other: ein Auge blau und das andere; clean shaven: frisch rasiert
no hair: haarlos; tongue out: Zunge herausgestreckt, herausgestreckter Zunge, Zunge raus
open mouth: offener Mund, offenem Mund; closed eyes: geschlossene Augen, geschlossenen Augen
raised eyebrows: hochgezogene Augenbrauen, hochgezogenen Augenbrauen; smiles: lächelt
laughs: lacht; grins: grinst; looks: sieht, schaut, blickt; wears: trägt, tragend, trage
salt and pepper: Salz und Pfeffer; descent: stämmig aus; like: wie; named: namens; from: aus
shirt and tie: Hemd und Krawatte; in tears: in Tränen; from: stammt aus, kommt aus
nigeria: Nigeria; ghana: Ghana; japan: Japan; china: China; korea: Korea; india: Indien
turkey: Türkei, der Türkei; italy: Italien; spain: Spanien; france: Frankreich; sweden: Schweden
norway: Norwegen; russia: Russland; greece: Griechenland; mexico: Mexiko; brazil: Brasilien
egypt: Ägypten; morocco: Marokko; iran: Iran, dem Iran; africa: Afrika; asia: Asien
ethiopia: Äthiopien; thailand: Thailand; vietnam: Vietnam; poland: Polen; ireland: Irland
scotland: Schottland
"""

SMALL = """
with: mit; without: ohne; no: kein, keine, keinen, keinem, keiner, keinerlei
not: nicht, nie, niemals; neither: weder; she: sie; he: er; her: ihr, ihre, ihren, ihrem, ihrer
his: sein, seine, seinen, seinem, seiner; who: welche, welcher; has: hat, haben, habe
in: im, in, ins; on: auf, am, an; under: unter; over: über; of: von, vom, aus dem; for: für
to: zu, zum, zur; at: bei; about: etwa, ungefähr, circa, ca; also: auch, noch
but: aber, sondern, jedoch; left: linke, linken, linker, links, linkem
right: rechte, rechten, rechter, rechts, rechtem; one: eins; the other: andere, anderes
something: etwas Ähnliches; please: bitte; show: zeige, zeig; i: ich
would like: möchte, hätte gern; make: erstelle, mache, mach; which: dessen, deren
between: zwischen; like: so wie; instead of: statt, anstatt; that: dass
"""

LANGUAGE = Language(
    code="de",
    name="German",
    adjectives=ADJECTIVES,
    nouns=NOUNS,
    people=PEOPLE,
    adverbs="""
    very: sehr, auffällig, auffallend, besonders, richtig, total
    extremely: extrem, äußerst, überaus, unglaublich, riesengroß
    slightly: leicht, etwas, ein wenig, ein bisschen, dezent, minimal
    quite: ziemlich, recht, relativ; too: zu sehr; almost: fast, beinahe, nahezu
    much: viel, viele, vielen; few: wenige, wenig, einige, ein paar; half: halb
    completely: ganz, völlig, komplett; not very: nicht sehr, nicht besonders
    """,
    phrases=PHRASES,
    joins="and: und, sowie; or: oder; nor: noch nicht; neither: weder",
    links="",
    determiners="""
    my m: mein, meinen; my f: meine, meiner; a m: ein, einen, eines, einem; a f: eine, einer
    the m: der; the f: die; the: das, den, dem, des
    """,
    copulas="is: ist, war, wirkt, scheint; are: sind, waren; am: bin",
    small=SMALL,
    numbers=german(),
    ages=decades(
        {
            "in the early {decade}": "Anfang {n}|Anfang {word}|Anfang der {ern}|Anfang ihrer {ern}",
            "in the mid {decade}": "Mitte {n}|Mitte {word}|Mitte der {ern}|Mitt{er}|Mitt{er}in",
            "in the late {decade}": "Ende {n}|Ende {word}|Ende der {ern}",
            "in the {decade}": "in den {ern}|in ihren {ern}|in seinen {ern}|{er}|{er}in|um die {n}",
            "over {age}": "über {n}|über {word}",
        },
        {
            "word": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
            "ern": "Zwanzigern Dreißigern Vierzigern Fünfzigern Sechzigern Siebzigern Achtzigern "
            "Neunzigern",
            "er": "zwanziger dreißiger vierziger fünfziger sechziger siebziger achtziger neunziger",
        },
    ),
    years="jahre jahren jahr j",
    before_years="im alter von etwa|im alter von ca|im alter von|von etwa|von|mit|circa|ca|etwa|"
    "ungefahr|rund|zwischen",
    old="alt|alte|alten|alter|altes",
    year_old=("jahrige[rnsm]?", "jahrig", "jaehrige[rnsm]?", "jaehrig"),
    inflect_adjective=german_adjective,
    inflect_noun=german_noun,
    inflect_person=german_person,
    capital_nouns=True,
    compound_firsts="""
    dark: dunkel, dunkler; light (skin fair): hell; full: voll; upturned: stups; hooked: haken
    bulbous: knollen, knubbel; almond shaped: mandel; heart shaped: herz; round: kuller, mond
    curly: kraus, locken; long: lang; short: kurz; thick: dick; deep: tief; ash: asch; olive: oliv
    bronze: bronze; silver: silber; gold: gold; ebony: ebenholz; straw: stroh; snow: schnee
    smoke: rauch; sun: sonnen; chestnut: kastanien; copper: kupfer; thin: dünn; wide: breit
    narrow: schmal; double: doppel
    """,
    compound_lasts="""
    haired: haarig; eyed: äugig; skinned: häutig; bearded: bärtig; nosed: nasig; lipped: lippig
    faced: gesichtig; eared: ohrig; cheeked: wangig, bäckig; headed: köpfig; browed: brauig
    free: frei, los; shaped: förmig; coloured: farben, farbig; jawed: kiefrig
    """,
)
