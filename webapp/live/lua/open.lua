-- A socket connects, for the first time or again, also while the result is awaited. KEYS: meta, deadlines.
-- ARGV: id, connection, grace_ms, first_grace_ms (before the first batch). Returns {previous connection, next_seq, last_t_s}, or nothing when it is over.
local state = field(KEYS[1], 'state', 'over')
if state == 'over' then return nil end
local previous = field(KEYS[1], 'connection', '')
redis.call('HSET', KEYS[1], 'connection', ARGV[2])
local next_seq = field(KEYS[1], 'next_seq', '0')
local grace_ms = next_seq == '0' and ARGV[4] or ARGV[3]
if state == 'live' then redis.call('ZADD', KEYS[2], now_ms() + grace_ms, ARGV[1]) end
return {previous, next_seq, field(KEYS[1], 'last_t_s', '-inf')}
