"""Spanish words. Adjectives and nouns are listed bare; `inflect` makes their endings."""

from __future__ import annotations

from facegen.language.translate.book import Language
from facegen.language.translate.inflect import spanish_adjective, spanish_noun
from facegen.language.translate.numbers import decades, spanish

ADJECTIVES = """
twenty something: veinteañero; thirty something: treintañero; forty something: cuarentón
fifty something: cincuentón; sixty something: sesentón; seventy something: setentón
eighty something: ochentón; ninety something: noventón; 20 year old: vicenario
30 year old: tricenario; 40 year old: cuadragenario; 50 year old: quincuagenario
60 year old: sexagenario; 70 year old: septuagenario; 80 year old: octogenario
90 year old: nonagenario; old: viejo, anciano, longevo, viejito
elderly: mayor, de la tercera edad, de edad avanzada, entrado en años
young: joven, jovencito, juvenil; middle aged: de mediana edad, maduro; adult: adulto
retired: jubilado; teenage: adolescente; newborn: recién nacido
big (person tall): grande, gran, grandote; small (person short): pequeño, chico, chiquito
high (person tall): alto; low (person short): bajo, bajito; tall: espigado
huge: enorme, gigante, gigantesco, inmenso; tiny: diminuto, minúsculo; fat: gordo, obeso, gordito
chubby: rechoncho, regordete, rellenito, rollizo, mofletudo; stocky: robusto, fornido, corpulento
thin: delgado, flaco, flaquito; slim: esbelto; slender: menudo, espigadito
skinny: flacucho, huesudo; gaunt: demacrado, escuálido; hollow: hundido, chupado
muscular: musculoso, musculado; athletic: atlético, deportivo
strong: fuerte, marcado, pronunciado; frail: frágil, endeble; weak: débil; wide: ancho, amplio
narrow (lips thin): estrecho, angosto; long: largo; short: corto, cortito
shoulder length: por los hombros, hasta los hombros
medium length: semilargo, de longitud media, a media melena
very long: larguísimo, hasta la cintura; round: redondo, redondeado; oval: ovalado, oval
square: cuadrado; rectangular: rectangular; angular: anguloso, angular
flat: chato, plano, achatado; triangular: triangular; pointed: puntiagudo, afilado, picudo
hooked: ganchudo, aguileño, corvo, curvo; aquiline: aquilino; straight: recto, liso, lacio
crooked: torcido, desviado; broken: roto; upturned: respingado, respingón, respingona; fine: fino
full: lleno; thick (lips full): grueso, espeso, tupido, denso, carnoso; soft: suave
delicate: delicado; prominent: prominente, definido; protruding: saliente, saltón
receding: huidizo, retraído; cleft: partido, hendido; close set: junto, muy junto
wide set: separado, muy separado; deep set: profundo
almond shaped: almendrado, rasgado, en forma de almendra
heart shaped: en forma de corazón, de corazón; slanted: achinado, sesgado; drooping: caído
bushy: poblado; arched: arqueado; wavy: ondulado
curly (person curly haired): rizado, rizo, crespo, ensortijado, enrulado, rulo
frizzy: encrespado, esponjado; messy: despeinado, alborotado, revuelto; dishevelled: desaliñado
: suelto; tied back: recogido, amarrado, atado; braided: trenzado
slicked back: peinado hacia atrás, engominado; dyed: teñido; shaved: rapado, rasurado
clean shaven: afeitado, bien afeitado, lampiño, imberbe; unshaven: sin afeitar, mal afeitado
trimmed: recortado, cuidado, arreglado; bearded: barbudo, barbado; moustached: bigotudo
bald: calvo, pelón, pelado; balding: medio calvo, con entradas; thinning: ralo, escaso
black: negro, azabache; white: blanco; grey: gris, canoso, cano, grisáceo, encanecido
silver: plateado; salt and pepper: entrecano; red (person red haired): rojo; red haired: pelirrojo
reddish: rojizo, bermejo; blond: rubio, güero, rubito; platinum blond: rubio platino, platino
dark blond: rubio oscuro; light blond: rubio claro; ash blond: rubio ceniza
strawberry blond: rubio rojizo; golden: dorado
brown (person brown haired): castaño, marrón, pardo, café
dark (person dark haired): moreno, oscuro, trigueño; chestnut: color castaño
hazel: avellana, color avellana, miel, color miel; reddish brown: castaño rojizo
blue: azul, azulado; green: verde, verdoso; blue green: verde azulado, azul verdoso
grey blue: gris azulado, azul grisáceo; grey green: verde grisáceo; sky blue: celeste, azul cielo
amber: ámbar, color ámbar; emerald: esmeralda; turquoise: turquesa; yellow: amarillo
orange: naranja, anaranjado; pink: rosa, rosado; purple: morado, violeta, lila; copper: cobrizo
auburn: caoba; burgundy: burdeos, granate; light (skin fair, person fair): claro; dark: obscuro
pale: pálido; tanned: bronceado, tostado; olive: aceitunado, oliva; rosy: sonrosado, sonrojado
ruddy: rubicundo, colorado; bronze: bronce, color bronce; porcelain: de porcelana
freckled: pecoso; wrinkled: arrugado; weathered: curtido; rough: áspero; oily: graso, grasiento
shiny: brillante; dry: seco; scarred: marcado por cicatrices; tattooed: tatuado
bloodshot: inyectado en sangre; made up: maquillado; natural: natural; light: ligero
heavy: pesado, cargado; sparse: disperso; metallic: metálico; double: doble
smiling: sonriente, risueño, sonriendo; grinning: de sonrisa amplia; laughing: riendo, riéndose
happy: feliz, alegre, contento; cheerful: animado; sad: triste, apenado; melancholic: melancólico
angry: enojado, enfadado, furioso, molesto, cabreado; surprised: sorprendido, asombrado
scared: asustado, atemorizado, miedoso; disgusted: asqueado; serious: serio
stern: severo, estricto, duro; worried: preocupado; nervous: nervioso; bored: aburrido
tired: cansado, agotado; sleepy: somnoliento, adormilado; crying: llorando, lloroso
winking: guiñando un ojo; friendly: amable, simpático, amistoso; kind: bondadoso, tierno, dulce
thoughtful: pensativo; confident: seguro; shy: tímido; proud: orgulloso
sly: pícaro, travieso, burlón; screaming: gritando; confused: confundido
calm: tranquilo, sereno, relajado; determined: decidido; grumpy: gruñón, malhumorado
mean: malvado, malo; wise: sabio; beautiful: bello, hermoso, bonito, lindo, precioso
handsome: guapo, apuesto, atractivo; ugly: feo; elegant: elegante; strange: extraño, raro
feminine: femenino, afeminado; masculine: masculino, varonil; androgynous: andrógino
pierced: perforado; German: alemán; French: francés; Spanish: español; Italian: italiano
Dutch: holandés, neerlandés; Portuguese: portugués; English: inglés; British: británico
Irish: irlandés; Scottish: escocés; Austrian: austriaco, austríaco; Swiss: suizo; Polish: polaco
Russian: ruso; Turkish: turco; Ukrainian: ucraniano; Greek: griego; Czech: checo
Hungarian: húngaro; Slavic: eslavo; Swedish: sueco; Norwegian: noruego; Danish: danés
Finnish: finlandés, finés; Scandinavian: escandinavo; Nordic: nórdico; European: europeo
Mediterranean: mediterráneo; Romanian: rumano; Basque: vasco; Catalan: catalán
African: africano, subsahariano; Nigerian: nigeriano; Kenyan: keniano, keniata; Ethiopian: etíope
Somali: somalí; Senegalese: senegalés; South African: sudafricano; Egyptian: egipcio
Moroccan: marroquí; Algerian: argelino; Arab: árabe; Iranian: iraní; Persian: persa; Iraqi: iraquí
Syrian: sirio; Lebanese: libanés; Afghan: afgano; Israeli: israelí; Jewish: judío
Asian: asiático, oriental; Chinese (hair curly): chino; Japanese: japonés, nipón; Korean: coreano
Vietnamese: vietnamita; Thai: tailandés; Filipino: filipino; Indonesian: indonesio
Indian: indio, hindú; Pakistani: pakistaní; Mongolian: mongol
American: estadounidense, americano, norteamericano, gringo; African American: afroamericano
Mexican: mexicano; Brazilian: brasileño; Cuban: cubano; Latino: latino
Latin American: latinoamericano, sudamericano; Hispanic: hispano; Colombian: colombiano
Venezuelan: venezolano; Peruvian: peruano; Bolivian: boliviano; Argentinian: argentino
Chilean: chileno; Dominican: dominicano; Puerto Rican: puertorriqueño; Indigenous: indígena
Native American: nativo americano; Mestizo: mestizo; mulatto: mulato; Caribbean: caribeño
Jamaican: jamaicano; Canadian: canadiense; Australian: australiano; Polynesian: polinesio
Afro Latino: afrolatino; naked: desnudo, en cueros; sexy: sexy, sensual, provocativo
erotic: erótico
"""

