"""What a picture of the thread says in words: names, figures, and a summary in a few sentences."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _, gettext_lazy, ngettext

from samsyn.results.queries.pictures import LACKS, Picture
from samsyn.results.rules.counting import Dimension, overlap_sentence
from samsyn.results.rules.diagram import Flow, Look, Node
from samsyn.web.templatetags.samsyn import count, sek

MEASURES = {
    "companies": gettext_lazy("Companies"),
    "sek": gettext_lazy("Kronor granted"),
    "grants": gettext_lazy("Grants"),
    "activities": gettext_lazy("Activities"),
}
HEADS = {
    "goal": gettext_lazy("Goal"),
    "money": gettext_lazy("Call or area"),
    "programme": gettext_lazy("Programme"),
    "kind": gettext_lazy("Kind of activity"),
    "county": gettext_lazy("County"),
    "result": gettext_lazy("Result"),
}
GROUP_HEADS = {
    Dimension.SIZE: gettext_lazy("Companies by size"),
    Dimension.COUNTY: gettext_lazy("Companies by county"),
}
RULES = {
    "companies": gettext_lazy(
        "A ribbon is as wide as the companies it carries, each once. Where ribbons lie on one "
        "another at a bar, the same companies are in several."
    ),
    "sek": gettext_lazy(
        "A ribbon is as wide as the kronor of its grants. A grant with several goals or counties "
        "counts whole in each and once in the total, so ribbons may lie on one another at a bar."
    ),
    "grants": gettext_lazy(
        "A ribbon is as wide as its grants are many. A grant with several goals or counties "
        "counts in each and once in the total, so ribbons may lie on one another at a bar."
    ),
    "activities": gettext_lazy(
        "A ribbon is as wide as its activities are many. An activity with several goals counts in "
        "each and once in the total, so ribbons may lie on one another at a bar."
    ),
}
REACHES = {
    "sek": gettext_lazy(
        "Kronor follow grants as far as programme and county. No krona is tied to one activity, "
        "company or result: choose Companies to see those."
    ),
    "grants": gettext_lazy(
        "Grants reach as far as programme and county. To see activities, companies and results, "
        "choose Companies."
    ),
    "activities": gettext_lazy(
        "Activities reach as far as the county they are held in. To see companies and results, "
        "choose Companies."
    ),
}


def head(picture: Picture, layer: str) -> str:
    """What a layer is called above its column."""
    return str(GROUP_HEADS[picture.view.by] if layer == "group" else HEADS[layer])


def amount(picture: Picture, value: Decimal | None, form: str = "") -> str:
    """A figure in the measure of the picture: "287", "43,1 mnkr"."""
    if value is None:
        return _("hidden")
    if picture.view.measure == "sek":
        return sek(value, form)
    return count(int(value))


def figure(picture: Picture, value: Decimal | None, form: str = "") -> str:
    """A figure with what it counts: "287 companies"."""
    if value is None or picture.view.measure == "sek":
        return amount(picture, value, form)
    number, several = amount(picture, value), int(value)
    if picture.view.measure == "companies":
        text = ngettext("%(number)s company", "%(number)s companies", several)
    elif picture.view.measure == "grants":
        text = ngettext("%(number)s grant", "%(number)s grants", several)
    else:
        text = ngettext("%(number)s activity", "%(number)s activities", several)
    return text % {"number": number}


def label(node: Node) -> str:
    """What a node is called."""
    number = count(node.holds)
    if node.look is Look.MORE:
        return ngettext("%(number)s more", "%(number)s more", node.holds) % {"number": number}
    if node.look is Look.EARLIER:
        text = ngettext("the first %(number)s", "the first %(number)s", node.holds)
        return text % {"number": number}
    return node.label


def is_loose(picture: Picture, node: Node) -> bool:
    """Whether a node is drawn open: nothing is tied to it, or what passes it lacks something."""
    lack = node.look is Look.NOTHING and picture.layers[node.layer] in LACKS
    return node.look is Look.LOOSE or lack


def spoken(picture: Picture, node: Node) -> str:
    """A node as it is read aloud: what it is, its name and figure, and that it is loose."""
    parts = [
        f"{head(picture, picture.layers[node.layer])}: {label(node)}",
        figure(picture, node.amount),
    ]
    if is_loose(picture, node):
        parts.append(_("loose end"))
    return ", ".join(parts)


def tie_words(picture: Picture, flow: Flow, nodes: dict[tuple[int, str], Node]) -> str:
    """A ribbon in words: "Lyftet – Kurs: 50 companies"."""
    ends = nodes[flow.layer, flow.source], nodes[flow.layer + 1, flow.target]
    return f"{label(ends[0])} – {label(ends[1])}: {figure(picture, flow.amount)}"


def title(picture: Picture) -> str:
    """What the picture is called in a file."""
    if picture.start is None:
        return _("The whole thread")
    return f"{_('The red thread')}: {picture.title}"


def summary(picture: Picture) -> list[str]:
    """The picture in a few sentences, with its own figures."""
    return list(_sentences(picture))


def _sentences(picture: Picture) -> Iterator[str]:
    if picture.total is None:
        yield _("So few companies are in the picture that their number is hidden.")
    elif picture.total == 0:
        yield _("Nothing of this has come yet; what is tied is drawn with dashes.")
    else:
        whole = {"figure": figure(picture, picture.total)}
        yield _("In all %(figure)s, each once.") % whole
    nodes = {node.place: node for node in picture.nodes}
    known = [flow for flow in picture.flows if flow.amount]
    if known:
        widest = max(known, key=lambda flow: (flow.amount or 0, flow.layer))
        yield _("The widest ribbon: %(tie)s.") % {"tie": tie_words(picture, widest, nodes)}
    yield from _overlap(picture)
    loose = [label(node) for node in picture.nodes if is_loose(picture, node)]
    if loose:
        text = ngettext(
            "%(number)s loose end is drawn open: %(names)s.",
            "%(number)s loose ends are drawn open: %(names)s.",
            len(loose),
        )
        yield text % {"number": count(len(loose)), "names": _few(loose)}
    hidden = sum(node.amount is None for node in picture.nodes)
    hidden += sum(flow.amount is None for flow in picture.flows)
    if hidden:
        text = ngettext(
            "%(number)s figure is hidden, since companies could be recognised; it is hatched, and "
            "its width tells nothing.",
            "%(number)s figures are hidden, since companies could be recognised; they are hatched, "
            "and their widths tell nothing.",
            hidden,
        )
        yield text % {"number": count(hidden)}


def _few(names: list[str], most: int = 3) -> str:
    if len(names) <= most:
        return " · ".join(names)
    rest = count(len(names) - most)
    return " · ".join(names[:most]) + " · " + _("and %(number)s more") % {"number": rest}


def _overlap(picture: Picture) -> Iterator[str]:
    """Why the programmes do not add up to the whole, where all of their figures are shown."""
    if picture.view.measure != "companies" or picture.total is None:
        return
    at = picture.layers.index("programme")
    parts = [node.amount for node in picture.nodes if node.layer == at]
    if len([part for part in parts if part]) > 1 and None not in parts:
        text, values = overlap_sentence(
            sorted((int(part or 0) for part in parts if part), reverse=True), int(picture.total)
        )
        yield _("By programme: %(sum)s") % {"sum": _(text) % values}
