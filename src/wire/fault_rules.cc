#include "basalt/wire/fault_rules.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "basalt/operations/batch_get_item.h"
#include "basalt/operations/batch_write_item.h"
#include "basalt/operations/get_records.h"

namespace basalt::wire {
namespace {

// Each '*' of the pattern stands for any text.
bool fits(std::string_view pattern, std::string_view text) {
  size_t p = 0;
  size_t t = 0;
  size_t star = std::string_view::npos;
  size_t star_text = 0;  // what the last star stands for ends here
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      star_text = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++star_text;
    } else {
      return false;
    }
  }
  return std::all_of(pattern.begin() + static_cast<std::ptrdiff_t>(p), pattern.end(), [](char c) { return c == '*'; });
}

// Some faults make sense for a few actions only.
bool fits_fault(const Fault& fault, std::string_view action) {
  if (std::holds_alternative<UnprocessedFault>(fault)) {
    return action == operations::BatchGetItem::kName || action == operations::BatchWriteItem::kName;
  }
  return !std::holds_alternative<StreamLagFault>(fault) || action == operations::GetRecords::kName;
}

bool fits_action(const FaultRule& rule, std::string_view action) {
  const bool named =
      rule.actions.empty() || std::find(rule.actions.begin(), rule.actions.end(), action) != rule.actions.end();
  return named && fits_fault(rule.fault, action);
}

std::vector<bool> tables_of_rule(const FaultRule& rule, std::span<const std::string> tables) {
  std::vector<bool> concerned;
  for (const std::string& table : tables) concerned.push_back(fits(rule.table, table));
  return concerned;
}

bool fits_tables(const FaultRule& rule, const std::vector<bool>& concerned) {
  return rule.table == "*" || std::find(concerned.begin(), concerned.end(), true) != concerned.end();
}

// From 0 to less than 1.
double draw(Xoshiro256& random) { return static_cast<double>(random.next() >> 11) * 0x1.0p-53; }

std::vector<bool> draw_share(double share, const std::vector<bool>& concerned, Xoshiro256& random) {
  std::vector<size_t> left;
  for (size_t i = 0; i < concerned.size(); ++i) {
    if (concerned[i]) left.push_back(i);
  }
  std::vector<bool> drawn(concerned.size(), false);
  if (left.empty()) return drawn;
  size_t wanted = static_cast<size_t>(std::lround(share * static_cast<double>(left.size())));
  for (wanted = std::clamp<size_t>(wanted, 1, left.size()); wanted > 0; --wanted) {
    const auto at = left.begin() + static_cast<std::ptrdiff_t>(random.next() % left.size());
    drawn[*at] = true;
    left.erase(at);
  }
  return drawn;
}

std::chrono::milliseconds draw_delay(const DelayFault& delay, Xoshiro256& random) {
  const auto span = static_cast<double>((delay.max - delay.min).count() + 1);
  return delay.min + std::chrono::milliseconds(static_cast<int64_t>(draw(random) * span));
}

// What a rule that has hit adds to the verdict.
class Injection {
 public:
  Injection(InjectedFaults& faults, std::vector<bool> concerned, Xoshiro256& random)
      : faults_(faults), concerned_(std::move(concerned)), random_(random) {}

  void operator()(ErrorFault error) {
    faults_.error = error;
    faults_.concerned = std::move(concerned_);
  }
  void operator()(const DelayFault& delay) { faults_.delay += draw_delay(delay, random_); }
  void operator()(ResetFault) { faults_.reset = true; }
  void operator()(const EndingFault& fault) { faults_.ending = fault.ending; }
  void operator()(const UnprocessedFault& fault) {
    faults_.unprocessed = draw_share(fault.share, concerned_, random_);
    faults_.concerned = std::move(concerned_);
  }
  void operator()(const StreamLagFault& fault) { faults_.stream_lag = fault.lag; }

 private:
  InjectedFaults& faults_;
  std::vector<bool> concerned_;
  Xoshiro256& random_;
};

}  // namespace

bool FaultRules::add(std::vector<FaultRule> rules) {
  const std::lock_guard lock(mutex_);
  return append(std::move(rules));
}

bool FaultRules::set(std::vector<FaultRule> rules) {
  if (rules.size() > kMaxRules) return false;
  const std::lock_guard lock(mutex_);
  rules_.clear();
  return append(std::move(rules));
}

bool FaultRules::append(std::vector<FaultRule> rules) {
  if (rules.size() > kMaxRules - rules_.size()) return false;
  for (FaultRule& rule : rules) {
    const uint64_t seed = rule.seed;
    rules_.push_back({Report{std::move(rule)}, Xoshiro256(seed)});
  }
  any_ = !rules_.empty();
  return true;
}

std::vector<FaultRules::Report> FaultRules::report() const {
  const std::lock_guard lock(mutex_);
  std::vector<Report> reports;
  for (const ActiveRule& rule : rules_) reports.push_back(rule.report);
  return reports;
}

InjectedFaults FaultRules::decide(std::string_view action, std::span<const std::string> tables) {
  InjectedFaults faults;
  bool decided = false;
  const std::lock_guard lock(mutex_);
  for (ActiveRule& active : rules_) {
    const FaultRule& rule = active.report.rule;
    const bool is_delay = std::holds_alternative<DelayFault>(rule.fault);
    if ((decided && !is_delay) || !fits_action(rule, action)) continue;
    std::vector<bool> concerned = tables_of_rule(rule, tables);
    if (!fits_tables(rule, concerned)) continue;
    const bool passed = active.report.requests++ < rule.skip;
    if (passed || (rule.count && active.report.hits >= *rule.count)) continue;
    if (draw(active.random) >= rule.probability) continue;
    ++active.report.hits;
    std::visit(Injection(faults, std::move(concerned), active.random), rule.fault);
    decided |= !is_delay;
  }
  return faults;
}

}  // namespace basalt::wire
