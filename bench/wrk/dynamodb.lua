-- wrk -s dynamodb.lua URL -- OPERATION: one of the request generators below, over tables that cpu_per_request.py prepares.
local headers = {
  ["Content-Type"] = "application/x-amz-json-1.0",
  ["X-Amz-Date"] = "20260101T000000Z",
  ["Authorization"] = "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=0",
}
local items, counter = 10000, 0
local text85 = string.rep("x", 85)

local function key(n) return string.format('{"pk":{"S":"key%07d"}}', n) end
local function any(n) return math.random(0, n - 1) end

local function two_puts()
  local puts = {}
  for n = 1, 2 do
    counter = counter + 1
    puts[n] = string.format('{"Put":{"TableName":"fresh","Item":{"pk":{"S":"%d-%d"},"v":{"S":"%s"}}}}', os.time(), counter * 100000 + any(100000), text85)
  end
  return '"TransactItems":[' .. table.concat(puts, ",") .. "]"
end

local operations = {
  get_small = { "GetItem", function() return '{"TableName":"small","Key":' .. key(any(items)) .. "}" end },
  get_large = { "GetItem", function() return '{"TableName":"large","Key":' .. key(any(1000)) .. "}" end },
  put_new = { "PutItem", function()
    counter = counter + 1
    return string.format('{"TableName":"fresh","Item":{"pk":{"S":"%d-%d"},"v":{"S":"%s"}}}', os.time(), counter * 100000 + any(100000), text85)
  end },
  update_many = { "UpdateItem", function()
    return '{"TableName":"counters","Key":' .. key(any(items)) .. ',"UpdateExpression":"ADD n :one","ExpressionAttributeValues":{":one":{"N":"1"}}}'
  end },
  update_hot = { "UpdateItem", function()
    return '{"TableName":"counters","Key":' .. key(1) .. ',"UpdateExpression":"ADD n :one","ExpressionAttributeValues":{":one":{"N":"1"}}}'
  end },
  put_refused = { "PutItem", function()
    return string.format('{"TableName":"small","Item":{"pk":{"S":"key%07d"},"v":{"S":"%s"}},"ConditionExpression":"attribute_not_exists(pk)"}', any(items), text85)
  end },
  query_ten = { "Query", function()
    return string.format('{"TableName":"tens","KeyConditionExpression":"pk = :p","ExpressionAttributeValues":{":p":{"S":"key%07d"}}}', any(items / 10))
  end },
  query_page = { "Query", function()
    return '{"TableName":"pages","KeyConditionExpression":"pk = :p","ExpressionAttributeValues":{":p":{"S":"page"}}}'
  end },
  scan_page = { "Scan", function() return '{"TableName":"pages"}' end },
  query_page_1k = { "Query", function()
    return '{"TableName":"pages1k","KeyConditionExpression":"pk = :p","ExpressionAttributeValues":{":p":{"S":"page"}}}'
  end },
  scan_page_1k = { "Scan", function() return '{"TableName":"pages1k"}' end },
  batch_get = { "BatchGetItem", function()
    local keys, base = {}, any(items - 100)
    for n = 1, 100 do keys[n] = key(base + n) end
    return '{"RequestItems":{"small":{"Keys":[' .. table.concat(keys, ",") .. "]}}}"
  end },
  batch_write = { "BatchWriteItem", function()
    local puts = {}
    for n = 1, 25 do
      counter = counter + 1
      puts[n] = string.format('{"PutRequest":{"Item":{"pk":{"S":"%d-%d"},"v":{"S":"%s"}}}}', os.time(), counter * 100000 + any(100000), text85)
    end
    return '{"RequestItems":{"fresh":[' .. table.concat(puts, ",") .. "]}}"
  end },
  transact_puts = { "TransactWriteItems", function() return "{" .. two_puts() .. "}" end },
  -- As SDKs send it: they make a token for every call.
  transact_token = { "TransactWriteItems", function()
    return string.format('{"ClientRequestToken":"%d-%d-%d",', os.time(), counter, any(1000000000)) .. two_puts() .. "}"
  end },
}

local make
function init(arguments)
  math.randomseed(os.time())
  local operation = operations[arguments[1]]
  headers["X-Amz-Target"] = "DynamoDB_20120810." .. operation[1]
  make = operation[2]
  wrk.method = "POST"
end

function request() return wrk.format("POST", "/", headers, make()) end

-- Bytes on the wire less the head of an answer (about 250): what nginx is then asked to send.
function done(summary, latency, requests)
  io.write(string.format("answer_bytes %d\n", math.max(summary.bytes / math.max(summary.requests, 1) - 250, 2)))
end
