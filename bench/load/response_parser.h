// ResponseParser: just enough of HTTP/1.1 to know where an answer ends, what its status is, and what its body says.
//
// Bodies come with Content-Length or chunked. One thread at a time; what it returns points into the bytes it was given.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace basalt::bench {

struct Response {
  int status = 0;
  bool close = false;  // the server will close the connection
  size_t size = 0;     // bytes of head and body on the wire
  std::string_view body;
};

enum class ParseOutcome { kComplete, kPartial, kMalformed };

class ResponseParser {
 public:
  // `received` begins with the answer's first byte; call again with more bytes after kPartial.
  ParseOutcome parse(std::string_view received, Response& response);

 private:
  ParseOutcome parse_chunks(std::string_view chunks, size_t head_size, Response& response);

  std::string joined_;  // the body of a chunked answer
};

// The exception's name of an error body: "ThrottlingException" of
// {"__type":"com.amazonaws...#ThrottlingException",...}.
// "" when there is none.
std::string_view error_type(std::string_view body);

}  // namespace basalt::bench
