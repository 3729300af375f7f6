-- Reserve a place for a new session. KEYS: deadlines, meta. ARGV: id, max_sessions, grace_ms, ttl_s, field, value, ...
-- Returns 1, or 0 when the server is full.
local now = now_ms()
if redis.call('ZCOUNT', KEYS[1], now, '+inf') >= tonumber(ARGV[2]) then return 0 end
redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[1])
redis.call('HSET', KEYS[2], 'state', 'live', 'next_seq', 0, unpack(ARGV, 5))
renew(ARGV[4], KEYS[1], KEYS[2])
return 1
