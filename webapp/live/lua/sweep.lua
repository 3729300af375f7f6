-- Find sessions whose time is over: nobody came back, or the end took too long. KEYS: deadlines. ARGV: prefix, again_ms.
-- Returns their ids; each is handed out again after again_ms until it is finished.
local now = now_ms()
local ids = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now)
for _, id in ipairs(ids) do
  local meta = ARGV[1] .. id .. ':meta'
  redis.call('ZADD', KEYS[1], now + ARGV[2], id)
  if redis.call('EXISTS', meta) == 1 then redis.call('HSET', meta, 'state', 'stopping', 'overdue', '1') end
end
return ids
