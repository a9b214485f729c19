"""The manifest tells every file, and reads back what it wrote."""

import hashlib

from asm_graph.releases import Manifest, Release


def test_it_reads_back_what_it_wrote(release: Release) -> None:
    assert Manifest.read(release.path) == release.manifest


def test_it_knows_every_file_but_itself(release: Release) -> None:
    files = {
        path.relative_to(release.path).as_posix() for path in release.path.rglob("*") if path.is_file()
    } - {"manifest.json"}
    assert set(release.manifest.files) == files
    for name, facts in release.manifest.files.items():
        data = (release.path / name).read_bytes()
        assert (facts.size, facts.sha256) == (len(data), hashlib.sha256(data).hexdigest())
