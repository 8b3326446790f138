"""kill -9 while somebody writes: the draft is there afterwards, as far as the program said that it was kept."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from operator_app.app.opening import ready_desk
from operator_app.domain.documents import Kind
from operator_app.domain.guide import Procedure

TEXT = "نص طويل يُكتب حرفًا بعد حرف حتى ينقطع التيار "


def test_kill_9_keeps_what_was_kept(starter_home: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(starter_home, home)
    script = Path(__file__).with_name("writer_to_kill.py")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [sys.executable, str(script), str(home), TEXT], stdout=subprocess.PIPE, text=True, env=environment
    ) as writer:
        assert writer.stdout is not None
        kept = ""
        for line in writer.stdout:
            kept = line.rstrip("\n")
            if len(kept) >= 30:
                writer.send_signal(signal.SIGKILL)
                break
    assert writer.returncode == -signal.SIGKILL
    assert TEXT.startswith(kept)
    with ready_desk(home) as desk:
        (draft,) = desk.drafts.all()
        assert draft.document.kind is Kind.PROCEDURE
        body = draft.document.body
        assert isinstance(body, Procedure)
        stored = body.ar.title
        assert len(stored) >= len(kept.strip())
        assert TEXT.startswith(stored)
        opened = desk.drafts.open(draft.document.id)
        assert opened is not None
        assert opened.document.body == body
