-- Sends the requests of a file, each once: every one is eight digits of length and then the request's bytes.
-- Arguments: the file, and "loop" when its requests may be sent again. A file that has no more asks for a page that does
-- not exist, so that the measurement is seen to be void.

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
