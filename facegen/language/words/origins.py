"""Where people's families come from: countries, peoples and colours of people -> regions."""

from __future__ import annotations

ORIGINS: dict[str, str] = {
    "west africa": "west african|nigerian|nigeria|ghanaian|ghana|senegalese|senegal|malian|mali|"
    "ivorian|ivory coast|cameroonian|cameroon|beninese|togolese|gambian|liberian|sierra leonean|"
    "guinean|burkinabe|yoruba|igbo|hausa|african|sub saharan|africa|congolese|congo|gabonese|"
    "angolan|angola",
    "east africa": "east african|kenyan|kenya|ugandan|uganda|tanzanian|tanzania|rwandan|rwanda|"
    "burundian|sudanese|sudan|south sudanese|maasai|masai|malawian|zambian",
    "horn of africa": "ethiopian|ethiopia|eritrean|eritrea|somali|somalian|somalia|djiboutian",
    "southern africa": "south african|south africa|zimbabwean|zimbabwe|botswanan|namibian|zulu|"
    "xhosa|mozambican|malagasy|madagascan",
    "african diaspora": "african american|afro american|black american|afro caribbean|jamaican|"
    "jamaica|haitian|haiti|caribbean|barbadian|bajan|trinidadian|afro brazilian|afro latino|"
    "afro latina|afro cuban|black british|black|bahamian",
    "north africa": "north african|egyptian|egypt|moroccan|morocco|algerian|algeria|tunisian|"
    "tunisia|libyan|libya|berber|maghrebi|amazigh|nubian",
    "middle east": "middle eastern|middle east|arab|arabic|arabian|lebanese|lebanon|syrian|syria|"
    "iraqi|iraq|iranian|iran|persian|saudi|saudi arabia|saudi arabian|emirati|qatari|kuwaiti|"
    "yemeni|yemen|jordanian|palestinian|israeli|turkish|turkey|turk|kurdish|kurd|afghan|"
    "afghanistan|armenian|armenia|azerbaijani|azeri|georgian|pashtun|bedouin|omani",
    "central asia": "central asian|kazakh|kazakhstan|uzbek|uzbekistan|kyrgyz|turkmen|tajik|uyghur|"
    "mongolian|mongolia|mongol|tibetan|tibet|bhutanese|buryat",
    "south asia": "south asian|indian|india|pakistani|pakistan|bangladeshi|bangladesh|bengali|"
    "south indian|north indian|sri lankan|sri lanka|tamil|punjabi|nepali|nepalese|nepal|gujarati|"
    "sikh|hindu|desi|maldivian|"
    "sinhalese|telugu|malayali",
    "southeast asia": "southeast asian|south east asian|thai|thailand|vietnamese|vietnam|filipino|"
    "filipina|philippine|indonesian|indonesia|malaysian|malaysia|malay|cambodian|khmer|laotian|"
    "burmese|myanmar|singaporean|javanese|balinese|timorese",
    "east asia": "east asian|asian|asia|oriental|chinese|china|japanese|japan|korean|korea|"
    "south korean|north korean|taiwanese|taiwan|hong kong|manchu|okinawan|hongkonger",
    "arctic": "inuit|eskimo|greenlandic|greenlander|yupik|chukchi|siberian|sami",
    "native america": "native american|american indian|indigenous american|first nations|navajo|"
    "cherokee|apache|sioux|cree|mayan|maya|aztec|inca|incan|quechua|aymara|andean|amazonian|"
    "bolivian|bolivia|peruvian|peru|guatemalan|indigenous",
    "latin america": "latin american|latino|latina|latinx|hispanic|mexican|mexico|brazilian|brazil|"
    "colombian|colombia|venezuelan|venezuela|ecuadorian|ecuador|chilean|chile|paraguayan|cuban|"
    "cuba|puerto rican|puerto rico|dominican|honduran|salvadoran|nicaraguan|costa rican|"
    "panamanian|chicano|chicana|mestizo|mestiza",
    "southern europe": "roman|ancient roman|ancient greek|tuscan|venetian|neapolitan|andalusian|"
    "breton|southern european|mediterranean|italian|"
    "italy|sicilian|spanish|spain|"
    "spaniard|catalan|basque|portuguese|portugal|greek|greece|cypriot|maltese|argentinian|"
    "argentine|argentina|uruguayan|croatian|serbian|albanian|macedonian|bosnian|montenegrin|"
    "bulgarian|romanian|roma|romani|balkan|kosovan|corsican",
    "western europe": "bavarian|prussian|viennese|parisian|norman|texan|californian|saxon|"
    "western european|european|europe|caucasian|white|french|france|german|"
    "germany|dutch|netherlands|belgian|belgium|swiss|switzerland|austrian|austria|american|"
    "canadian|australian|new zealander|flemish|luxembourgish|anglo|anglo saxon",
    "british isles": "cornish|gaelic|yorkshire|londoner|cockney|british|english|england|irish|"
    "ireland|scottish|scotland|scot|welsh|wales|"
    "celtic|briton|brit|northern irish",
    "northern europe": "northern european|nordic|scandinavian|swedish|sweden|norwegian|"
    "norway|danish|denmark|dane|finnish|finland|icelandic|iceland|estonian|latvian|"
    "lithuanian|baltic|faroese",
    "eastern europe": "eastern european|east european|slavic|slav|russian|russia|ukrainian|ukraine|"
    "polish|poland|czech|slovak|slovakian|slovenian|hungarian|hungary|belarusian|moldovan|"
    "ashkenazi|cossack",
    "polynesia": "polynesian|hawaiian|hawaii|samoan|samoa|tongan|maori|tahitian|pacific islander|"
    "micronesian|chamorro",
    "melanesia": "melanesian|papuan|papua new guinean|fijian|fiji|solomon islander|ni vanuatu",
    "aboriginal australia": "aboriginal|aboriginal australian|indigenous australian",
}  # fmt: skip
"""Region (`human.populations.REGIONS`) -> words."""

MIXED: dict[str, dict[str, float]] = {
    "mixed race|biracial|mixed|multiracial|mixed heritage|mixed ethnicity|mulatto|"
    "racially ambiguous|"
    "ethnically ambiguous": {"african diaspora": 1.0, "western europe": 1.0},
    "eurasian|wasian|hapa": {"east asia": 1.0, "western europe": 1.0},
    "blasian": {"east asia": 1.0, "african diaspora": 1.0},
    "creole": {"african diaspora": 1.5, "western europe": 1.0},
    "jewish": {"middle east": 1.0, "eastern europe": 1.0},
    "south african coloured": {"southern africa": 1.0, "western europe": 0.7, "south asia": 0.4},
}
"""Words that are a blend in themselves."""

CITIZENS = ("american", "canadian", "british", "australian", "european", "french", "german")
"""After another origin these name a passport, not a family: "Korean American"."""