NOUNS = """
face: cara, rostro; head: cabeza, cráneo; jaw: mandíbula, quijada; chin: mentón, barbilla
double chin: papada, doble mentón; cheeks: mejilla, cachete, moflete; cheekbones: pómulo
bulbous nose: nariz de patata; nose: nariz/narices, naricita; nostrils: fosa nasal, fosas nasales
nose bridge: puente nasal, tabique; lips: labio; upper lip: labio superior
lower lip: labio inferior; mouth: boca, boquita; eyes: ojo, ojito, ojazo; eyelids: párpado
lashes: pestaña; brows: ceja; unibrow: uniceja; gaze: mirada; ears: oreja; earlobes: lóbulo
neck: cuello; forehead: frente; temples: sien; skin: piel, tez, cutis; complexion: complexión
hair: pelo, cabello, cabellera, melena; curls: bucle, rizos, rulos
hairstyle: peinado, corte de pelo; waves: ondas; bald head: calva, calvicie
receding hairline: entradas; roots: raíz/raíces; tips: puntas; streaks: mecha, mechones
fringe: flequillo, fleco; ponytail: coleta, cola de caballo; braid: trenza
pigtails: coletas, dos coletas; bun: moño, chongo, rodete; afro: afro, pelo afro
dreadlocks: rastas; mohawk: cresta, mohicano; bob: corte bob, corte bob
buzz cut: corte militar, pelo al rape, rapado militar; beard: barba
full beard: barba completa, barba cerrada, barba poblada; moustache: bigote, mostacho
goatee: perilla, chiva, barba de chivo, piocha
three day beard: barba de tres días, barba de 3 días, barba de pocos días
stubble: barba incipiente; sideburns: patilla; freckles: peca; wrinkles: arruga
laugh lines: líneas de expresión; crow feet: patas de gallo; moles: lunar/lunares
birthmark: marca de nacimiento; scar: cicatriz; pores: poro; dimples: hoyuelo
pimples: grano, espinillas; acne: acné; age spots: manchas de la edad; dark circles: ojeras
tattoo: tatuaje; blush: rubor, colorete; teeth: diente; makeup: maquillaje
lipstick: pintalabios, lápiz labial, labial; eyeshadow: sombra de ojos
eyeliner: delineador, delineado; mascara: rímel; body: cuerpo, físico, figura; build: constitución
glasses: gafas, lentes, anteojos, espejuelos; sunglasses: gafas de sol, lentes de sol
monocle: monóculo; hat: sombrero; cap: gorra, gorro; beret: boina
headscarf: pañuelo, velo islámico; turban: turbante; crown: corona; helmet: casco; hood: capucha
scarf: bufanda; mask: máscara, mascarilla; eyepatch: parche, parche en el ojo
earring: pendiente, arete, aros; necklace: collar; veil: velo; nose ring: aro en la nariz
piercing: piercing; jewellery: joya; horns: cuerno; fangs: colmillo; scales: escama; wings: ala
halo: aureola; tiara: diadema; gap teeth: dientes separados; braces: brackets, frenos
gold tooth: diente de oro; pupils: pupila; suit: traje; shirt: camisa; blouse: blusa
dress: vestido; t shirt: camiseta, playera; jacket: chaqueta, chamarra
leather jacket: chaqueta de cuero, cazadora; coat: abrigo; jumper: suéter, jersey
hoodie: sudadera; tie: corbata; skirt: falda; trousers: pantalón; jeans: vaqueros
uniform: uniforme; armour: armadura; clothes: ropa; lab coat: bata; robe: túnica; smile: sonrisa
slight smile: media sonrisa, leve sonrisa; expression: expresión, gesto
features: rasgo, facciones; origin: origen, ascendencia, raíces; age: edad
portrait: retrato, foto, fotografía, imagen, dibujo; years: año
"""

