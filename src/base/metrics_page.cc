// The page: the one file that knows prometheus-cpp. It gives the model of families and their text format; counting is
// our own, because its counters and histograms take locks (docs/metrics.md).
#include <prometheus/collectable.h>
#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <cmath>
#include <map>

#include "basalt/base/metrics.h"

namespace basalt::metrics {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

std::vector<ClientMetric::Label> converted(const Labels& labels) {
  std::vector<ClientMetric::Label> converted;
  converted.reserve(labels.size());
  for (const auto& [name, value] : labels) converted.push_back({name, value});
  return converted;
}

// Divided rather than multiplied, because 100 microseconds are 0.0001 seconds and nothing beside it.
double shown(double value, double scale) { return scale < 1 ? value / std::round(1 / scale) : value * scale; }

}  // namespace

struct Page::Families final : prometheus::Collectable {
  std::map<std::string_view, MetricFamily> by_name;

  // The new metric of the family, which is made when it is the first.
  ClientMetric& add(const Family& family, MetricType type, const Labels& labels) {
    MetricFamily& made = by_name[family.name];
    if (made.metric.empty()) {
      made.name = family.name;
      made.help = family.help;
      made.type = type;
    }
    ClientMetric& metric = made.metric.emplace_back();
    metric.label = converted(labels);
    return metric;
  }

  std::vector<MetricFamily> Collect() const override {
    std::vector<MetricFamily> families;
    families.reserve(by_name.size());
    for (const auto& [name, family] : by_name) families.push_back(family);
    return families;
  }
};

Page::Page() : families_(std::make_unique<Families>()) {}
Page::~Page() = default;

void Page::counter(const Family& family, const Labels& labels, double value) {
  families_->add(family, MetricType::Counter, labels).counter.value = shown(value, family.scale);
}

void Page::gauge(const Family& family, const Labels& labels, double value) {
  families_->add(family, MetricType::Gauge, labels).gauge.value = shown(value, family.scale);
}

void Page::histogram(const Family& family, const Labels& labels, const Histogram::Reading& reading) {
  ClientMetric::Histogram& histogram = families_->add(family, MetricType::Histogram, labels).histogram;
  uint64_t count = 0;
  for (size_t i = 0; i < reading.bounds.size(); ++i) {
    count += reading.counts[i];
    histogram.bucket.push_back({count, shown(static_cast<double>(reading.bounds[i]), family.scale)});
  }
  // The serializer adds the bucket of everything.
  histogram.sample_count = count + reading.counts.back();
  histogram.sample_sum = shown(static_cast<double>(reading.sum), family.scale);
}

std::string Registry::page() const {
  const std::lock_guard lock(mutex_);
  Page page;
  for (const Source& source : sources_) source(page);
  return prometheus::TextSerializer().Serialize(page.families_->Collect());
}

}  // namespace basalt::metrics
