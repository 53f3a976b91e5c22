"""Portuguese words. Adjectives and nouns are listed bare; `inflect` makes their endings."""

from __future__ import annotations

from facegen.language.translate.book import Language
from facegen.language.translate.inflect import portuguese_adjective, portuguese_noun
from facegen.language.translate.numbers import decades, portuguese

ADJECTIVES = """
twenty something: vintão; thirty something: trintão; forty something: quarentão
fifty something: cinquentão; sixty something: sessentão; seventy something: setentão
eighty something: oitentão; ninety something: noventão; 20 year old: vicenário
30 year old: tricenário; 40 year old: quadragenário; 50 year old: quinquagenário
60 year old: sexagenário; 70 year old: septuagenário; 80 year old: octogenário
90 year old: nonagenário; old: velho, velhinho, ancião/anciã
elderly: idoso, da terceira idade, de idade avançada, de idade
young: jovem, jovenzinho, juvenil, novo; middle aged: de meia-idade, de meia idade, maduro
adult: adulto; retired: aposentado, reformado; teenage: adolescente; newborn: recém-nascido
big (person tall): grande, grandão/grandona; small (person short): pequeno, pequenino
high (person tall): alto; low (person short): baixo, baixinho; huge: enorme, imenso, gigante
tiny: minúsculo; fat: gordo, obeso, gorducho
chubby: gordinho, rechonchudo, cheinho, bochechudo, fofinho
stocky: robusto, corpulento, encorpado, troncudo; thin: magro, magrinho, magricela
slim: esbelto, elegante e magro; slender: franzino, esguio, delgado; gaunt: esquelético, macilento
hollow: fundo, encovado, chupado; muscular: musculoso, sarado, malhado, bombado
athletic: atlético, desportivo, esportivo; strong: forte, marcado, pronunciado
frail: frágil, débil; weak: fraco; wide: largo, amplo; narrow: estreito; long: comprido, longo
short: curto, curtinho
shoulder length: médio, até os ombros, pelos ombros, na altura dos ombros, até aos ombros
very long: até a cintura, até à cintura, compridíssimo; round: redondo, arredondado; oval: oval
square: quadrado; rectangular: retangular; triangular: triangular; angular: anguloso, angular
flat: achatado, chato, plano; pointed: pontudo, pontiagudo, bicudo, afilado
hooked: adunco, recurvado, em gancho; aquiline: aquilino; straight: reto, liso, direito
crooked: torto; broken: quebrado, partido; upturned: arrebitado, empinado; thin: fino, fininho
full: cheio, carnudo; thick (lips full): grosso, espesso, farto, denso; soft: suave, macio
delicate: delicado; prominent: proeminente, saliente, definido; protruding: de abano, saltado
receding: recuado, retraído; cleft: com covinha, furado; close set: próximo, juntinho
wide set: afastado, separado; almond shaped: amendoado, em amêndoa, em forma de amêndoa
heart shaped: em forma de coração, em coração; slanted: puxado, rasgado; drooping: caído
bushy: cerrado, peludo; arched: arqueado; sparse: ralo, escasso; wavy: ondulado
curly (person curly haired): cacheado, encaracolado, enrolado, anelado; frizzy: crespo, frisado
kinky: carapinho; messy: despenteado, bagunçado, desgrenhado; dishevelled: desleixado; : solto
tied back: preso, amarrado; tied up: apanhado; braided: trançado, entrançado
slicked back: penteado para trás, lambido; dyed: tingido, pintado; shaved: raspado, rapado
clean shaven: barbeado, bem barbeado, imberbe; unshaven: por fazer, mal barbeado
trimmed: aparado, cuidado; bearded: barbudo; moustached: bigodudo; bald: careca, calvo
balding: meio careca, com entradas; thinning: rarefeito; black: preto, negro
white: branco, branquinho; grey: cinza, cinzento, grisalho; silver: prateado
salt and pepper: sal e pimenta; red (person red haired): vermelho
red (person red haired): ruivo, ruivinho; reddish: avermelhado, arruivado
blond: loiro, louro, loirinho; platinum blond: loiro platinado, platinado
dark blond: loiro escuro, louro escuro; light blond: loiro claro, louro claro
ash blond: loiro acinzentado; strawberry blond: loiro avermelhado; golden: dourado
brown (person brown haired): castanho, marrom, pardo
dark (person dark haired): moreno, trigueiro, escuro; hazel: avelã, cor de avelã, cor de mel, mel
auburn: acaju; blue: azul, azulado; green: verde, esverdeado
blue green: verde azulado, azul esverdeado; grey blue: azul acinzentado, cinza azulado
grey green: verde acinzentado; sky blue: azul celeste; amber: âmbar
emerald: esmeralda, verde esmeralda; turquoise: turquesa; yellow: amarelo
orange: laranja, cor de laranja; pink: rosa, cor-de-rosa, cor de rosa
purple: roxo, violeta, lilás; copper: acobreado; burgundy: bordô, vinho
light (skin fair, person fair): claro; pale: pálido; tanned: bronzeado, queimado de sol
olive: azeitonado, oliva; rosy: rosado, corado; ruddy: rubicundo, ruborizado
porcelain: de porcelana; bronze: cor de bronze; freckled: sardento; wrinkled: enrugado, engelhado
weathered: curtido, castigado pelo sol; rough: áspero; oily: oleoso; shiny: brilhante; dry: seco
scarred: marcado por cicatrizes; tattooed: tatuado; bloodshot: injetado de sangue
made up: maquiado, maquilhado; natural: natural; light: leve, ligeiro; heavy: pesado, carregado
metallic: metálico; double: duplo; smiling: sorridente, risonho, sorrindo
grinning: de sorriso aberto; laughing: rindo; happy: feliz, contente; cheerful: alegre, animado
sad: triste, tristonho; melancholic: melancólico; angry: zangado, bravo, irritado, com raiva
furious: furioso; surprised: surpreso, surpreendido, espantado
scared: assustado, apavorado, com medo; disgusted: enojado; serious: sério; stern: severo, rígido
worried: preocupado; nervous: nervoso; bored: entediado, aborrecido; tired: cansado, exausto
sleepy: sonolento, com sono; crying: chorando, choroso; friendly: simpático, amigável
kind: gentil, bondoso, meigo, doce; thoughtful: pensativo; confident: confiante; shy: tímido
proud: orgulhoso; sly: malandro, travesso, maroto; screaming: gritando; confused: confuso
calm: calmo, sereno, tranquilo, relaxado; determined: determinado, decidido
grumpy: rabugento, mal-humorado, carrancudo; mean: mau/má, malvado; wise: sábio
beautiful: bonito, lindo, belo, formoso; ugly: feio; elegant: elegante
strange: estranho, esquisito; feminine: feminino, afeminado; masculine: masculino, viril
androgynous: andrógino; simple: simples; German: alemão/alemã; French: francês; Spanish: espanhol
Italian: italiano; Dutch: holandês, neerlandês; Portuguese: português; English: inglês
British: britânico; Irish: irlandês; Scottish: escocês; Swiss: suíço; Austrian: austríaco
Polish: polonês, polaco; Russian: russo; Turkish: turco; Ukrainian: ucraniano; Greek: grego
Czech: tcheco, checo; Hungarian: húngaro; Slavic: eslavo; Swedish: sueco; Norwegian: norueguês
Danish: dinamarquês; Finnish: finlandês; Scandinavian: escandinavo; Nordic: nórdico
European: europeu/europeia, caucasiano; Mediterranean: mediterrâneo, mediterrânico
Romanian: romeno; African: africano; Nigerian: nigeriano; Angolan: angolano
Mozambican: moçambicano; South African: sul-africano; Kenyan: queniano; Ethiopian: etíope
Senegalese: senegalês; Egyptian: egípcio; Moroccan: marroquino; Algerian: argelino; Arab: árabe
Iranian: iraniano; Persian: persa; Iraqi: iraquiano; Syrian: sírio; Lebanese: libanês
Afghan: afegão/afegã; Israeli: israelense, israelita; Jewish: judeu/judia
Asian: asiático, oriental; Chinese: chinês; Japanese: japonês, nipônico; Korean: coreano
Vietnamese: vietnamita; Thai: tailandês; Filipino: filipino; Indonesian: indonésio
Indian: indiano; Pakistani: paquistanês; Mongolian: mongol
American: americano, norte-americano, estadunidense
African American: afro-americano, afroamericano; Mexican: mexicano; Brazilian: brasileiro
Afro Brazilian: afro-brasileiro; Cuban: cubano; Latino: latino
Latin American: latino-americano, sul-americano; Colombian: colombiano; Peruvian: peruano
Argentinian: argentino; Chilean: chileno; Indigenous: indígena; Caribbean: caribenho
Jamaican: jamaicano; Canadian: canadense, canadiano; Australian: australiano
Polynesian: polinésio; mulatto: mulato; mixed race: mestiço; naked: nu/nua, pelado, despido
sexy: sexy, sensual, provocante; erotic: erótico
"""

