-- A vision worker takes the next frames. KEYS: meta, frames, vision, vision_state.
-- ARGV: token, lease_ms, max_frames, stale_ms. Returns {state, bad_in_a_row, classes wanted, {id, {t, .., j, ..}}, ...} or nothing.
local meta, frames, vision = KEYS[1], KEYS[2], KEYS[3]
if redis.call('EXISTS', meta) == 0 then
  redis.call('DEL', vision)
  return nil
end
if not acquire(vision, ARGV[1], ARGV[2]) then return nil end
local stale = redis.call('XTRIM', frames, 'MINID', string.format('%.0f', now_ms() - ARGV[4]))
if stale > 0 then redis.call('HINCRBY', meta, 'dropped', stale) end
local entries = redis.call('XRANGE', frames, '-', '+', 'COUNT', ARGV[3])
return {redis.call('GET', KEYS[4]) or '', field(meta, 'bad_in_a_row', '0'), field(meta, 'classes', '0'), entries}
