#include "storage_faults/small_server.h"

#include <unistd.h>

#include <filesystem>
#include <stdexcept>
#include <utility>

namespace basalt::testing {

FastDirectory::FastDirectory() {
  const bool in_memory = ::access("/dev/shm", W_OK) == 0;
  path_ = (in_memory ? std::string("/dev/shm") : std::filesystem::temp_directory_path().string()) + "/basalt-XXXXXX";
  if (::mkdtemp(path_.data()) == nullptr) throw std::runtime_error("cannot create " + path_);
}

FastDirectory::~FastDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

SmallServer::SmallServer(const std::string& directory, rocksdb::Env* env) {
  auto engine = engine::open_rocksdb({.directory = directory,
                                      .block_cache_bytes = size_t{8} << 20,
                                      .write_buffer_bytes = size_t{1} << 20,
                                      .env = env});
  if (!engine.ok()) {
    failure_ = std::move(engine).error();
    return;
  }
  engine_ = engine::cache_reads(std::move(engine).value(), {});
  auto store = store::Store::open(
      *engine_, clock_, {.writer_threads = 1, .shards_per_table = 2, .maintenance_interval = std::chrono::seconds{0}});
  if (!store.ok()) {
    failure_ = engine::Error{engine::ErrorCode::kIo, store.error().message()};
    return;
  }
  store_ = std::move(store).value();
  dispatcher_.emplace(*store_, clock_, settings_, thread_);
}

SmallServer::~SmallServer() {
  if (store_) store_->drain();
}

wire::Answer SmallServer::call(const std::string& action, const std::string& body) {
  std::string padded = body;
  padded.append(wire::kBodyPadding, '\0');
  const std::string target = "DynamoDB_20120810." + action;
  std::optional<wire::Answer> answer;
  dispatcher_->handle(wire::Call{.target = target,
                                 .body = std::string_view(padded).substr(0, body.size()),
                                 .identity = {},
                                 .authentication_error = std::nullopt},
                      thread_, [&answer](wire::Answer given) { answer = std::move(given); });
  while (!answer) thread_.run_one();
  return std::move(*answer);
}

}  // namespace basalt::testing
