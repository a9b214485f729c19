"""Keep a draft or publish it, killed partway: `killed_draft.py keep|publish FOLDER EVENT`.

EVENT is a number from 1: the process kills itself just before that rename, link or removal of a folder.
"""

import sys
from pathlib import Path

from endless_builds import content, kill_at

from asm_graph.releases import publish_draft, write_release

if __name__ == "__main__":
    work, folder, event = sys.argv[1:]
    kill_at(int(event))
    if work == "keep":
        write_release(Path(folder), content(7), draft=True)
    else:
        publish_draft(Path(folder))
