-- An estimator keeps its estimate and releases its lease. KEYS: meta, estimate, monitor_state, estimates, frames, vision.
-- ARGV: token, lease_ms, ttl_s, estimate, state, estimated_t_s (the first of them empty: nothing to keep).
-- Returns 1 when it is due again (and queued), 0 when not, nothing when the lease was lost.
local meta, estimate = KEYS[1], KEYS[2]
if redis.call('GET', estimate) ~= ARGV[1] then return nil end
if ARGV[4] ~= '' then
  redis.call('RPUSH', KEYS[4], ARGV[4])
  redis.call('SET', KEYS[3], ARGV[5])
  redis.call('HSET', meta, 'estimated_t_s', ARGV[6])
  renew(ARGV[3], KEYS[3], KEYS[4])
end
redis.call('DEL', estimate)
return estimate_due(meta, KEYS[5], KEYS[6]) and queue(estimate, ARGV[2]) and 1 or 0
