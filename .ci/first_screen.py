"""Open the sample study in a terminal of its own, see its first screen, and leave."""

import sys
import tempfile
from pathlib import Path

import pexpect
import pyte

COLUMNS, ROWS = 100, 30
EXPECTED = ("Sample study", "LGSCO decision", "? help")


def main(casecoder: str) -> int:
    """Whether the words that everybody sees first are there within ten seconds."""
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.ByteStream(screen)
    with tempfile.TemporaryDirectory() as folder:
        program = pexpect.spawn(
            casecoder,
            ["demo", str(Path(folder, "demo"))],
            dimensions=(ROWS, COLUMNS),
            env={
                "TERM": "xterm-256color",
                "PATH": "/usr/bin:/bin",
                "LANG": "C.UTF-8",
                "HOME": folder,
            },
        )
        seen = ""
        for _ in range(100):
            try:
                stream.feed(program.read_nonblocking(65536, timeout=0.1))
            except pexpect.TIMEOUT:
                pass
            except pexpect.EOF:
                break
            seen = "\n".join(screen.display)
            if all(words in seen for words in EXPECTED):
                break
        program.sendcontrol("q")
        program.expect(pexpect.EOF, timeout=10)
        program.close()
    sys.stdout.write(f"{seen}\n")
    missing = [words for words in EXPECTED if words not in seen]
    if missing or program.exitstatus:
        sys.stdout.write(f"Not seen: {missing}; exit status {program.exitstatus}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
