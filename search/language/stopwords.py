"""Stopwords by language, folded (without diacritics).

Articles, pronouns, prepositions, conjunctions, auxiliary verbs and question words. Not negations: "without papers"
means something else than "papers".
"""

ENGLISH = """
a about all also am an and any are as at be been being by can could did do does during each for from get had has have
having he her him his how i if in into is it its just let like look looking may me might more most must my need of on
or other our s she should show so some t than that the their them then there these they this those to too us very want
was we were what when where which while who whose why will with would you your
"""
DUTCH = """
aan al alle als ben bent bij d daar dan dat de deze die dit doe doen door dus een eigen en er ga gaan geeft had heb
hebben heeft hem het hier hij hoe hun iemand ik in is ja je jij jou jouw jullie kan krijg krijgen kun kunnen kunt laat
me meer men met mij mijn moet moeten mogen na naar nog of om omdat onder ons onze ook op over s t te ten ter tijdens
toch toe tot tussen u uit uw van vanaf veel voor waar waarom wanneer waren was wat we wel welke wie wij wil willen
word worden wordt zal ze zich zij zijn zo zou zullen
"""
ITALIAN = """
a abbiamo ad agli ai al alcune alcuni all alla alle allo altre altri anch anche avere c che chi ci cio coi col coll
com come con cos cosa cui d da dagli dai dal dall dalla dalle dallo degli dei del dell della delle dello di dov dove
durante e ed era erano essere fa fanno fare fra gli ha hanno ho i il in io l la le lei li lo loro lui m ma mi mia mie
miei mio molte molti molto ne negli nei nel nell nella nelle nello noi nostra nostre nostri nostro o ogni oppure per
perche piu posso possono puo qual quale quali quand quando quanto quei quell quella quelle quelli quello quest questa
queste questi questo qui s se si sia siamo sono su sua sue sugli sui sul sull sulla sulle sullo suo suoi t te ti tra
tu tutte tutti un una uno v vi voglio voi vorrei
"""
LITHUANIAN = """
ant apie ar arba as bei beje bet bus buti buvo cia dar dei del gal gali galima galiu gana i iki ir is itin ja jai jais
jam jau jei jeigu ji jie jiems jis jo jog joms jos ju jums juos jus jusu ka kad kada kadangi kai kaip kam kas keli
kiek kieno ko kodel kokia kokiais kokie kokio kokios kokiu koks kur kuri kuria kurias kurie kuriems kurio kurios
kuriose kuris kuriu kuriuo kuriuos link man mane mano mes mums musu nei nes net noriu nuo o pagal pas pat per po prie
pries reikia sau save savo si sia sie sio sios sis siu su ta tad tai taip tam tame tarp tas tau tave tavo te tie tiek
tik to todel tos tu tuo turi uz va vel ypac yra
"""
SPANISH = """
a ademas al algo algun alguna algunas algunos ante aquel aquella asi aun cada como con cual cuales cuando cuanto cuya
cuyo de del desde donde durante e el ella ellas ellos en entre era eres es esa esas ese eso esos esta estan estar
estas este esto estos fue ha haber hace hacen hacer hacia han hasta hay he la las le les lo los mas me mi mis mucha
muchas mucho muchos muy ni nos nosotras nosotros nuestra nuestras nuestro nuestros o otra otras otro otros para pero
por porque puede pueden puedo que quien quienes quiero se sea ser si sobre son soy su sus tambien te tener tengo ti
tiene tienen toda todas todo todos tu tus u un una unas uno unos y ya yo
"""
STOPWORDS: dict[str, frozenset[str]] = {
    "en": frozenset(ENGLISH.split()),
    "nl": frozenset(DUTCH.split()),
    "it": frozenset(ITALIAN.split()),
    "lt": frozenset(LITHUANIAN.split()),
    "es": frozenset(SPANISH.split()),
}
