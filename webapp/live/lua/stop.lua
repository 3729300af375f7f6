-- The measurement ends: no more frames, those that wait are still seen. KEYS: meta, frames, vision, estimate, deadlines.
-- ARGV: id, drain_ms, lease_ms. Returns the task to schedule: vision, estimate or nothing.
if field(KEYS[1], 'state', 'over') ~= 'live' then return '' end
redis.call('HSET', KEYS[1], 'state', 'stopping')
redis.call('ZADD', KEYS[5], now_ms() + ARGV[2], ARGV[1])
if redis.call('XLEN', KEYS[2]) > 0 then return queue(KEYS[3], ARGV[3]) and 'vision' or '' end
if redis.call('EXISTS', KEYS[3]) == 1 then return '' end
return queue(KEYS[4], ARGV[3]) and 'estimate' or ''
