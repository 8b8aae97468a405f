"""What a long pass over a file keeps on the disk."""

from samsyn.programme.rules.scratch import Scratch


def test_what_is_kept_is_found_again_and_can_be_replaced() -> None:
    scratch = Scratch()

    scratch.put("Åsele|Lean", b"1")
    scratch.put("Åsele|Lean", b"2")

    assert scratch.get("Åsele|Lean") == b"2"
    assert scratch.get("åsele|lean") == b""
    assert len(scratch) == 1


def test_two_passes_share_nothing() -> None:
    Scratch().put("key", b"value")

    assert Scratch().get("key") == b""
