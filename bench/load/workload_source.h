// WorkloadSource: requests of a workload's mix, without end.
#pragma once

#include <memory>

#include "load/data_set.h"
#include "load/key_chooser.h"
#include "load/operation.h"
#include "load/request_source.h"

namespace basalt::bench {

class WorkloadSource final : public RequestSource {
 public:
  // The data set and the workload must outlive the source.
  WorkloadSource(const Workload& workload, const KeyChooserOptions& keys, DataSet& data, uint64_t seed);

  bool next(Exchange& exchange) override;
  bool goes_on(const Response* response, Exchange& exchange) override;

 private:
  OperationKind choose();
  void write(OperationKind kind, Exchange& exchange);
  void get_item(Exchange& exchange);
  void put_item(uint64_t item, std::string_view rest, Exchange& exchange);
  void update_item(Exchange& exchange);
  void increment(Exchange& exchange);
  void collection_request(OperationKind kind, Exchange& exchange);
  void scan(uint64_t limit, bool from_any_key, Exchange& exchange);
  void batch_get(Exchange& exchange);
  void batch_write(Exchange& exchange);
  void transact_write(Exchange& exchange);
  uint64_t any_item() { return keys_->next(data_.items(), random_); }

  const Workload& workload_;
  DataSet& data_;
  std::unique_ptr<KeyChooser> keys_;
  Random random_;
  double total_weight_ = 0;
};

}  // namespace basalt::bench