NOUNS = """
face: rosto, cara, face; head: cabeça, crânio; jaw: maxilar, mandíbula, queixada; chin: queixo
double chin: papada, queixo duplo; cheeks: bochecha
cheekbones: maçã do rosto, maçãs do rosto, zigomas; bulbous nose: nariz de batata
nose: nariz, narizinho; nostrils: narina; nose bridge: ponte do nariz; lips: lábio, beiço
upper lip: lábio superior; lower lip: lábio inferior; mouth: boca; eyes: olho, olhinho
eyelids: pálpebra; lashes: cílio, pestana; brows: sobrancelha; unibrow: monocelha; gaze: olhar
ears: orelha; earlobes: lóbulo; neck: pescoço; forehead: testa, fronte; temples: têmpora
skin: pele, tez; hair: cabelo, cabeleira; curls: cacho, caracol/caracóis
hairstyle: penteado, corte de cabelo; waves: ondas; bald head: careca lisa, calvície
shaved head: cabeça raspada, cabeça rapada; receding hairline: entradas; roots: raiz/raízes
tips: pontas; streaks: mecha, madeixa, luzes; fringe: franja
ponytail: rabo de cavalo, rabo-de-cavalo; braid: trança
pigtails: maria-chiquinha, marias-chiquinhas, totós; bun: coque, carrapito
bob: corte chanel, chanel; afro: black power, afro; dreadlocks: dreads, rastas; mohawk: moicano
buzz cut: corte militar, máquina zero; beard: barba
full beard: barba cheia, barba cerrada, barba farta; moustache: bigode
goatee: cavanhaque, pera, barbicha; three day beard: barba de três dias, barba de 3 dias
stubble: barba por fazer, barba rala; sideburns: costeleta, suíças, patilhas; freckles: sarda
wrinkles: ruga; laugh lines: linhas de expressão, rugas de expressão; crow feet: pés de galinha
moles: pinta, sinal/sinais, verruga; birthmark: marca de nascença; scar: cicatriz; pores: poro
dimples: covinha; pimples: espinha; acne: acne; age spots: manchas da idade; dark circles: olheira
tattoo: tatuagem; blush: blush; teeth: dente; makeup: maquiagem, maquilhagem; lipstick: batom
eyeshadow: sombra, sombra nos olhos; eyeliner: delineador; mascara: rímel; body: corpo, físico
build: porte, constituição; glasses: óculos; sunglasses: óculos de sol, óculos escuros
monocle: monóculo; hat: chapéu; cap: boné, gorro; beret: boina; headscarf: lenço; turban: turbante
crown: coroa; helmet: capacete, elmo; hood: capuz; scarf: cachecol; mask: máscara
eyepatch: tapa-olho, pala no olho; earring: brinco; necklace: colar; veil: véu
nose ring: argola no nariz; piercing: piercing; jewellery: joia; horns: chifre, corno
fangs: presa; scales: escama; wings: asa; halo: auréola; tiara: diadema
gap teeth: dentes separados; braces: aparelho dentário, aparelho nos dentes
gold tooth: dente de ouro; pupils: pupila; suit: terno, fato; shirt: camisa; blouse: blusa
dress: vestido; t shirt: camiseta, t-shirt; jacket: jaqueta, casaco
leather jacket: jaqueta de couro, casaco de cabedal; coat: sobretudo; jumper: suéter, camisola
hoodie: moletom; tie: gravata; skirt: saia; trousers: calça; jeans: jeans
uniform: uniforme, farda; armour: armadura; clothes: roupa; lab coat: jaleco, bata; robe: túnica
smile: sorriso; slight smile: meio sorriso, leve sorriso; expression: expressão
features: traço, feições; origin: origem, ascendência; age: idade
portrait: retrato, foto, fotografia, imagem, desenho; years: ano
"""

