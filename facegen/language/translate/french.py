"""French words. Adjectives and nouns are listed bare; `inflect` makes their endings."""

from __future__ import annotations

from facegen.language.translate.book import Language
from facegen.language.translate.inflect import french_adjective, french_noun
from facegen.language.translate.numbers import decades, french

ADJECTIVES = """
30 year old: trentenaire; 40 year old: quadragénaire; 50 year old: quinquagénaire
60 year old: sexagénaire; 70 year old: septuagénaire; 80 year old: octogénaire
90 year old: nonagénaire; old: vieux/vieil/vieille, ancien; elderly: âgé, du troisième âge
young: jeune, jeunot; younger: plus jeune
middle aged: d'âge mûr, d'âge moyen, mûr, entre deux âges; adult: adulte; retired: retraité
teenage: adolescent, ado; newborn: nouveau-né; big (person tall): grand, grandes
big (person fat, lips full, brows thick, moustache thick): gros/grosse
small (person short): petit; tall: élancé; huge: énorme, immense, gigantesque
tiny: minuscule, menu; fat: obèse; chubby: potelé, rondelet, joufflu, dodu, grassouillet, enrobé
stocky: trapu, costaud, corpulent, robuste; thin: maigre, maigrichon, filiforme
slim: mince, svelte, longiligne; fine (nose narrow, lips thin, face thin, brows thin): fin
gaunt: décharné, émacié; hollow: creux/creuse, creusé; muscular: musclé, musculeux
athletic: athlétique, sportif; strong: fort, puissant, carré d'épaules
frail: frêle, chétif, fragile; weak: faible; wide: large; narrow: étroit; long: long/longue
short: court; shoulder length: mi-long/mi-longue, aux épaules, jusqu'aux épaules
very long: jusqu'à la taille, jusqu'aux reins; chin length: au carré; round: rond, arrondi
oval: ovale; square: carré; rectangular: rectangulaire; triangular: triangulaire
angular: anguleux, saillant, marqué; flat: plat, aplati, épaté; pointed: pointu
hooked: crochu, busqué; aquiline: aquilin; straight: droit, lisse, raide
crooked: tordu, de travers; broken: cassé; upturned: retroussé, en trompette
full: plein, pulpeux, charnu; thick (lips full): épais/épaisse; soft: doux/douce
delicate: délicat; prominent: proéminent; high: haut; low: bas/basse; receding: fuyant
protruding: décollé, globuleux, exorbité; cleft: à fossette, fendu; close set: rapproché
wide set: écarté, espacé; deep set: enfoncé; almond shaped: en amande
heart shaped: en cœur, en forme de cœur; slanted: bridé; drooping: tombant
bushy: broussailleux, touffu, fourni; arched: arqué; sparse: clairsemé, épars; wavy: ondulé
curly (person curly haired): bouclé, frisé, frisottant; kinky: crépu
messy: ébouriffé, décoiffé, en bataille, en désordre; dishevelled: échevelé; : détaché, lâché
tied back: attaché; tied up: relevé; braided: tressé, natté
slicked back: plaqué en arrière, gominé, coiffé en arrière; dyed: teint, coloré
shaved: rasé, tondu; clean shaven: rasé de près, imberbe, glabre; unshaven: mal rasé, pas rasé
trimmed: taillé, bien taillé, soigné; bearded: barbu; moustached: moustachu; bald: chauve, dégarni
balding: à moitié chauve; black (person black): noir, noirâtre
raven: noir corbeau, noir de jais, d'ébène; white: blanc/blanche
grey: gris/grise, grisonnant, grisâtre; silver: argenté, argent; salt and pepper: poivre et sel
red (person red haired): rouge; red (person red haired): roux/rousse; reddish: roussâtre
blond: blond, blondinet; platinum blond: blond platine; dark blond: blond foncé
light blond: blond clair; ash blond: blond cendré; strawberry blond: blond vénitien; golden: doré
brown (person brown haired): brun, marron, châtain, brune; chestnut: couleur châtaigne
hazel: noisette, couleur noisette; auburn: auburn, acajou; blue: bleu, bleuté
green: vert, verdâtre; blue green: bleu vert; grey blue: gris bleu, bleu gris
grey green: gris vert, vert gris; amber: ambre, ambré; emerald: émeraude; turquoise: turquoise
yellow: jaune; orange: orange, orangé; pink: rose, rosé; purple: violet/violette, mauve, pourpre
copper: cuivré; burgundy: bordeaux; navy: bleu marine; light (skin fair, person fair): clair
dark: foncé, sombre, obscur; pale: pâle, blafard, blême; tanned: bronzé, hâlé, basané
olive: olive, olivâtre, mat; ruddy: rougeaud, rubicond, rosé; bronze: de bronze
porcelain: de porcelaine, d'albâtre; milky: laiteux
freckled: tacheté, couvert de taches de rousseur; wrinkled: ridé, fripé, plissé
weathered: buriné, tanné; rough: rugueux; oily (person fat): gras/grasse; shiny: brillant, luisant
dry: sec/sèche; scarred: balafré; tattooed: tatoué; bloodshot: injecté de sang
made up: maquillé, fardé; natural: naturel; light: léger/légère, discret/discrète
heavy: lourd, prononcé; metallic: métallique; double: double; smiling: souriant, riant
grinning: rieur; laughing: hilare; happy: heureux, content, joyeux; cheerful: gai, enjoué, jovial
sad: triste, attristé; melancholic: mélancolique; angry: fâché, en colère, énervé
furious: furieux; surprised: surpris, étonné, stupéfait; scared: effrayé, apeuré, terrifié
disgusted: dégoûté; serious: sérieux; stern: sévère, strict, austère
worried: inquiet/inquiète, soucieux; nervous: nerveux; bored: ennuyé, blasé
tired: fatigué, épuisé, cerné; sleepy: endormi, ensommeillé
crying: en larmes, pleurant, en pleurs; friendly: amical, aimable, sympathique
kind: gentil, bienveillant, tendre; thoughtful: pensif, songeur
confident: confiant, sûr de lui, sûre d'elle; shy: timide; proud: fier/fière
sly: malicieux, espiègle, narquois, coquin; screaming: hurlant, criant; confused: perplexe, confus
calm: calme, serein, détendu, paisible; determined: déterminé, décidé
grumpy: grincheux, bougon, renfrogné; mean: méchant; wise: sage
beautiful: beau/bel/belle, joli, magnifique, ravissant; ugly: laid, moche; elegant: élégant
strange: étrange, bizarre; feminine: féminin, efféminé; masculine: masculin, viril
androgynous: androgyne; pierced: percé; bespectacled: binoclard; simple: simple; German: allemand
French: français; Spanish: espagnol; Italian: italien; Dutch: néerlandais, hollandais
Portuguese: portugais; English: anglais; British: britannique; Irish: irlandais
Scottish: écossais; Welsh: gallois; Belgian: belge; Swiss: suisse; Austrian: autrichien
Polish: polonais; Russian: russe; Turkish: turc/turque; Ukrainian: ukrainien; Greek: grec/grecque
Czech: tchèque; Hungarian: hongrois; Slavic: slave; Swedish: suédois; Norwegian: norvégien
Danish: danois; Finnish: finlandais; Icelandic: islandais; Scandinavian: scandinave
Nordic: nordique; European: européen, caucasien; Mediterranean: méditerranéen; Romanian: roumain
Bulgarian: bulgare; Corsican: corse; Basque: basque; Celtic: breton
African: africain, subsaharien; Nigerian: nigérian; Ghanaian: ghanéen; Kenyan: kényan
Ethiopian: éthiopien; Somali: somalien; Senegalese: sénégalais; Malian: malien; Ivorian: ivoirien
Cameroonian: camerounais; Congolese: congolais; South African: sud-africain; Egyptian: égyptien
Moroccan: marocain; Algerian: algérien; Tunisian: tunisien; Maghrebi: maghrébin, nord-africain
Berber: berbère, kabyle; Arab: arabe; Iranian: iranien; Persian: persan; Iraqi: irakien
Syrian: syrien; Lebanese: libanais; Afghan: afghan; Kurdish: kurde; Israeli: israélien
Jewish: juif/juive; Armenian: arménien; Asian: asiatique; Chinese: chinois; Japanese: japonais
Korean: coréen; Vietnamese: vietnamien; Thai: thaïlandais; Filipino: philippin
Indonesian: indonésien; Cambodian: cambodgien; Indian: indien; Pakistani: pakistanais
Tibetan: tibétain; Mongolian: mongol; American: américain; African American: afro-américain
Mexican: mexicain; Brazilian: brésilien; Cuban: cubain
Latin American: latino-américain, sud-américain; Native American: amérindien; Peruvian: péruvien
Argentinian: argentin; Haitian: haïtien; Caribbean: antillais, caribéen; Jamaican: jamaïcain
Canadian: canadien, québécois; Australian: australien; Polynesian: polynésien, tahitien
Malagasy: malgache; mixed race: métis/métisse; Creole: créole; naked: nu
topless: seins nus, torse nu; sexy: sexy, aguicheur; erotic: érotique; sensual: sensuel
"""

