"""Say what the applications to a call are judged by, change it, take it away."""

from django.db import transaction

from samsyn.basics.problem import Problem, words
from samsyn.basics.swedish import folded
from samsyn.dialogue.models import Statement
from samsyn.dialogue.queries import agreed_reason, statements_for
from samsyn.directory.actions.journal import note, require
from samsyn.directory.rules.access import Standing
from samsyn.funding.models import Call, Criterion
from samsyn.funding.queries.criteria import criteria_for, submitted_to
from samsyn.funding.rules.criteria import check_open_for_criteria


@transaction.atomic
def set_criterion(
    *,
    by: Standing,
    call_id: int,
    text_sv: str,
    text_en: str = "",
    statement_id: int | None = None,
) -> Criterion:
    """Say one thing that the applications to a call are judged by, until somebody has applied.

    It may rest on a statement that is agreed on; the journal then says how many agree.
    """
    call = Call.objects.select_for_update().get(pk=call_id)
    require(by=by, deed="set criterion", owner_id=call.owner_id)
    check_open_for_criteria(submitted_to(call))
    statement, reason = _agreed(by, statement_id)
    text_sv = " ".join(text_sv.split())
    _check_new(call, text_sv)
    criterion = Criterion.objects.create(
        call=call, text_sv=text_sv, text_en=text_en, statement=statement
    )
    note(by=by, deed="set criterion", subject=criterion, reason=reason)
    return criterion


@transaction.atomic
def change_criterion(
    *, by: Standing, criterion_id: int, text_sv: str, text_en: str = ""
) -> Criterion:
    """Change the words of a criterion, until somebody has applied. What it rests on stays."""
    criterion = _open(by, criterion_id, "change criterion")
    text_sv = " ".join(text_sv.split())
    _check_new(criterion.call, text_sv, besides=criterion.pk)
    criterion.text_sv, criterion.text_en = text_sv, text_en
    criterion.save(update_fields=["text_sv", "text_en"])
    note(by=by, deed="change criterion", subject=criterion)
    return criterion


@transaction.atomic
def take_criterion_away(*, by: Standing, criterion_id: int) -> Call:
    """Take a criterion away from a call, until somebody has applied; the journal has its words."""
    criterion = _open(by, criterion_id, "take criterion away")
    note(by=by, deed="take criterion away", subject=criterion)
    criterion.delete()
    return criterion.call


def _open(by: Standing, criterion_id: int, deed: str) -> Criterion:
    """The criterion, if `by` may do the deed to it and nobody has applied; its call is locked."""
    criterion = criteria_for(by).get(pk=criterion_id)
    call = Call.objects.select_for_update().get(pk=criterion.call_id)
    require(by=by, deed=deed, owner_id=call.owner_id)
    check_open_for_criteria(submitted_to(call))
    return criterion


def _agreed(by: Standing, statement_id: int | None) -> tuple[Statement | None, str]:
    """The statement, and how many agree with it; Problem when it is not agreed on."""
    if statement_id is None:
        return None, ""
    statement = statements_for(by).get(pk=statement_id)
    return statement, agreed_reason(by, statement.pk)


def _check_new(call: Call, text_sv: str, besides: int = 0) -> None:
    others = call.criteria.exclude(pk=besides).values_list("text_sv", flat=True)
    if folded(text_sv) in {folded(other) for other in others}:
        raise Problem(
            "criterion-twice",
            words(
                "The call has this criterion already: %(text)s. Change that one, or write what "
                "the new one adds."
            ),
            text=text_sv,
        )
