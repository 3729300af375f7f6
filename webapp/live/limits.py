"""How long and how much the live way keeps. Limits of body and camera are in vitals.limits."""

from __future__ import annotations

from vitals.limits import RR_WINDOW_S

# --- a session ------------------------------------------------------------------------
SESSION_MAX_S = 300.0  # of data; then the result comes by itself
FIRST_GRACE_S = 10.0  # for the first batch: nobody shall hold a place that he does not use
GRACE_S = 30.0  # after the last batch: time to come back before the session is finished
IDLE_S = 30.0  # a socket that stays silent for so long is closed
DRAIN_S = 5.0  # after `stop`: time for the frames that wait
KEYS_TTL_S = 900  # of what a session keeps in Redis, renewed with each batch

# --- the stream of frames -----------------------------------------------------------------
MAX_BACKLOG_FRAMES = 300  # 10 s at 30 fps, about 5 MB; then the newest batch is refused
STALE_S = 15.0  # a frame that waited for so long is dropped and counted
FRAMES_TTL_S = (
    30  # after the last batch Redis forgets the pictures by itself, also when every worker has died
)
FRAMES_PER_TASK = 32
MAX_BAD_FRAMES_IN_A_ROW = 30
MAX_FPS = 75.0  # over RATE_WINDOW_S
MAX_TEXTS_PER_S = 10.0  # the same; the page sends one per batch at most
RATE_WINDOW_S = 4.0

# --- workers ----------------------------------------------------------------------------
LEASE_S = 5.0  # a worker that dies is replaced after so long
FINISH_LEASE_S = 60.0  # the result of 300 s of data takes longer than an estimate
TAIL_S = RR_WINDOW_S + 15.0  # of the trace that an estimate reads; the filters want some run-in
HEARTBEAT_EVERY_S = 2.0
HEARTBEAT_TTL_S = 15  # a worker that is killed is back within a few seconds
PURGE_EVERY_S = 60.0
STORE_EVERY = 10  # estimates that go to the database in one statement