NOUNS = """
face: visage, figure, frimousse; head: tête, crâne; jaw: mâchoire; chin: menton
double chin: double menton; cheeks: joue; cheekbones: pommette
bulbous nose: nez en patate, nez patate; nose: nez; nostrils: narine; nose bridge: arête du nez
lips: lèvre; upper lip: lèvre supérieure; lower lip: lèvre inférieure; mouth: bouche
eyes: œil/yeux; eyelids: paupière; lashes: cil; brows: sourcil; unibrow: monosourcil; gaze: regard
ears: oreille; earlobes: lobe; neck: cou; forehead: front; temples: tempe
skin: peau, teint, carnation; hair: cheveu, chevelure, crinière, tignasse
curls: boucle, frisettes; hairstyle: coiffure, coupe de cheveux; waves: ondulation
bald head: calvitie, crâne chauve; shaved head: crâne rasé, tête rasée, boule à zéro
receding hairline: front dégarni, tempes dégarnies; roots: racine; tips: pointe; streaks: mèche
fringe: frange; ponytail: queue-de-cheval, queue de cheval; braid: tresse, natte
pigtails: couettes; bun: chignon; bob: carré plongeant, coupe au carré; afro: coupe afro, afro
dreadlocks: dreadlocks; mohawk: crête, iroquoise
buzz cut: coupe militaire, coupe rase, coupe en brosse
pixie cut: coupe garçonne, coupe à la garçonne; beard: barbe
full beard: barbe fournie, grande barbe; moustache: moustache
handlebar moustache: moustache en guidon; goatee: bouc, barbichette, barbiche
three day beard: barbe de trois jours, barbe de 3 jours, barbe de quelques jours
stubble: barbe naissante; sideburns: favoris, pattes, rouflaquettes
freckles: tache de rousseur, taches de rousseur, taches de son, éphélide; wrinkles: ride, ridule
laugh lines: rides d'expression, rides du sourire; crow feet: pattes d'oie
moles: grain de beauté, grains de beauté; birthmark: tache de naissance; beauty mark: mouche
scar: cicatrice, balafre; pores: pore; dimples: fossette; pimples: bouton; acne: acné
dark circles: cerne, cernes, poches; age spots: taches de vieillesse; tattoo: tatouage
blush: blush, fard à joues; teeth: dent; makeup: maquillage
lipstick: rouge à lèvres, rouge-à-lèvres; eyeshadow: fard à paupières, ombre à paupières
eyeliner: eye-liner, khôl, trait de crayon; mascara: mascara; body: corps, physique, silhouette
build: carrure, corpulence, stature; glasses: lunettes; sunglasses: lunettes de soleil
monocle: monocle; hat: chapeau; cap: casquette, bonnet; beret: béret; headscarf: foulard
turban: turban; crown: couronne; helmet: casque; hood: capuche; scarf: écharpe; mask: masque
eyepatch: bandeau, cache-œil; earring: boucle d'oreille, boucles d'oreilles, boucles d'oreille
necklace: collier; veil: voile; nose ring: anneau dans le nez; piercing: piercing
jewellery: bijou/bijoux; horns: corne; fangs: croc, canines; scales: écaille; wings: aile
halo: auréole; tiara: diadème; gap teeth: dents du bonheur, dents écartées
braces: appareil dentaire; gold tooth: dent en or; pupils: pupille; suit: costume, tailleur
shirt: chemise; blouse: chemisier, blouse; dress: robe; t shirt: tee-shirt, t-shirt
jacket: veste, blouson; leather jacket: veste en cuir, blouson en cuir, perfecto; coat: manteau
jumper: pull, pull-over, chandail; hoodie: sweat à capuche; tie: cravate; skirt: jupe
trousers: pantalon; jeans: jean; uniform: uniforme; armour: armure
clothes: vêtement, habit, tenue; overalls: salopette; robe: toge; smile: sourire
slight smile: petit sourire, léger sourire, demi-sourire; expression: expression, air
features: trait; origin: origine, ascendance; age: âge
portrait: portrait, photo, photographie, image, dessin; years: an, année
"""

