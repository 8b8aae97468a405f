"""The funding room as JSON, by the same queries and actions as its pages."""

from ninja import Router

from samsyn.funding.api import applications, calls, check_ins, grants, questions, reports

router = Router(tags=["funding"])
router.add_router("calls", calls.router)
router.add_router("applications", applications.router)
router.add_router("grants", grants.router)
router.add_router("", reports.router)
router.add_router("", questions.router)
router.add_router("", check_ins.router)
