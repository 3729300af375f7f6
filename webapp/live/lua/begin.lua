-- Reserve a place for a new session. KEYS: deadlines, meta.
-- ARGV: id, max_sessions, grace_ms, ttl_s, prefix, address, max_of_address, field, value, ...
-- Returns ok, full, or address: as many as one address may have are live. Few are live, so they are simply counted.
local now = now_ms()
local ids = redis.call('ZRANGEBYSCORE', KEYS[1], now, '+inf')
if #ids >= tonumber(ARGV[2]) then return 'full' end
local of_address = 0
for _, id in ipairs(ids) do
  if field(ARGV[5] .. id .. ':meta', 'address', '') == ARGV[6] then of_address = of_address + 1 end
end
if of_address >= tonumber(ARGV[7]) then return 'address' end
redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[1])
redis.call('HSET', KEYS[2], 'state', 'live', 'next_seq', 0, 'address', ARGV[6], unpack(ARGV, 8))
renew(ARGV[4], KEYS[1], KEYS[2])
return 'ok'
