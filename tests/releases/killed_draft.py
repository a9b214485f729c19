"""Keep a draft or publish it, killed on the way: `killed_draft.py keep|publish FOLDER EVENT`.

The process kills itself in front of its so manieth rename, link or removal of a folder.
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
