// Session: one connection. Reads when the socket is readable, parses, hands requests to the pipeline, and sends the
// answers in the order of the requests. Belongs to its IoLoop's thread; removed once closed and nothing is under way.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/system/error_code.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/wire/dispatcher.h"
#include "http/exchange.h"
#include "http/output_buffer.h"
#include "http/request_parser.h"

namespace basalt::http {

class IoLoop;

class Session {
 public:
  Session(IoLoop& loop, boost::asio::ip::tcp::socket socket);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void start();
  // Called at every tick: cuts the connection when its deadline has passed.
  void sweep();
  // Closes as soon as nothing is being answered.
  void drain();
  // A refusal that the loop has held for a while is due.
  void send_refusal(Exchange& exchange);
  // Sends what is ready, then reads on or closes, as the state asks for.
  void flush();

  size_t index = 0;           // in the loop's list
  bool flush_queued = false;  // in the loop's list of sessions to flush

 private:
  // What the connection is waiting for; decides its deadline.
  enum class Phase : uint8_t { kIdle, kHead, kBody, kBusy, kWriting, kLingering };

  void enter(Phase phase);
  int64_t deadline_ms() const;
  bool hogs_memory();

  // session.cc: reading
  void wait_readable();
  void on_readable(const boost::system::error_code& error);
  void read();
  void discard_input();
  void take(std::string_view bytes);
  enum class Step : uint8_t { kGoOn, kStop };
  Step take_some(std::string_view& bytes);
  bool may_take_more() const;
  bool resume();
  void settle();
  void drop_partial_request();
  void close();
  void reset();
  void remove_if_done();

  // session_answers.cc: answering
  void refuse(ParseFailure failure);
  void run_request(Exchange& exchange);
  void hold_refusal(Exchange& exchange);
  void run_admin_request(Exchange& exchange);
  void show_metrics(Exchange& exchange);
  // Answer: wire::Answer, AdminAnswer or MetricsAnswer.
  template <class Answer>
  void on_answer(Exchange& exchange, Answer answer);
  void finish(Exchange& exchange);
  void make_ready(Exchange& exchange);
  void send_ready();
  void take_ready(OutputBuffer& to);
  void cut_short(Exchange& exchange);
  void send(OutputBuffer& from);
  void wait_writable();
  void count_unsent();

  IoLoop& loop_;
  boost::asio::ip::tcp::socket socket_;
  std::optional<RequestParser> parser_;               // of the request being read
  std::string leftover_;                              // read but not yet parsed
  std::vector<std::unique_ptr<Exchange>> exchanges_;  // in the order of the requests; the last may be being read
  OutputBuffer unsent_;                               // what the socket would not take
  uint64_t unsent_counted_ = 0;                       // of it, by Admission

  Phase phase_ = Phase::kIdle;
  int64_t phase_since_ms_ = 0;
  uint64_t phase_bytes_ = 0;     // received or sent in this phase
  int64_t window_since_ms_ = 0;  // the last stretch of it, which is judged when memory is short
  uint64_t window_bytes_ = 0;    // phase_bytes_ when it began
  unsigned handler_calls_ = 0;   // exchanges that the handler, or the compressor, still holds
  bool read_waiting_ = false;
  bool write_waiting_ = false;
  bool taking_ = false;           // inside take(): flushing comes after it
  bool input_ended_ = false;      // the client sends no more requests, or no more are wanted
  bool input_dropped_ = false;    // bytes of the client were or will be left unread: linger before closing
  bool close_when_sent_ = false;  // the last answer said so
  bool cut_when_sent_ = false;    // the last answer is truncated: its client has nothing more to read
  bool closed_ = false;
};

}  // namespace basalt::http
