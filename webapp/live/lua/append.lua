-- A batch arrives. KEYS: meta, frames, vision, deadlines, worker:vision, worker:estimate.
-- ARGV: id, connection, next_seq, max_backlog, lease_ms, grace_ms, ttl_s, session_max_s, frames_ttl_s, then t_s, jpeg, t_s, jpeg, ...
-- Returns {status, accepted, backlog, schedule}: status is ok, replaced, ended or unavailable.
local meta, frames, vision = KEYS[1], KEYS[2], KEYS[3]
local state = field(meta, 'state', 'over')
if state == 'over' then return {'ended', 0, 0, 0} end
if field(meta, 'connection', '') ~= ARGV[2] then return {'replaced', 0, 0, 0} end
if redis.call('EXISTS', KEYS[5], KEYS[6]) < 2 then return {'unavailable', 0, 0, 0} end

local n, backlog, last = (#ARGV - 9) / 2, redis.call('XLEN', frames), ARGV[#ARGV - 1]
redis.call('HSET', meta, 'next_seq', ARGV[3], 'last_t_s', last)
redis.call('HINCRBY', meta, 'received', n)
-- Times are the page's word. Whoever was away for longer than the grace has been finished, so a later one is
-- no measurement: with it the record would last for years, and each look at it for as long.
local leaps = last - field(meta, 'first_t_s', ARGV[10]) > ARGV[8] + ARGV[6] / 1000
if state == 'stopping' or leaps or backlog + n > tonumber(ARGV[4]) then
  redis.call('HINCRBY', meta, 'dropped', n)
  -- What waits must be seen also when its worker has died: without this, a full stream would stay full.
  return {'ok', 0, backlog, backlog > 0 and queue(vision, ARGV[5]) and 1 or 0}
end

if redis.call('HSETNX', meta, 'first_t_s', ARGV[10]) == 1 then
  redis.call('HSET', meta, 'first_at_ms', math.floor(now_ms() - (last - ARGV[10]) * 1000))
end
for i = 10, #ARGV, 2 do redis.call('XADD', frames, '*', 't', ARGV[i], 'j', ARGV[i + 1]) end
if last - field(meta, 'first_t_s') >= tonumber(ARGV[8]) then redis.call('HSET', meta, 'state', 'stopping') end
redis.call('ZADD', KEYS[4], now_ms() + ARGV[6], ARGV[1])
renew(ARGV[7], meta, KEYS[4])
renew(ARGV[9], frames)
return {'ok', 1, backlog + n, queue(vision, ARGV[5]) and 1 or 0}
