// beast_limit: the least a Boost.Beast server does for a request: it parses it and answers with a body of fixed size.
//
//   beast_limit PORT     POST /123 is answered with 123 bytes, one thread a core; prints "listening" when it is ready
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;

constexpr size_t kLargestBody = size_t{16} << 20;

class Session : public std::enable_shared_from_this<Session> {
 public:
  explicit Session(tcp::socket socket) : socket_(std::move(socket)) { socket_.set_option(tcp::no_delay(true)); }

  void read() {
    request_ = {};
    http::async_read(socket_, buffer_, request_, [self = shared_from_this()](boost::system::error_code error, size_t) {
      if (!error) self->answer();
    });
  }

 private:
  void answer() {
    const auto target = request_.target();
    const size_t size = std::strtoul(std::string(target.data() + 1, target.size() - 1).c_str(), nullptr, 10);
    response_ = http::response<http::string_body>(http::status::ok, 11);
    response_.set(http::field::content_type, "application/x-amz-json-1.0");
    response_.body().assign(std::min(size, kLargestBody), 'x');
    response_.prepare_payload();
    http::async_write(socket_, response_, [self = shared_from_this()](boost::system::error_code error, size_t) {
      if (!error) self->read();
    });
  }

  tcp::socket socket_;
  boost::beast::flat_buffer buffer_;
  http::request<http::string_body> request_;
  http::response<http::string_body> response_;
};

// Each thread has a loop of its own; connections are dealt out in turn.
class Server {
 public:
  explicit Server(unsigned short port) : acceptor_(loop_, tcp::endpoint(asio::ip::address_v4::loopback(), port)) {
    for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i) {
      loops_.push_back(std::make_unique<asio::io_context>(1));
      work_.emplace_back(loops_.back()->get_executor());
    }
    for (const auto& loop : loops_) threads_.emplace_back([&loop] { loop->run(); });
  }

  void run() {
    accept();
    std::puts("listening");
    std::fflush(stdout);
    loop_.run();
  }

 private:
  void accept() {
    asio::io_context& loop = *loops_[next_++ % loops_.size()];
    acceptor_.async_accept(loop, [this, &loop](boost::system::error_code error, tcp::socket socket) {
      if (!error) {
        const auto session = std::make_shared<Session>(std::move(socket));
        asio::post(loop, [session] { session->read(); });
      }
      accept();
    });
  }

  asio::io_context loop_;
  tcp::acceptor acceptor_;
  std::vector<std::unique_ptr<asio::io_context>> loops_;
  std::vector<asio::executor_work_guard<asio::io_context::executor_type>> work_;
  std::vector<std::thread> threads_;
  size_t next_ = 0;
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fprintf(stderr, "usage: beast_limit PORT\n");
    return 2;
  }
  Server(static_cast<unsigned short>(std::atoi(arguments[1]))).run();
}
