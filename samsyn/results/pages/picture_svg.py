"""The thread as SVG: on a page with links and classes, or standing alone for a file or a report."""

from collections import defaultdict

from django.utils.translation import gettext as _

from samsyn.results.pages import picture_words as words
from samsyn.results.queries.pictures import Picture
from samsyn.results.rules.diagram import Box, Layout, Look, Ribbon, Room, lay_out
from samsyn.web.drawing import Pen, in_lines

LABEL, MINOR, LINE = 12, 11, 14.5
MARGIN, TITLE = 28, 64
ROOM = Room()


def picture_svg(
    picture: Picture, *, alone: bool, opens: dict[tuple[int, str], str] | None = None
) -> str:
    """The picture in the active language. `opens` says where what stands together is opened."""
    layout = lay_out(len(picture.layers), picture.nodes, picture.flows, ROOM)
    drawing = _Drawing(picture, layout, Pen(alone=alone), {**picture.urls, **(opens or {})})
    return drawing.svg()


class _Drawing:
    def __init__(
        self, picture: Picture, layout: Layout, pen: Pen, urls: dict[tuple[int, str], str]
    ) -> None:
        self.picture, self.layout, self.pen, self.urls = picture, layout, pen, urls
        self.nodes = {node.place: node for node in picture.nodes}
        ends = [*layout.columns[1:], layout.width]
        self.rooms = [end - x - ROOM.bar - 14 for x, end in zip(layout.columns, ends, strict=True)]
        self.touching: dict[tuple[int, str], list[int]] = defaultdict(list)
        for number, ribbon in enumerate(layout.ribbons):
            flow = ribbon.flow
            self.touching[flow.layer, flow.source].append(number)
            self.touching[flow.layer + 1, flow.target].append(number)

    def svg(self) -> str:
        """The whole picture: ribbons below, then bars, then labels."""
        pen, layout = self.pen, self.layout
        inside = [
            *self.heads(),
            pen.tag("g", *map(self.ribbon, range(len(layout.ribbons))), look="ribbons"),
            *(self.box(box) for box in layout.boxes),
        ]
        title = words.title(self.picture)
        text = " ".join(words.summary(self.picture))
        if not pen.alone:
            return pen.picture(layout.width, layout.height, title, text, *inside, look="diagram")
        moved = pen.tag("g", *inside, transform=f"translate({MARGIN} {TITLE})")
        lines = in_lines(title, layout.width, 16, most=1)
        measure = f"{words.MEASURES[self.picture.view.measure]}. {_rule(self.picture)}"
        foot = in_lines(measure, layout.width, MINOR, most=2)
        bottom = TITLE + layout.height + 16
        return pen.picture(
            layout.width + 2 * MARGIN,
            bottom + len(foot) * LINE + 14,
            title,
            text,
            pen.text(lines[0], MARGIN, 38, "title"),
            moved,
            *(
                pen.text(line, MARGIN, bottom + number * LINE, "minor")
                for number, line in enumerate(foot)
            ),
        )

    def heads(self) -> list[str]:
        """What each layer is called, above it."""
        found = []
        for layer, x, room in zip(
            self.picture.layers, self.layout.columns, self.rooms, strict=True
        ):
            for number, line in enumerate(in_lines(words.head(self.picture, layer), room, MINOR)):
                found.append(self.pen.text(line, x, 14 + number * 13, "head"))
        return found

    def ribbon(self, number: int) -> str:
        """One band, with what it is in words under the pointer."""
        ribbon = self.layout.ribbons[number]
        words_of_it = words.tie_words(self.picture, ribbon.flow, self.nodes)
        return self.pen.tag(
            "path",
            self.pen.title(words_of_it),
            d=ribbon.path,
            id=None if self.pen.alone else f"tie-{number}",
            stroke_width=ribbon.width,
            look=_look(ribbon),
        )

    def box(self, box: Box) -> str:
        """A node: bar, name and figure in one link; and its ribbons once more, to light up."""
        node, pen = box.node, self.pen
        loose = words.is_loose(self.picture, node)
        drawn = pen.link(
            self.urls.get(node.place, ""),
            pen.title(words.spoken(self.picture, node)),
            *self.bar(box, loose),
            *self.label(box, loose),
        )
        if pen.alone:
            return drawn
        lit = [pen.tag("use", href=f"#tie-{number}") for number in self.touching[node.place]]
        return pen.tag(
            "g", drawn, pen.tag("g", *lit, look="lit", aria_hidden="true") if lit else ""
        )

    def bar(self, box: Box, loose: bool) -> list[str]:
        look = "bar-full"
        if box.node.amount is None:
            look = "bar-hidden"
        elif loose:
            look = "bar-loose"
        elif box.node.look in {Look.MORE, Look.EARLIER, Look.NOTHING}:
            look = "bar-more"
        if loose and (box.node.look is Look.LOOSE or box.height < 9):
            x = box.x + ROOM.bar / 2
            return [self.pen.tag("circle", cx=x, cy=box.middle, r=6.5, look=look)]
        corner = min(2.5, box.height / 2)
        return [
            self.pen.tag(
                "rect", x=box.x, y=box.y, width=ROOM.bar, height=box.height, rx=corner, look=look
            )
        ]

    def label(self, box: Box, loose: bool) -> list[str]:
        """At most two lines of name and one of figure, beside the bar, halfway up."""
        node, x = box.node, box.x + ROOM.bar + 6
        lines = in_lines(words.label(node), self.rooms[node.layer], LABEL)
        figure = words.amount(self.picture, node.amount, "short")
        if node.look is Look.LOOSE:
            figure = _("loose end")
        elif loose:
            figure = f"{figure} · {_('loose end')}"
        y = box.middle - (len(lines) + 1) * LINE / 2 + LABEL - 1
        drawn = [
            self.pen.text(line, x, y + number * LINE, "label") for number, line in enumerate(lines)
        ]
        look = "loose-words" if loose else "minor" if node.amount is None else "figure"
        drawn.append(self.pen.text(figure, x, y + len(lines) * LINE, look))
        return drawn


def _look(ribbon: Ribbon) -> str:
    if ribbon.flow.amount is None:
        return "ribbon-hidden"
    return "ribbon" if ribbon.flow.amount else "ribbon-empty"


def _rule(picture: Picture) -> str:
    return str(words.RULES[picture.view.measure])
