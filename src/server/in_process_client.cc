#include "server/in_process_client.h"

#include <utility>

namespace basalt::server {

std::vector<wire::Answer> InProcessClient::call(const wire::Dispatcher& dispatcher, std::string_view action,
                                                std::span<const std::string> bodies) {
  const std::string target = "DynamoDB_20120810." + std::string(action);
  std::vector<std::string> padded(bodies.begin(), bodies.end());
  for (std::string& body : padded) body.append(wire::kBodyPadding, '\0');
  std::vector<wire::Answer> answers(bodies.size());
  size_t left = bodies.size();
  for (size_t i = 0; i < bodies.size(); ++i) {
    wire::Call request{.target = target,
                       .body = std::string_view(padded[i]).substr(0, bodies[i].size()),
                       .identity = {},
                       .authentication_error = std::nullopt};
    dispatcher.handle(std::move(request), *this, [&answer = answers[i], &left](wire::Answer given) {
      answer = std::move(given);
      --left;
    });
  }
  while (left > 0) run_one();
  return answers;
}

void InProcessClient::post(UniqueFunction<void()> work) {
  const std::lock_guard lock(mutex_);
  work_.push_back(std::move(work));
  arrived_.notify_one();
}

bool InProcessClient::to_pool(UniqueFunction<void(wire::Turn)> work) {
  post([work = std::move(work)]() mutable { work(wire::Turn::kRun); });
  return true;
}

void InProcessClient::run_one() {
  std::unique_lock lock(mutex_);
  arrived_.wait(lock, [this] { return !work_.empty(); });
  UniqueFunction<void()> work = std::move(work_.front());
  work_.pop_front();
  lock.unlock();
  work();
}

}  // namespace basalt::server