PEOPLE = """
woman: femme, dame, demoiselle, nana, meuf; man: homme, monsieur, type, mec, gars, bonhomme
girl: fille, fillette, gamine; boy: garçon, garçonnet, gamin; child: enfant, gosse
toddler: bambin, tout-petit; baby: bébé, nourrisson; teenager: adolescent, ado; adult: adulte
person: personne, individu, quelqu'un; young man: jeune homme; pensioner: retraité, senior
old man: vieillard; old woman: vieille dame, mémé; grandmother: grand-mère, mamie, mémère
grandfather: grand-père, papi, papy, pépé; great grandmother: arrière-grand-mère
great grandfather: arrière-grand-père; mother: mère, maman; father: père, papa; sister: sœur
brother: frère; daughter: ma fille; son: fils; bride: mariée; groom: marié; widow: veuve
neighbour: voisin; friend: ami, copain/copine; wife: épouse; husband: mari, époux
professor: professeur, professeur/professeure, prof, universitaire; librarian: bibliothécaire
accountant: comptable; scientist: scientifique, chercheur, savant; engineer: ingénieur/ingénieure
programmer: programmeur, informaticien, développeur; nerd: intello, geek
teacher: enseignant, instituteur, maître/maîtresse; doctor: médecin, docteur/doctoresse
nurse: infirmier; lawyer: avocat; journalist: journaliste
writer: écrivain/écrivaine, auteur/autrice; poet: poète/poétesse; artist: artiste
painter: peintre; musician: musicien; singer: chanteur; dancer: danseur; ballerina: ballerine
photographer: photographe; surgeon: chirurgien; dentist: dentiste; architect: architecte
pilot: pilote; astronaut: astronaute; chef: cuisinier, chef cuisinier; baker: boulanger
judge: juge; politician: politicien, politique; president: président; minister: ministre
mayor: maire; banker: banquier; boss: patron, chef/cheffe; director: directeur
manager: gérant, manager; secretary: secrétaire; businessman: homme d'affaires
businesswoman: femme d'affaires; butler: majordome; salesman: vendeur/vendeur
saleswoman: vendeuse; farmer: fermier, paysan, agriculteur
fisherman: pêcheur/pêcheur, marin-pêcheur; gardener: jardinier; worker: ouvrier, travailleur
builder: maçon; mechanic: mécanicien; plumber: plombier; carpenter: charpentier, menuisier
electrician: électricien; miner: mineur de fond; blacksmith: forgeron; soldier: soldat, militaire
policeman: policier/policier, gendarme; policewoman: policière; firefighter: pompier
guard: garde, gardien; athlete: athlète; runner: coureur; swimmer: nageur; footballer: footballeur
boxer: boxeur; wrestler: lutteur, catcheur; bodybuilder: culturiste, bodybuilder
student: étudiant; pupil: élève, écolier; model: mannequin, modèle; hipster: hipster
lumberjack: bûcheron/bûcheron; biker: motard; punk: punk; surfer: surfeur; sailor: marin, matelot
captain: capitaine; warrior: guerrier; gladiator: gladiateur/gladiateur; knight: chevalier
king: roi; queen: reine; emperor: empereur/empereur; empress: impératrice; prince: prince
princess: princesse; duke: duc; duchess: duchesse; nun: nonne, religieuse, bonne sœur; monk: moine
priest: prêtre, curé; bishop: évêque; pope: pape; viking: viking; cowboy: cow-boy, cowboy
detective: détective; gangster: gangster, truand; pirate: pirate, corsaire; samurai: samouraï
geisha: geisha; wizard: magicien/magicien, sorcier/sorcier, mage; witch: sorcière, magicienne
druid: druide; santa claus: père Noël; hermit: ermite; tramp: clochard; clown: clown
caveman: homme des cavernes, homme préhistorique; hunter: chasseur; thief: voleur; spy: espion
hero: héros; heroine: héroïne; elf: elfe; fairy: fée; orc: orc, orque; troll: troll; ogre: ogre
goblin: gobelin, lutin; dwarf: nain; vampire: vampire; zombie: zombie, mort-vivant
alien: extraterrestre, alien, martien; mermaid: sirène; nymph: nymphe; demon: démon; devil: diable
angel: ange; ghost: fantôme; robot: robot; android: androïde; cyborg: cyborg
statue: statue, sculpture; god: dieu; goddess: déesse; actor: acteur/acteur, comédien/comédien
actress: actrice, comédienne; waiter: serveur/serveur; waitress: serveuse; blond woman: blonde
red haired woman: rouquine; red haired man: rouquin; blond girl: blondinette
"""