PEOPLE = """
woman: mulher, senhora, moça, dama; man: homem, senhor, cara branco, sujeito, varão
girl: menina, garota, garotinha; boy: menino, garoto, garotinho; young woman: rapariga
young man: rapaz, moço; child: criança; baby: bebê, bebé; teenager: adolescente
person: pessoa, indivíduo; pensioner: aposentado, reformado; grandmother: avó, vovó, avozinha
grandfather: avô, vovô, avozinho; great grandmother: bisavó; great grandfather: bisavô
mother: mãe; father: pai; sister: irmã; brother: irmão; daughter: filha; son: filho; bride: noiva
groom: noivo; widow: viúva; neighbour: vizinho; friend: amigo; wife: esposa; husband: marido
professor: professor universitário; teacher: professor; librarian: bibliotecário
accountant: contador, contabilista; scientist: cientista, pesquisador; engineer: engenheiro
programmer: programador; doctor: médico, doutor; nurse: enfermeiro; lawyer: advogado
journalist: jornalista; writer: escritor; poet: poeta/poetisa; artist: artista; painter: pintor
musician: músico; singer: cantor; dancer: dançarino, bailarino; photographer: fotógrafo
surgeon: cirurgião/cirurgiã; dentist: dentista; architect: arquiteto; pilot: piloto
astronaut: astronauta; chef: cozinheiro; baker: padeiro; judge: juiz/juíza; politician: político
president: presidente/presidenta; minister: ministro; mayor: prefeito; banker: banqueiro
boss: chefe, patrão; director: diretor; manager: gerente; secretary: secretário
businessman: empresário, homem de negócios, executivo
businesswoman: empresária, mulher de negócios, executiva; butler: mordomo; salesman: vendedor
farmer: agricultor, fazendeiro, camponês; fisherman: pescador; gardener: jardineiro
worker: operário, trabalhador; builder: pedreiro; mechanic: mecânico
plumber: encanador, canalizador; carpenter: carpinteiro, marceneiro; electrician: eletricista
miner: mineiro; blacksmith: ferreiro; soldier: soldado, militar; policeman: policial, polícia
firefighter: bombeiro; guard: guarda; athlete: atleta; runner: corredor; swimmer: nadador
footballer: jogador de futebol, futebolista; boxer: boxeador, pugilista; wrestler: lutador
bodybuilder: fisiculturista, culturista; student: estudante; pupil: aluno; model: modelo
lumberjack: lenhador; biker: motoqueiro, motociclista; surfer: surfista; sailor: marinheiro
captain: capitão/capitã; warrior: guerreiro; gladiator: gladiador; knight: cavaleiro; king: rei
queen: rainha; emperor: imperador; empress: imperatriz; prince: príncipe; princess: princesa
duke: duque; duchess: duquesa; nun: freira; monk: monge, frade; priest: padre, sacerdote
bishop: bispo; pope: papa; viking: viking; cowboy: caubói, vaqueiro; detective: detetive
gangster: gângster; pirate: pirata; samurai: samurai; geisha: gueixa
wizard: mago, feiticeiro, bruxo; witch: bruxa, feiticeira; druid: druida
santa claus: papai noel, pai natal; hermit: eremita; clown: palhaço; caveman: homem das cavernas
hunter: caçador; thief: ladrão/ladra; spy: espião/espiã; hero: herói; heroine: heroína; elf: elfo
fairy: fada; orc: orc, orque; troll: troll; ogre: ogro; goblin: duende, goblin; dwarf: anão/anã
vampire: vampiro; zombie: zumbi, zombie, morto-vivo; alien: alienígena, extraterrestre, marciano
mermaid: sereia; nymph: ninfa; demon: demônio, demónio; devil: diabo; angel: anjo; ghost: fantasma
robot: robô, robot; android: androide; statue: estátua, escultura; god: deus; goddess: deusa
actor: ator; actress: atriz; waiter: garçom; waitress: garçonete
"""

