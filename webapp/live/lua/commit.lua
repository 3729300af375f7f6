-- A vision worker gives back what it saw and releases its lease, in one step.
-- KEYS: meta, frames, vision, vision_state, trace, estimate.
-- ARGV: token, lease_ms, ttl_s, keep_from_id, rows, state, processed, dropped, bad_in_a_row, newest_t_s, model, row_bytes.
-- Returns {frames that still wait (queued again), 1 if an estimate is due}, or nothing when the lease was lost.
local meta, frames, vision = KEYS[1], KEYS[2], KEYS[3]
if redis.call('GET', vision) ~= ARGV[1] then return nil end
if ARGV[4] ~= '' then redis.call('XTRIM', frames, 'MINID', ARGV[4]) end
if ARGV[5] ~= '' then
  widen_rows(meta, KEYS[5], tonumber(ARGV[12]))
  redis.call('APPEND', KEYS[5], ARGV[5])
  redis.call('SET', KEYS[4], ARGV[6])
  redis.call('HSET', meta, 'newest_t_s', ARGV[10], 'model', ARGV[11])
end
redis.call('HINCRBY', meta, 'processed', ARGV[7])
redis.call('HINCRBY', meta, 'dropped', ARGV[8])
redis.call('HSET', meta, 'bad_in_a_row', ARGV[9])
renew(ARGV[3], meta, KEYS[4], KEYS[5])

local waiting = redis.call('XLEN', frames)
redis.call('DEL', vision)
if waiting > 0 then queue(vision, ARGV[2]) end
local due = estimate_due(meta, frames, vision) and queue(KEYS[6], ARGV[2])
return {waiting, due and 1 or 0}
