"""How one sees that the goals come true: indicators with values, and one that nobody measures."""

from dataclasses import dataclass
from decimal import Decimal

from samsyn.demo.stage import Stage
from samsyn.strategy.actions.indicators import (
    IndicatorText,
    correct_measurement,
    note_measurement,
    set_indicator,
)

SET, TARGET_IN = 980, 480
"""How many days ago the indicators were set, and in how many days the targets are to be reached."""


@dataclass(frozen=True)
class Wanted:
    """One indicator of the demo: its goal, where it starts and is to come, and its values.

    `values` are pairs of days ago and value; an empty row is the one that nobody measures.
    """

    goal: str
    sv: str
    en: str
    measured: str
    unit: str
    baseline: int
    target: int
    interval_months: int
    values: tuple[tuple[int, int], ...]


WANTED: tuple[Wanted, ...] = (
    Wanted("start", "Företag som gått startprogram", "Companies through a start programme",
           "Företag med minst en dag i ett startprogram, varje företag en gång.", "företag", 0, 300,
           6, ((800, 22), (620, 71), (430, 118), (250, 164), (70, 231))),
    Wanted("flow", "Ledtid från order till leverans", "Lead time from order to delivery",
           "Medianen i dagar bland företag i Lyftet, enkät två gånger om året.", "dagar", 38, 25, 6,
           ((790, 37), (600, 36), (420, 35), (240, 35), (60, 34))),
    Wanted("network", "Nätverk som möts varje kvartal", "Networks that meet every quarter",
           "Nätverk med minst ett möte under kvartalet.", "nätverk", 2, 8, 3,
           ((820, 3), (640, 5), (460, 7), (280, 8), (100, 9), (20, 9))),
    Wanted("skills", "Medarbetare som leder förbättringsarbete", "Staff who lead improvement work",
           "Andel av de anställda i företag med avslutat program, enkät en gång om året.",
           "procent", 12, 30, 12, ()),
)  # fmt: skip


def set_indicators(stage: Stage) -> None:
    """Set the indicators at the agency and note their values over the years."""
    for wanted in WANTED:
        indicator = set_indicator(
            by=stage.standing("hanna", SET),
            goal_id=stage.goals[wanted.goal].pk,
            said=IndicatorText(
                title_sv=wanted.sv,
                title_en=wanted.en,
                unit=wanted.unit,
                measured=wanted.measured,
                baseline_value=Decimal(wanted.baseline),
                baseline_on=stage.ago(SET),
                target_value=Decimal(wanted.target),
                target_on=stage.ago(-TARGET_IN),
                interval_months=wanted.interval_months,
            ),
        )
        for ago, value in wanted.values:
            noted = note_measurement(
                by=stage.standing("hanna", ago),
                indicator_id=indicator.pk,
                on=stage.ago(ago),
                value=Decimal(value),
                source="Programmets uppföljning",
            )
            if value == 71:
                correct_measurement(
                    by=stage.standing("hanna", ago - 12),
                    measurement_id=noted.pk,
                    on=stage.ago(ago),
                    value=Decimal(68),
                    source="Programmets uppföljning",
                    reason="Tre företag var räknade två gånger",
                )
