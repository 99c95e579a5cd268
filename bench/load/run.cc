#include "load/run.h"

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "basalt/base/thread.h"
#include "load/process_cpu.h"

namespace basalt::bench {
namespace {

constexpr double kProgressSeconds = 1;
constexpr uint64_t kConnectNs = 30'000'000'000;
constexpr auto kPoll = std::chrono::milliseconds(5);

double seconds_between(uint64_t from_ns, uint64_t to_ns) { return static_cast<double>(to_ns - from_ns) / 1e9; }

// The threads of one phase.
class Crew {
 public:
  Crew(const Options& options, const Endpoint& endpoint, const RunPlan& plan) {
    for (unsigned i = 0; i < options.threads; ++i) {
      LoadThreadOptions each{.endpoint = endpoint,
                             .signing = options.signing,
                             .arrivals = options.arrivals,
                             .drop_late = options.drop_late};
      each.connections = options.connections / options.threads + (i < options.connections % options.threads ? 1 : 0);
      each.rate = plan.rate * each.connections / options.connections;
      each.timeout_ms = options.timeout_ms;
      each.seed = options.seed * 1000 + i;
      sources_.push_back(plan.make_source(i));
      recorders_.push_back(std::make_unique<Recorder>(plan.labels));
      loads_.push_back(std::make_unique<LoadThread>(each, *sources_.back(), *recorders_.back()));
    }
    running_ = options.threads;
    for (unsigned i = 0; i < options.threads; ++i) {
      threads_.emplace_back([this, i] {
        name_this_thread("load-" + std::to_string(i));
        loads_[i]->run();
        running_.fetch_sub(1);
      });
    }
  }

  bool is_running() const { return running_.load() > 0; }
  Totals take() {
    Totals totals;
    for (const auto& recorder : recorders_) merge(totals, recorder->take());
    return totals;
  }
  uint64_t connected() const {
    uint64_t count = 0;
    for (const auto& load : loads_) count += load->connected();
    return count;
  }
  void stop() {
    for (const auto& load : loads_) load->stop();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }
  uint64_t unsent() const {
    uint64_t count = 0;
    for (const auto& load : loads_) count += load->unsent();
    return count;
  }

 private:
  std::vector<std::unique_ptr<RequestSource>> sources_;
  std::vector<std::unique_ptr<Recorder>> recorders_;
  std::vector<std::unique_ptr<LoadThread>> loads_;
  std::vector<std::thread> threads_;
  std::atomic<unsigned> running_{0};
};

// Takes from the recorders every second until `until_ns` or the end of the work.
void follow(Crew& crew, const RunPlan& plan, uint64_t phase_began, std::optional<uint64_t> until_ns, bool warming_up,
            Totals& totals) {
  uint64_t last = now_ns();
  while (true) {
    const uint64_t now = now_ns();
    const bool over = !crew.is_running() || (until_ns && now >= *until_ns);
    if (over || seconds_between(last, now) >= kProgressSeconds) {
      const Totals part = crew.take();
      if (plan.on_progress && !over) {
        plan.on_progress({seconds_between(phase_began, now), sum(part), seconds_between(last, now), warming_up});
      }
      merge(totals, part);
      last = now;
    }
    if (over) return;
    std::this_thread::sleep_for(
        until_ns ? std::min<std::chrono::nanoseconds>(kPoll, std::chrono::nanoseconds(*until_ns - now)) : kPoll);
  }
}

// Thousands of connections take seconds to come up on a busy machine, and until then the load is another one.
void wait_for_connections(Crew& crew, unsigned wanted) {
  const uint64_t deadline = now_ns() + kConnectNs;
  while (crew.is_running() && crew.connected() < wanted && now_ns() < deadline) std::this_thread::sleep_for(kPoll);
}

uint64_t after(uint64_t from_ns, double seconds) { return from_ns + static_cast<uint64_t>(seconds * 1e9); }

}  // namespace

RunResult run_phase(const Options& options, const Endpoint& endpoint, const RunPlan& plan) {
  RunResult result;
  Crew crew(options, endpoint, plan);
  if (plan.seconds) {
    wait_for_connections(crew, options.connections);
    crew.take();
  }
  const uint64_t phase_began = now_ns();
  if (plan.warmup_seconds > 0) {
    Totals ignored;
    follow(crew, plan, phase_began, after(phase_began, plan.warmup_seconds), true, ignored);
  }
  const auto cpu_before = cpu_seconds(options.pids);
  const uint64_t began = now_ns();
  std::optional<uint64_t> until;
  if (plan.seconds) until = after(began, *plan.seconds);
  follow(crew, plan, phase_began, until, false, result.totals);
  result.seconds = seconds_between(began, now_ns());
  const auto cpu_after = cpu_seconds(options.pids);
  result.connected = crew.connected();
  crew.stop();
  result.unsent = crew.unsent();
  const uint64_t requests = sum(result.totals).requests;
  if (!options.pids.empty() && cpu_before && cpu_after && requests > 0) {
    result.cpu_us_per_request = (*cpu_after - *cpu_before) * 1e6 / static_cast<double>(requests);
  }
  return result;
}

}  // namespace basalt::bench