PHRASES = """
made of bronze: de bronze; made of marble: de mármore; made of gold: de ouro
made of silver: de prata; made of metal: de metal; made of stone: de pedra
dark skinned: moreno escuro
different coloured eyes: olhos de cores diferentes, olhos de cor diferente, um olho de cada cor
tongue out: língua de fora, mostrando a língua; open mouth: boca aberta
closed eyes: olhos fechados; raised eyebrows: sobrancelhas levantadas, sobrancelhas erguidas
smiles: sorri; laughs: ri; crying: chora; looks: parece
wears: usa, usando, veste, vestindo, vestido de, vestida de, trajando; from: vindo de
named: chamado, chamada; shirt and tie: camisa e gravata
suit and tie: terno e gravata, fato e gravata; like: como, parecido com; bald: sem cabelo
no hair: sem cabelos; winking: piscando o olho, piscando; japan: Japão; china: China
korea: Coreia; india: Índia; spain: Espanha; italy: Itália; france: França; germany: Alemanha
mexico: México; brazil: Brasil; nigeria: Nigéria; angola: Angola; africa: África; asia: Ásia
morocco: Marrocos; egypt: Egito; turkey: Turquia; russia: Rússia; sweden: Suécia; norway: Noruega
greece: Grécia; ireland: Irlanda; portugal: Portugal
"""

