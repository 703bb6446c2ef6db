"""Stopwords by language, folded (without diacritics).

Articles, pronouns, prepositions, conjunctions, auxiliary verbs and question words. Not negations: "without papers"
means something else than "papers".
"""

ENGLISH = """
a about after again all also am an and another any are as at be been before being by can cannot could d did didn do
does doesn don down during each every for from get getting had has have having he her here him his how i if in into is
it its just let like ll look looking m may me might more most must my need now of off on once only or other others
ought our out per re s shall she should show since so some somebody someone something t than that the their them then
there these they this those till to too until up us ve very via want wants was we were what when where whether which
while whilst who whose why will with within would you your
"""
DUTCH = """
aan al alle als ander andere anders ben bent bij d daar dan dat de deze die dit doe doen door dus een eigen elk elke
en er erg ga gaan geeft gezocht graag haar had hadden heb hebben heeft heel hem hen het hier hij hoe hun iedere
iedereen iemand iets ik in is ja je jij jou jouw jullie kan kon konden krijg krijgen kun kunnen kunt laat laten mag me
mee meer men met mij mijn mocht mochten moest moesten moet moeten mogen na naar nog of om omdat onder ons onze ook op
over s sinds steeds t te ten ter tijdens toch toe tot tussen u uit uw van vanaf veel voor waar waarin waarmee waarom
waarop waarvoor wanneer waren was wat we wel welk welke werd werden wie wij wil wilde wilden willen word worden wordt
zal ze zeer zich zij zijn zo zoek zoekt zou zullen zult
"""
ITALIAN = """
a abbiamo ad adesso agli ai al alcune alcuni all alla alle allo altre altri anch anche ancora avere avete c cercasi
cerco che chi ci cio coi col coll com come con cos cosa cosi cui d da dagli dai dal dall dalla dalle dallo degli dei
del dell della delle dello deve devo devono di dobbiamo dopo dov dove dovete dovrebbe dovrei durante e ed era erano
essere fa facciamo faccio fanno fare fate fino fra gia gli ha hanno ho i il in io l la le lei li lo loro lui m ma
mentre mi mia mie miei mio molte molti molto ne negli nei nel nell nella nelle nello noi nostra nostre nostri nostro o
ogni oppure ora per perche piu possiamo posso possono potete potrebbe potrei puo qual qualcosa qualcuno quale quali
quand quando quanto quei quell quella quelle quelli quello quest questa queste questi questo qui s se si sia siamo
siete solo sono sta stanno stessa stesso stiamo su sua sue sugli sui sul sull sulla sulle sullo suo suoi t te ti tra
tu tutte tutti un una uno v vengono vi viene vogliamo voglio vogliono voi volete vorrei vorremmo vuole
"""
LITHUANIAN = """
ant apie ar arba as bei beje bet bus buti buvau buvo buvome cia dabar dar daug dei del esame esate esu gal galeciau
galetu gali galima galime galite galiu gana i ieskau ieskome ieskoti iki ir is itin ja jai jais jam jau jei jeigu ji
jie jiems jis jo jog joms jos ju jums juos jus jusu ka kad kada kadangi kai kaip kam kas keli kiek kieno kita kitas
kiti kitos kitu kitus ko kodel kokia kokiais kokie kokio kokios kokiu koks kur kuri kuria kuriame kurias kurie kuriems
kurio kurioje kuriomis kurios kuriose kuris kuriu kuriuo kuriuos labai link man mane mano mes mums musu nei nera nes
net noreciau nori norime norint norite noriu nuo o pagal pas pat per po prie pries reiketu reikia sau save savo si sia
sie sio sios sis siu su ta tad tai taip tam tame tarp tas tau tave tavo te tie tiek tik to todel tos tu tuo turi
turime turite turiu uz va vel visa visas visi viska viskas visos visu visur visus ypac yra
"""
SPANISH = """
a ademas al algo alguien algun alguna algunas algunos ante aquel aquella asi aun buscamos busco cada como con cual
cuales cuando cuanto cuya cuyo de debe debeis debemos deben deber deberia deberian debo del desde donde durante e el
ella ellas ellos en entre era eres es esa esas ese eso esos esta estamos estan estar estas este esto estos estoy fue
ha habeis haber habia hace haceis hacemos hacen hacer hacia hago han hasta hay he hemos ir la las le les lo los mas me
mi mientras mis misma mismo mucha muchas mucho muchos muy necesita necesito ni nos nosotras nosotros nuestra nuestras
nuestro nuestros o otra otras otro otros para pero podeis podemos podria podrian por porque puede pueden puedes puedo
que quereis queremos quien quienes quiere quieren quiero quisiera se sea segun ser si sido sobre sois solo somos son
soy su sus tambien tan tanto te teneis tenemos tener tengo ti tiene tienen toda todas todo todos tu tus u un una unas
uno unos va vais vamos van voy y ya yo
"""
STOPWORDS: dict[str, frozenset[str]] = {
    "en": frozenset(ENGLISH.split()),
    "nl": frozenset(DUTCH.split()),
    "it": frozenset(ITALIAN.split()),
    "lt": frozenset(LITHUANIAN.split()),
    "es": frozenset(SPANISH.split()),
}