PEOPLE = """
woman: mujer, señora, señorita, dama, tía, muchacha
man: hombre, señor, caballero, tío, tipo, varón, muchacho, chico joven; girl: niña, nena
boy: niño, nene; child: criatura; baby: bebé; teenager: adolescente, quinceañero
person: persona, individuo; pensioner: jubilado, pensionista; grandmother: abuela, abuelita
grandfather: abuelo, abuelito; great grandmother: bisabuela; great grandfather: bisabuelo
mother: madre, mamá; father: padre, papá; sister: hermana; brother: hermano; daughter: hija
son: hijo; bride: novia; groom: novio; widow: viuda; neighbour: vecino; friend: amigo
wife: esposa; husband: esposo, marido; professor: profesor, catedrático; librarian: bibliotecario
accountant: contable, contador; scientist: científico, investigador; engineer: ingeniero
programmer: programador, informático; teacher: maestro; doctor: médico, doctor; nurse: enfermero
lawyer: abogado; journalist: periodista; writer: escritor; poet: poeta/poetisa; artist: artista
painter: pintor; musician: músico; singer: cantante; dancer: bailarín, bailaor
photographer: fotógrafo; surgeon: cirujano; dentist: dentista; architect: arquitecto
pilot: piloto; astronaut: astronauta; chef: cocinero; baker: panadero; judge: juez/jueza
politician: político; president: presidente/presidenta; minister: ministro
mayor: alcalde/alcaldesa; banker: banquero; boss: jefe/jefa; director: director; manager: gerente
secretary: secretario; businessman: empresario, hombre de negocios, ejecutivo
businesswoman: empresaria, mujer de negocios, ejecutiva; farmer: granjero, campesino, agricultor
fisherman: pescador; gardener: jardinero; worker: obrero, trabajador; builder: albañil
mechanic: mecánico; plumber: fontanero, plomero; carpenter: carpintero; electrician: electricista
miner: minero; blacksmith: herrero; soldier: soldado/soldada; policeman: policía
firefighter: bombero; guard: guardia; bodyguard: guardaespaldas; athlete: atleta, deportista
runner: corredor; swimmer: nadador; footballer: futbolista; boxer: boxeador; wrestler: luchador
bodybuilder: culturista; student: estudiante; pupil: alumno; model: modelo; lumberjack: leñador
biker: motero, motociclista; surfer: surfista; sailor: marinero; captain: capitán/capitana
warrior: guerrero; gladiator: gladiador; knight: caballero medieval; king: rey; queen: reina
emperor: emperador; empress: emperatriz; prince: príncipe; princess: princesa; nun: monja
monk: monje; priest: sacerdote, cura; bishop: obispo; pope: papa; viking: vikingo; cowboy: vaquero
detective: detective; gangster: gánster; pirate: pirata; samurai: samurái; geisha: geisha
wizard: mago, hechicero, brujo; witch: bruja, hechicera; druid: druida
santa claus: papá noel, santa claus; hermit: ermitaño; clown: payaso; caveman: cavernícola
hunter: cazador; thief: ladrón; spy: espía; hero: héroe; heroine: heroína; elf: elfo; fairy: hada
orc: orco; troll: trol; ogre: ogro; goblin: duende, trasgo; dwarf: enano; vampire: vampiro
zombie: zombi, zombie; alien: alienígena, extraterrestre, marciano; mermaid: sirena
demon: demonio; devil: diablo; angel: ángel; ghost: fantasma; robot: robot; android: androide
statue: estatua, escultura; god: dios; goddess: diosa; actor: actor; actress: actriz
waiter: camarero, mesero; waitress: camarera, mesera; Chinese person: chino/china
Spanish person: español
"""

