#include "load/report.h"

#include <cstdarg>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace basalt::bench {
namespace {

constexpr double kPercents[] = {50, 90, 99, 99.9, 99.99};
constexpr const char* kPercentNames[] = {"p50", "p90", "p99", "p99.9", "p99.99"};

[[gnu::format(printf, 1, 2)]] std::string formatted(const char* format, ...) {
  char text[512];
  va_list values;
  va_start(values, format);
  const int length = vsnprintf(text, sizeof text, format, values);
  va_end(values);
  return {text, std::min(sizeof text - 1, static_cast<size_t>(std::max(0, length)))};
}

double us(uint64_t ns) { return static_cast<double>(ns) / 1000; }

std::string label_name(size_t label) {
  return label < kOperationKinds ? std::string(name_of(static_cast<OperationKind>(label))) : "connection";
}

std::string row(const std::string& name, const LabelTotals& totals, double seconds) {
  const Histogram& latency = totals.latency_ns;
  std::string text = formatted("%-16s %10lu %9.0f %9.0f", name.c_str(), latency.count(),
                               static_cast<double>(latency.count()) / seconds, latency.mean() / 1000);
  for (const double percent : kPercents) text += formatted(" %9.0f", us(latency.percentile(percent)));
  return text + formatted(" %9.0f %8lu\n", us(latency.max()), totals.error_count());
}

std::string errors_text(const Totals& totals) {
  std::string text;
  for (size_t label = 0; label < totals.size(); ++label) {
    for (const auto& [type, times] : totals[label].errors) {
      text += formatted("error: %s: %s: %lu times\n", label_name(label).c_str(), type.c_str(), times);
    }
  }
  return text;
}

nlohmann::ordered_json label_json(const LabelTotals& totals, double seconds) {
  const Histogram& latency = totals.latency_ns;
  nlohmann::ordered_json json{{"operations", latency.count()},
                              {"operations_per_second", static_cast<double>(latency.count()) / seconds},
                              {"requests", totals.requests},
                              {"mean_us", latency.mean() / 1000}};
  for (size_t i = 0; i < std::size(kPercents); ++i) {
    json[std::string(kPercentNames[i]) + "_us"] = us(latency.percentile(kPercents[i]));
  }
  json["max_us"] = us(latency.max());
  json["mean_body_bytes"] = totals.requests == 0 ? 0 : totals.body_bytes / totals.requests;
  json["errors"] = totals.errors;
  return json;
}

nlohmann::ordered_json result_json(const RunResult& result) {
  nlohmann::ordered_json json{{"seconds", result.seconds}, {"connected", result.connected}, {"unsent", result.unsent}};
  json["cpu_us_per_request"] = nullptr;
  if (result.cpu_us_per_request) json["cpu_us_per_request"] = *result.cpu_us_per_request;
  json["total"] = label_json(sum(result.totals), result.seconds);
  return json;
}

nlohmann::ordered_json settings_json(const Options& options) {
  return {{"endpoint", options.endpoint},
          {"workload", options.workload.name},
          {"keys", name_of(options.keys.distribution)},
          {"items", options.data.items},
          {"item_bytes", options.data.item_bytes},
          {"connections", options.connections},
          {"threads", options.threads},
          {"rate", options.rate},
          {"signed", options.signing.has_value()}};
}

}  // namespace

void ProgressLine::show(const Progress& progress, std::string_view doing) {
  if (quiet_) return;
  const LabelTotals& last = progress.last;
  line_.show(formatted("%6.1f s %.*s%s: %.0f/s, p50 %.0f us, p99 %.0f us, %lu errors", progress.seconds,
                       static_cast<int>(doing.size()), doing.data(), progress.warming_up ? " (warm-up)" : "",
                       static_cast<double>(last.requests) / progress.last_seconds, us(last.latency_ns.percentile(50)),
                       us(last.latency_ns.percentile(99)), last.error_count()));
}

std::string load_text(const LoadResult& result) {
  return formatted("loaded %lu items in %.1f s: %.0f items/s, %lu batches sent again, %lu given up\n", result.items,
                   result.run.seconds, static_cast<double>(result.items) / result.run.seconds, result.retried,
                   result.given_up) +
         errors_text(result.run.totals);
}

std::string run_text(const Options& options, const RunResult& result) {
  std::string text =
      formatted("workload %s, keys %s, %lu items of %zu bytes, %u connections (%lu up), %u threads, ",
                options.workload.name.c_str(), std::string(name_of(options.keys.distribution)).c_str(),
                options.data.items, options.data.item_bytes, options.connections, result.connected, options.threads);
  text += options.rate > 0 ? formatted("%.0f/s offered", options.rate) : std::string("closed loop");
  text += formatted(", %.1f s\n\n%-16s %10s %9s %9s", result.seconds, "us", "operations", "per s", "mean");
  for (const char* name : kPercentNames) text += formatted(" %9s", name);
  text += formatted(" %9s %8s\n", "max", "errors");
  unsigned rows = 0;
  for (size_t label = 0; label < result.totals.size(); ++label) {
    const LabelTotals& totals = result.totals[label];
    if (totals.latency_ns.count() == 0 && totals.errors.empty()) continue;
    text += row(label_name(label), totals, result.seconds);
    ++rows;
  }
  if (rows > 1) text += row("all", sum(result.totals), result.seconds);
  text += '\n' + errors_text(result.totals);
  if (result.unsent > 0) text += formatted("not sent: %lu that were due\n", result.unsent);
  if (result.cpu_us_per_request) text += formatted("server CPU: %.2f us per request\n", *result.cpu_us_per_request);
  return text;
}

std::string json_text(const Options& options, const LoadResult* load, const RunResult* run) {
  nlohmann::ordered_json json = settings_json(options);
  if (load != nullptr) {
    json["load"] = result_json(load->run);
    json["load"]["items"] = load->items;
    json["load"]["batches_retried"] = load->retried;
    json["load"]["batches_given_up"] = load->given_up;
  }
  if (run != nullptr) {
    json["run"] = result_json(*run);
    for (size_t label = 0; label < run->totals.size(); ++label) {
      const LabelTotals& totals = run->totals[label];
      if (totals.latency_ns.count() == 0 && totals.errors.empty()) continue;
      json["run"]["operations"][label_name(label)] = label_json(totals, run->seconds);
    }
  }
  return json.dump(2) + "\n";
}

}  // namespace basalt::bench