LANGUAGE = Language(
    code="pt",
    name="Portuguese",
    adjectives=ADJECTIVES,
    nouns=NOUNS,
    people=PEOPLE,
    adverbs="""
    very: muito, bem, bastante, super; extremely: extremamente, incrivelmente
    slightly: levemente, ligeiramente, um pouco, meio que, um tanto; quite: razoavelmente
    almost: quase; too: demasiado, demais; many: muitas, muitos, muita, várias, vários
    few: poucos, poucas, algumas, alguns, pouco, pouca; half: meio
    completely: completamente, totalmente
    """,
    phrases=PHRASES,
    joins="and: e; or: ou; or no: nem",
    links="of: de, do, da, dos, das",
    determiners="""
    my m: meu; my f: minha; my: meus, minhas; a m: um; a f: uma; the m: o; the f: a
    the: os, as, seu, sua, seus, suas, o seu, a sua, os seus, as suas; some: uns, umas; the m: ao
    """,
    copulas="""
    is: é, está, era; are: são, estão, eram; am: sou, estou
    coloured: cor, de cor, de coloração, da cor
    """,
    small="""
    with: com; without: sem; not: não; no: nenhum, nenhuma; never: nunca; she: ela; he: ele
    who: que, quem, cujo, cuja, cujos, cujas; has: tem, tinha, possui, tendo, têm, tenho
    her: dela; his: dele; in: em, no, na, nos, nas, num, numa; on: sobre; to: para, à, às, aos
    for: por, pelo, pela; about: uns, cerca de, aproximadamente, por volta de, em torno de
    also: também; but: mas, porém; left: esquerdo, esquerda; right: direito, direita
    the other: o outro, a outra, outro, outra; from: natural de, oriundo de; i: eu; i want: quero
    would like: gostaria, queria; please: por favor; make: crie, cria, gera, gere, faça, faz
    that: este, esta, esse, essa; more: mais; between: entre; instead of: em vez de, ao invés de
    """,
    numbers=portuguese(),
    ages=decades(
        {
            "in the early {decade}": "no início dos {word}|início dos {word}",
            "in the mid {decade}": "em meados dos {word}|em torno dos {word} e poucos",
            "in the late {decade}": "no fim dos {word}|no final dos {word}|final dos {word}",
            "in the {decade}": "na casa dos {word}|na casa dos {n}|nos seus {word}|"
            "{word} e poucos|de {word} e poucos|"
            "{word} e poucos anos|de {word} e poucos anos|{word} e tantos anos",
        },
        {
            "word": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
            "o": "vintão trintão quarentão cinquentão sessentão setentão oitentão noventão",
            "a": "vintona trintona quarentona cinquentona sessentona setentona oitentona noventona",
            "latin": "vicenári tricenári quadragenári quinquagenári sexagenári septuagenári "
            "octogenári nonagenári",
        },
    ),
    years="anos ano aninhos",
    before_years="de aproximadamente|de cerca de|de uns|de quase|de|com cerca de|com uns|com|"
    "cerca de|uns|entre|aos|dos seus|nos seus",
    old="de idade|de vida",
    year_old=(),
    inflect_adjective=portuguese_adjective,
    inflect_noun=portuguese_noun,
    inflect_person=portuguese_adjective,
    adjective_follows=True,
)
