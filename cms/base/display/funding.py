"""The statements that the European Union requires of a funded project, by grant period and language.

Sources: the visual identity guidelines of Erasmus+ 2014–2020 and the guidelines "The use of the EU
emblem in the context of EU programmes 2021–2027". The grant agreement takes precedence, so the site's settings can
replace either text in every language.
"""

from cms.base.per_language.texts import Texts

PROGRAMME_LINE: dict[str, Texts] = {
    "2014-2020": {
        "en": "Co-funded by the Erasmus+ Programme of the European Union",
        "nl": "Medegefinancierd door het programma Erasmus+ van de Europese Unie",
        "it": "Cofinanziato dal programma Erasmus+ dell’Unione europea",
        "lt": "Bendrai finansuojama pagal Europos Sąjungos programą „Erasmus+“",
        "es": "Cofinanciado por el programa Erasmus+ de la Unión Europea",
    },
    "2021-2027": {
        "en": "Co-funded by the European Union",
        "nl": "Medegefinancierd door de Europese Unie",
        "it": "Cofinanziato dall’Unione europea",
        "lt": "Bendrai finansuoja Europos Sąjunga",
        "es": "Cofinanciado por la Unión Europea",
    },
}

DISCLAIMER: dict[str, Texts] = {
    "2014-2020": {
        "en": (
            "The European Commission’s support for the production of this publication does not constitute an "
            "endorsement of the contents, which reflect the views only of the authors, and the Commission cannot be "
            "held responsible for any use which may be made of the information contained therein."
        ),
        "nl": (
            "De steun van de Europese Commissie voor de productie van deze publicatie houdt geen goedkeuring van de "
            "inhoud in. De inhoud geeft de standpunten van de auteurs weer en de Commissie kan niet aansprakelijk "
            "worden gesteld voor het gebruik dat eventueel wordt gemaakt van de daarin opgenomen informatie."
        ),
        "it": (
            "Il sostegno della Commissione europea alla produzione di questa pubblicazione non costituisce "
            "un’approvazione del contenuto, che riflette esclusivamente il punto di vista degli autori, e la "
            "Commissione non può essere ritenuta responsabile per l’uso che può essere fatto delle informazioni ivi "
            "contenute."
        ),
        "lt": (
            "Europos Komisijos parama šio leidinio rengimui nereiškia pritarimo jo turiniui, kuriame pateikiama "
            "autorių nuomonė, todėl Europos Komisija negali būti laikoma atsakinga už informaciją panaudotą šiame "
            "leidinyje."
        ),
        "es": (
            "El apoyo de la Comisión Europea para la elaboración de esta publicación no implica la aceptación de sus "
            "contenidos, que es responsabilidad exclusiva de los autores. Por tanto, la Comisión no es responsable "
            "del uso que pueda hacerse de la información aquí difundida."
        ),
    },
    "2021-2027": {
        "en": (
            "Views and opinions expressed are however those of the author(s) only and do not necessarily reflect "
            "those of the European Union or the granting authority. Neither the European Union nor the granting "
            "authority can be held responsible for them."
        ),
        "nl": (
            "De hier geuite ideeën en meningen komen echter uitsluitend voor rekening van de auteur(s) en geven niet "
            "noodzakelijkerwijs die van de Europese Unie of de subsidieverlenende autoriteit weer. Noch de Europese "
            "Unie, noch de subsidieverlenende autoriteit kan ervoor aansprakelijk worden gesteld."
        ),
        "it": (
            "I punti di vista e le opinioni espressi sono tuttavia esclusivamente quelli degli autori e non "
            "riflettono necessariamente quelli dell’Unione europea o dell’autorità che concede il finanziamento. Né "
            "l’Unione europea né l’autorità che concede il finanziamento possono esserne ritenute responsabili."
        ),
        "lt": (
            "Išreikštas požiūris ir nuomonės yra tik autoriaus (-ių) ir nebūtinai atspindi Europos Sąjungos ar "
            "dotaciją teikiančios institucijos požiūrį ir nuomones. Nei Europos Sąjunga, nei dotaciją teikianti "
            "institucija negali būti laikomos už juos atsakingos."
        ),
        "es": (
            "Las opiniones y puntos de vista expresados solo comprometen a su(s) autor(es) y no reflejan "
            "necesariamente los de la Unión Europea o los de la autoridad que concede la ayuda. Ni la Unión Europea "
            "ni la autoridad que concede la ayuda pueden ser considerados responsables de ellos."
        ),
    },
}