PHRASES = """
made of bronze: de bronce; made of marble: de mármol; made of gold: de oro
made of silver: de plata; made of metal: de metal, metálica; made of stone: de piedra
mixed race: mestiza, de raza mixta
different coloured eyes: ojos de distinto color, ojos de diferente color, un ojo de cada color
bald: sin pelo; tongue out: sacando la lengua, lengua fuera; open mouth: boca abierta
closed eyes: ojos cerrados; raised eyebrows: cejas levantadas, cejas alzadas; smiles: sonríe
laughs: se ríe, ríe; looks: parece; wears: lleva, usa, llevando, viste, luce; crying: llora
from: procedente de; named: llamado, llamada; black (person black): de raza negra
shirt and tie: camisa y corbata; suit and tie: traje y corbata; grey haired: de pelo blanco y gris
grey hair: canas, cana; japan: Japón; china: China; korea: Corea; india: India; spain: España
italy: Italia; france: Francia; germany: Alemania; mexico: México; brazil: Brasil
nigeria: Nigeria; africa: África; asia: Asia; morocco: Marruecos; egypt: Egipto; turkey: Turquía
russia: Rusia; sweden: Suecia; norway: Noruega; greece: Grecia; peru: Perú; cuba: Cuba
ireland: Irlanda
"""