PHRASES = """
made of bronze: en bronze; made of marble: en marbre, de marbre; made of gold: en or
made of silver: en argent; made of metal: en métal; made of stone: en pierre, de pierre
different coloured eyes: yeux vairons, yeux de couleurs différentes, yeux de couleur différente
tongue out: tirant la langue, langue tirée, tire la langue; open mouth: bouche ouverte, bouche bée
closed eyes: yeux fermés, yeux clos; raised eyebrows: sourcils levés, sourcils haussés
frowning: sourcils froncés, fronçant les sourcils; smiles: sourit; laughs: rit; crying: pleure
looks: semble, paraît, a l'air; wears: porte, portant, vêtu de, vêtue de, habillé de
red eyed: yeux rouges de fatigue; winking: clin d'œil, faisant un clin d'œil
named: nommé, nommée, appelé, appelée
from: originaire de, venu de, venue de, d'origine, originaire du; bald: sans cheveux
shirt and tie: chemise et cravate; suit and tie: costume cravate
like: comme, qui ressemble à, ressemble à, ressemblant à; high: haut
grey temples: tempes grisonnantes, tempes grises; japan: Japon; china: Chine; korea: Corée
india: Inde; spain: Espagne; italy: Italie; france: France; germany: Allemagne; mexico: Mexique
brazil: Brésil; nigeria: Nigéria, Nigeria; senegal: Sénégal; mali: Mali; congo: Congo
africa: Afrique; asia: Asie; morocco: Maroc; algeria: Algérie; egypt: Égypte; turkey: Turquie
russia: Russie; sweden: Suède; norway: Norvège; greece: Grèce; ireland: Irlande; vietnam: Vietnam
"""

