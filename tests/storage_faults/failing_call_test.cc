// The Nth call to the file system fails, or power goes with it, for every N of a fixed workload: answers are right or
// refusals, what was acknowledged is there after a restart, and nothing is acknowledged on a log that failed.
//
// Every N is a quarter of an hour of one core. Unless BASALT_EVERY_CALL=1 is in the environment each part takes one
// call in five, other ones every time; the first is printed, and BASALT_FIRST_CALL=K takes the same again.
#include <gtest/gtest.h>
#include <rocksdb/env.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>

#include "basalt/base/log.h"
#include "basalt/store/verification.h"
#include "storage_faults/fixed_workload.h"
#include "unit/engine/failing_file_system.h"

namespace basalt::testing {
namespace {

using engine::FailingFileSystem;
using rocksdb::IOStatus;

constexpr int64_t kMostCalls = 5000;
constexpr int kParts = 8;
constexpr int kThinning = 5;

// The calls of a part: first, first + step, ...
struct Calls {
  int64_t first;
  int64_t step;
};

Calls calls_of(int part) {
  if (std::getenv("BASALT_EVERY_CALL") != nullptr) return {part, kParts};
  const char* first = std::getenv("BASALT_FIRST_CALL");
  const int64_t turn = first != nullptr ? std::atoll(first) / kParts : std::random_device()() % kThinning;
  return {part + turn * kParts, int64_t{kParts} * kThinning};
}

struct FailingCall {
  std::string name;
  FailingFileSystem::Fault fault;
};

const std::vector<FailingCall>& failing_calls() {
  static const std::vector<FailingCall> calls = {
      {"io_error", {.status = IOStatus::IOError("injected")}},
      {"no_space", {.status = IOStatus::NoSpace("injected"), .calls = engine::kWriteCall | engine::kCreateCall}},
      {"short_write", {.status = IOStatus::NoSpace("injected"), .calls = engine::kWriteCall, .short_write = true}},
      {"read_error", {.status = IOStatus::IOError("injected"), .calls = engine::kReadingCalls}},
      {"power_cut", {.status = IOStatus::IOError("power lost"), .power_loss = true}},
  };
  return calls;
}

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const FailingCall& call : failing_calls()) all.push_back(call.name);
  return all;
}

class NthCall : public ::testing::TestWithParam<std::tuple<std::string, int>> {
 protected:
  static void SetUpTestSuite() { log::set_level(log::Level::kOff); }

  void SetUp() override { FixedWorkload::make_base(fast_.path("base")); }

  // Whether the fault happened.
  bool round(const FailingFileSystem::Fault& fault, double kept_share) {
    const std::string directory = fast_.path("data");
    std::filesystem::remove_all(directory);
    std::filesystem::copy(fast_.path("base"), directory, std::filesystem::copy_options::recursive);
    const auto system = std::make_shared<FailingFileSystem>();
    const auto env = rocksdb::NewCompositeEnv(system);
    system->set_fault(fault);
    FixedWorkload workload;
    {
      SmallServer server(directory, env.get());
      if (server.is_open()) {
        workload.run(server);
        expect_read_only(fault, server, workload);
      }
      if (fault.power_loss) system->lose_power();
    }
    const bool happened = system->fault_happened();
    if (fault.power_loss) system->drop_unsynced(kept_share);
    SmallServer restarted(directory);
    EXPECT_TRUE(restarted.is_open()) << "it does not open again: " << restarted.failure().detail;
    if (!restarted.is_open()) return happened;
    workload.expect_kept(restarted);
    expect_verified(restarted);
    return happened;
  }

  static void expect_read_only(const FailingFileSystem::Fault& fault, SmallServer& server,
                               const FixedWorkload& workload) {
    if ((fault.calls & engine::kReadingCalls) != 0 || !workload.was_refused()) return;
    EXPECT_FALSE(workload.went_on()) << "a write was acknowledged after one was refused";
    EXPECT_TRUE(server.engine().stats().read_only);
  }

  static void expect_verified(SmallServer& server) {
    const auto verified = store::verify(server.engine());
    ASSERT_TRUE(verified.ok()) << verified.error().detail;
    EXPECT_TRUE(verified->clean()) << (verified->findings.empty() ? "" : store::describe(verified->findings.front()));
  }

  FastDirectory fast_;
};

TEST_P(NthCall, fails_and_nothing_acknowledged_is_lost) {
  const auto& [name, part] = GetParam();
  FailingFileSystem::Fault fault;
  for (const FailingCall& call : failing_calls()) {
    if (call.name == name) fault = call.fault;
  }
  const Calls calls = calls_of(part);
  std::printf("%s: from call %d, every %d.\n", name.c_str(), static_cast<int>(calls.first),
              static_cast<int>(calls.step));
  int64_t after = calls.first;
  for (; after < kMostCalls; after += calls.step) {
    SCOPED_TRACE(name + ", call " + std::to_string(after));
    fault.after_calls = after;
    const int64_t number = after / kParts + after;        // odd and even within every part
    fault.forever = fault.power_loss || number % 2 == 1;  // that call and all after it, or only that one
    const bool happened = round(fault, static_cast<double>(number % 4) / 4.0);
    if (HasFailure()) return;
    if (!happened) break;
  }
  std::printf("%s: up to call %d\n", name.c_str(), static_cast<int>(after));
  EXPECT_GT(after, 20);
  EXPECT_LT(after, kMostCalls);
}

INSTANTIATE_TEST_SUITE_P(Calls, NthCall, ::testing::Combine(::testing::ValuesIn(names()), ::testing::Range(0, kParts)),
                         [](const auto& instance) {
                           return std::get<0>(instance.param) + "_" + std::to_string(std::get<1>(instance.param));
                         });

}  // namespace
}  // namespace basalt::testing