LANGUAGE = Language(
    code="es",
    name="Spanish",
    adjectives=ADJECTIVES,
    nouns=NOUNS,
    people=PEOPLE,
    adverbs="""
    very: muy, bien, súper; extremely: extremadamente, sumamente, increíblemente
    slightly: ligeramente, levemente, un poco, algo, un pelín, un tanto; quite: bastante
    almost: casi; too: demasiado; many: muchos, muchas, mucho, mucha
    few: pocos, pocas, algunas, algunos, poco, poca; half: medio
    completely: totalmente, completamente
    """,
    phrases=PHRASES,
    joins="and: y, e; or: o, u; or no: ni",
    links="of: de, del",
    determiners="a m: un; a f: una; the m: el; the f: la; the: los, las, lo; some: unos, unas",
    copulas="""
    is: es, está, era; are: son, están, eran; am: soy, estoy
    coloured: color, de color, de un color
    """,
    small="""
    with: con; without: sin; not: no; no: ningún, ninguna; never: nunca; she: ella; he: él
    the: su, sus; my: mi; who: que, quien, cuyo, cuya, cuyos, cuyas
    has: tiene, tenía, teniendo, tienen, tengo; in: en; on: sobre; to: al, a; for: para, por
    about: unos, alrededor de, aproximadamente, cerca de; also: también; but: pero, sino
    left: izquierdo, izquierda; right: derecho, derecha; the other: el otro, otro, otra
    like: como, parecido a; from: desde, originario de, originaria de, oriundo de; i: yo
    i want: quiero; would like: quisiera, me gustaría; please: por favor
    make: haz, hazme, crea, genera; more: más; that: este, esta, ese, esa; between: entre
    instead of: en vez de, en lugar de
    """,
    numbers=spanish(),
    ages=decades(
        {
            "in the early {decade}": "a principios de los {word}|a principios de sus {word}",
            "in the mid {decade}": "a mediados de los {word}|a mediados de sus {word}",
            "in the late {decade}": "a finales de los {word}|a finales de sus {word}",
            "in the {decade}": "en sus {word}|en los {word}|de {word} y tantos|de {word} y pico|"
            "{word} y tantos años",
        },
        {
            "word": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
            "o": "veinteañero treintañero cuarentón cincuentón sesentón setentón ochentón noventón",
            "a": "veinteañera treintañera cuarentona cincuentona sesentona setentona ochentona "
            "noventona",
            "latin": "vicenari tricenari cuadragenari quincuagenari sexagenari septuagenari "
            "octogenari nonagenari",
        },
    ),
    years="anos ano anitos",
    before_years="de aproximadamente|de alrededor de|de entre|de unos|de casi|de|con unos|con|unos|"
    "entre|a sus|casi",
    old="de edad|de vida",
    year_old=(),
    inflect_adjective=spanish_adjective,
    inflect_noun=spanish_noun,
    inflect_person=spanish_adjective,
    adjective_follows=True,
)