LANGUAGE = Language(
    code="fr",
    name="French",
    adjectives=ADJECTIVES,
    nouns=NOUNS,
    people=PEOPLE,
    adverbs="""
    very: très, bien, super; extremely: extrêmement, incroyablement, hyper
    slightly: légèrement, un peu, à peine, un tantinet; quite: assez, plutôt, relativement
    almost: presque, quasiment; too: trop
    many: beaucoup de, beaucoup, plein de, nombreux, nombreuses; few: peu de, quelques, peu
    half: à moitié; completely: complètement, totalement, entièrement
    """,
    phrases=PHRASES,
    joins="and: et, ainsi que; or: ou; or no: ni",
    links="of: de, d', des; with: à, au, aux, à la, à l'; of the: du",
    determiners="""
    a m: un; a f: une; the m: le; the f: la; the: les, l', son, sa, ses, leur, leurs, mon, ma
    """,
    copulas="""
    is: est, c'est, était; are: sont, étaient; am: suis
    coloured: couleur, de couleur, de couleur très
    """,
    small="""
    with: avec; without: sans, dépourvu de, dépourvue de; no: pas de, pas d', aucun, aucune
    not: pas, jamais, point; she: elle; he: il; who: qui, dont
    has: a, ayant, possède, avait, j'ai; : ne, n', y, s', se; in: dans, en
    on: sur, sur la, sur le; under: sous; to: vers; for: pour; about: environ, à peu près
    also: aussi; but: mais; left: gauche, à gauche; right: droite, à droite
    the other: l'autre, autre; from: depuis; i: je, j'; i want: je veux
    would like: voudrais, aimerais; please: s'il vous plaît; make: crée, génère, fais, fais-moi
    that: ce, cet, cette, ces; between: entre; instead of: au lieu de
    """,
    numbers=french(),
    ages=decades(
        {
            "in the early {decade}": "au début de la {ne}|début de la {ne}|début {ne}",
            "in the mid {decade}": "au milieu de la {ne}|milieu de la {ne}",
            "in the late {decade}": "à la fin de la {ne}|fin de la {ne}|fin {ne}",
            "in the {decade}": "dans la {ne}|la {ne}|{ne} bien tassée|la {ne} passée",
            "about {age} years old": "d'une {ne} d'années|une {ne} d'années|la {ne} d'années",
        },
        {
            "word": "vingt trente quarante cinquante soixante septante quatre-vingts nonante",
            "ne": "vingtaine trentaine quarantaine cinquantaine soixantaine septantaine "
            "octantaine nonantaine",
        },
    ),
    years="ans an annees",
    before_years="age de|agee de|ages de|agees de|age d'environ|agee d'environ|d'environ|d'une|"
    "de|d'|a|ayant|environ|entre",
    old="d'age|bien tasses|passes",
    year_old=(),
    inflect_adjective=french_adjective,
    inflect_noun=french_noun,
    inflect_person=french_adjective,
    adjective_follows=True,
)
