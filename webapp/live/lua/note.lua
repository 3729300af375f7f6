-- Write a field of a session that still is; one that is gone is not revived by it. KEYS: meta. ARGV: field, value.
if redis.call('HEXISTS', KEYS[1], 'state') == 1 then redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) end
