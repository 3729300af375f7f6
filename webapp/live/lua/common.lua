-- Shared by all scripts: time, life of keys, and what is due. Leases are strings with a short life:
-- 'queued' while a task waits in Celery's queue, the owner's token while one runs.

local function now_ms()
  local t = redis.call('TIME')
  return t[1] * 1000 + math.floor(t[2] / 1000)
end

-- Renew the life of all keys of a session; keys that do not exist stay so.
local function renew(ttl_s, ...)
  for _, key in ipairs({...}) do redis.call('EXPIRE', key, ttl_s) end
end

-- Mark a task as queued; false if one is queued or running already.
local function queue(lease, lease_ms)
  return redis.call('SET', lease, 'queued', 'NX', 'PX', lease_ms) and true or false
end

-- Take a lease for `token`; false if another task runs.
local function acquire(lease, token, lease_ms)
  local holder = redis.call('GET', lease)
  if holder and holder ~= 'queued' then return false end
  redis.call('SET', lease, token, 'PX', lease_ms)
  return true
end

local function field(meta, name, default)
  return redis.call('HGET', meta, name) or default
end

-- An estimate is due once per second of data, and once more at the end when no frame waits any longer.
local function estimate_due(meta, frames, vision)
  local state = field(meta, 'state', 'over')
  if state == 'over' then return false end
  if state == 'stopping' then
    return field(meta, 'overdue', '0') == '1'
      or (redis.call('XLEN', frames) == 0 and redis.call('EXISTS', vision) == 0)
  end
  local first, newest = tonumber(field(meta, 'first_t_s', 0)), tonumber(field(meta, 'newest_t_s', -1))
  local last = tonumber(field(meta, 'estimated_t_s', first))
  return math.floor(newest - first) > math.floor(last - first)
end

-- Length of a row of a session's trace. Sessions that began before rows told their length have rows of 30 numbers.
local function row_bytes_of(meta)
  return tonumber(field(meta, 'row_bytes', 240))
end

-- An update of the server in the middle of a session: rows that are there get the columns they lack, as NaN.
local function widen_rows(meta, trace, row_bytes)
  local old = redis.call('GET', trace) or ''
  local had = row_bytes_of(meta)
  redis.call('HSET', meta, 'row_bytes', row_bytes)
  if old == '' or had >= row_bytes then return end
  local missing = string.rep('\0\0\0\0\0\0\248\127', (row_bytes - had) / 8)
  local rows = {}
  for start = 1, #old, had do rows[#rows + 1] = string.sub(old, start, start + had - 1) .. missing end
  redis.call('SET', trace, table.concat(rows), 'KEEPTTL')
end
