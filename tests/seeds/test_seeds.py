"""The package only hands out texts and paths, and does nothing when it is imported."""

import subprocess
import sys
from pathlib import Path

import seeds


def test_importing_it_reads_no_file_of_its_own():
    script = (
        "import sys; opened = []\n"
        "sys.addaudithook(lambda e, a: opened.append(str(a[0])) if e == 'open' else None)\n"
        "import seeds\n"
        "assert not [f for f in opened if f.endswith(('.toml', '.txt', '.jsonl'))], opened\n"
    )
    root = str(Path(seeds.__file__).parents[1])
    finished = subprocess.run([sys.executable, "-c", script], cwd=root, check=False)

    assert finished.returncode == 0


def test_the_paths_are_folders_on_disk():
    assert seeds.sample_cases().is_dir()
    assert seeds.sample_coding().is_dir()
