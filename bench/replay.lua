-- For wrk: asks the addresses of a file (its argument) in turn, and tells what came of it as JSON.

local paths, asked = {}, 0

function init(arguments)
  for line in io.lines(arguments[1]) do
    paths[#paths + 1] = line
  end
end

function request()
  asked = asked % #paths + 1
  return wrk.format("GET", paths[asked])
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\n{"answers": %d, "seconds": %f, "median": %f, "slowest": %f, "failed": %d}\n',
    summary.requests,
    summary.duration / 1e6,
    latency:percentile(50) / 1e6,
    latency.max / 1e6,
    errors.status + errors.timeout + errors.connect + errors.read + errors.write
  ))
end
