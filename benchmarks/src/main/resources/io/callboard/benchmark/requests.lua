-- Sends each request of a file once. In the file, a request is its length in eight digits and then its bytes.
-- Arguments: the file, and "loop" if its requests may be repeated. Without "loop" the script requests a missing page at
-- the end of the file, so that the measurement is recognised as void.

local file, loop

function init(args)
  file = assert(io.open(args[1], "rb"))
  loop = args[2] == "loop"
end

function request()
  local length = file:read(8)
  if not length and loop then
    file:seek("set", 0)
    length = file:read(8)
  end
  if not length then
    return "GET /no-more-requests HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
  end
  return file:read(tonumber(length))
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d %d %d\n",
    summary.requests, summary.duration, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(90), latency:percentile(99)))
end
