"""The programme room as JSON, by the same queries and actions as its pages."""

from ninja import Router

from samsyn.programme.api.activities import router as activities
from samsyn.programme.api.participations import router as participations
from samsyn.programme.api.programmes import router as programmes

router = Router(tags=["programme"])
router.add_router("activities", activities)
router.add_router("participations", participations)
router.add_router("", programmes)

__all__ = ["router"]
