-- An estimator takes the trailing window. KEYS: meta, trace, estimate, monitor_state, frames, vision.
-- ARGV: token, lease_ms, tail_rows. Returns {meta as a flat list, rows, monitor state, 1 if the session shall be finished},
-- or nothing: another runs, or the session is over.
local meta, estimate = KEYS[1], KEYS[3]
if redis.call('EXISTS', meta) == 0 then
  redis.call('DEL', estimate)
  return nil
end
if not acquire(estimate, ARGV[1], ARGV[2]) then return nil end
local finish = field(meta, 'state') == 'stopping' and estimate_due(meta, KEYS[5], KEYS[6])
return {
  redis.call('HGETALL', meta),
  redis.call('GETRANGE', KEYS[2], -ARGV[3] * row_bytes_of(meta), -1),
  redis.call('GET', KEYS[4]) or '',
  finish and 1 or 0,
}
