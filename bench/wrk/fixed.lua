-- The limit: whoever answers a fixed body.
function done(summary, latency, requests)
  io.write(string.format("answer_bytes %d\n", summary.bytes / math.max(summary.requests, 1)))
end
