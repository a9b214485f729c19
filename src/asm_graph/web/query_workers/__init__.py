"""Short queries, answered by processes that own their connections and have the engine inside.

The page server (FastAPI, uvicorn) answers everything else, in the process that accepts connections: a thread
there, the supervisor, gives each connection to a worker, watches over the workers, and moves connections away
from one that is busy. A worker takes a request out of the kernel only once its answer is sent. So whatever
happens to a worker, no other client's request is lost.
"""
