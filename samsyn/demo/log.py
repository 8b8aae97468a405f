"""What the director and the coordinator tell in the log: three entries, and a draft."""

from samsyn.demo.stage import Stage
from samsyn.directory.rules.access import Standing
from samsyn.results.actions.knots import confirm_knot
from samsyn.results.actions.log import EntryText, publish_log, write_log
from samsyn.results.actions.log_draft import draft_log
from samsyn.results.queries.log.proposals import proposals_in

WORKSHOP = """Hela dagen på Workshop om helheten, tillsammans med Industrimyndigheten, Navet Norr, \
Navet Sverige och Region Norrvik. Arbetet är mer komplext än när vi började, och det ställer högre \
krav på samsyn.

Det som satte sig starkast: Vi vill ha ett gemensamt industriprogram, ett stöd i taget. Företagen \
möter för många av oss, ibland flera gånger samma vecka, och kan inte skilja erbjudandena åt. \
Digitalisering är en del av helheten, inte ett mål i sig.

Nästa steg

Hur kan vår struktur hjälpa länen? Den frågan tog jag upp med handläggaren i går. \
Regionledarna tar den med sig hem, och vi ses igen nästa vecka."""

START = """I dag är det på riktigt. Lyftet har startat, och Startprogram industri blir den korta \
vägen in för de minsta företagen. Utlysningen Smart industri i länen gav sju regioner medel; \
Region Norrvik är en av dem.

Vid lunch satt vi med Industrifolket och Verkstadsföreningen. Båda sa samma sak: lean först, \
annars digitaliserar vi slöseri. Målet är att företagen har bättre flöden och lägre slöseri, \
och där möts vi.

Att göra till nästa gång: coacherna och regionledarna ska ha samma årsplan på bordet, \
och vi behöver veta vem som har träffat vilket företag."""

AUTUMN = """Regionledardag i går. Åtta regioner runt bordet, och för första gången samma bild: \
vilka företag som har gått Startprogram industri, och vilka som ingen har hört av sig till igen. \
Den siffran var inte rolig att se.

Navet Norr visade hur deras nätverk fortsätter av egen kraft. Nätverk i länen är det vi får mest \
beröm för och minst pengar till, så vi följer utlysningen Nästa steg för nätverken noga. \
Handläggaren på Industrimyndigheten vill ha svar på en fråga till: vad ska vi sluta med?

Min egen lista

Färre seminarier. Fler som går vidare. Och att forskarna på Tekniska högskolan i Älvsbro får \
företagens frågor, inte bara tvärtom."""


def tell(stage: Stage) -> None:
    """Write and publish entries over the years, with what they name; begin the next."""
    for name, title, text, ago, programme in (
        ("frida", "Samsyn på riktigt", WORKSHOP, 1018, ""),
        ("frida", "Nu börjar det", START, 780, "lift"),
        ("gustav", "Åtta regioner, en bild", AUTUMN, 26, "network"),
    ):
        by = stage.standing(name, ago)
        key = stage.programmes[programme].pk if programme else None
        told = EntryText(title=title, text=text, on=by.on, programme_id=key)
        _publish(by, told)
    draft_log(by=stage.standing("frida"), on=stage.on)


def _publish(by: Standing, told: EntryText) -> None:
    entry = write_log(by=by, new=told)
    for proposal in proposals_in(by, entry, []):
        if proposal.meaning.doubt is None:
            confirm_knot(by=by, entry_id=entry.pk, name=proposal.name)
    publish_log(by=by, entry_id=entry.pk)
