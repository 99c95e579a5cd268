#include "store/image_rows.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "basalt/keys/key_layout.h"
#include "store/catalog_rows.h"
#include "store/engine_errors.h"

namespace basalt::store {
namespace {

using engine::KeySpace;

constexpr KeySpace kSpaces[] = {KeySpace::kMeta, KeySpace::kItems, KeySpace::kIndexes, KeySpace::kLog};
// A range erase stays behind in the engine and costs every later read there a little: not for a few rows.
constexpr size_t kFewRows = 256;

bool stays(KeySpace space, std::string_view key) {
  return space == KeySpace::kMeta && (key == kIdsRow || key == kSealRow);
}

// Where rows are now, in order. Rows that were erased still cost whoever reads over them, and they are many when a test
// suite resets all day: so nothing below the lowest space is read.
struct Stretch {
  std::string begin;
  std::string end;
};

std::vector<Stretch> stretches_of(KeySpace space, SpaceId lowest) {
  if (space != KeySpace::kMeta) {
    std::string begin;
    keys::append_u64(lowest.value, begin);
    return {{std::move(begin), ""}};
  }
  constexpr engine::ShardId kFirst{0};
  return {{"", std::string(kFillPrefix)},
          {fill_row(lowest, kFirst), std::string(kTallyPrefix)},
          {tally_row(lowest, kFirst), ""}};
}

std::string after(std::string_view key) { return std::string(key) + '\0'; }

// False when the image has become too large.
ApiResult<bool> copy_stretch(engine::StorageEngine& engine, const engine::Snapshot& snapshot, KeySpace space,
                             Stretch stretch, uint64_t max_bytes, StoreImage& image) {
  bool more = true;
  while (more && image.bytes() <= max_bytes) {
    engine::RowPage page;
    TRY(to_api_result(engine.scan({.shard = kCatalogShard, .space = space, .begin = stretch.begin, .end = stretch.end},
                                  {.snapshot = &snapshot}, page)));
    more = page.more();
    if (!page.empty()) stretch.begin = after(page.key(page.size() - 1));
    image.append(space, std::move(page));
  }
  return image.bytes() <= max_bytes;
}

// The rows of the image in their order.
class ImageCursor {
 public:
  ImageCursor(const StoreImage& image, KeySpace space) : pages_(image.rows(space)), space_(space) { settle(); }

  bool done() const { return page_ == pages_.size(); }
  std::string_view key() const { return pages_[page_].key(row_); }
  std::string_view value() const { return pages_[page_].value(row_); }
  void next() {
    ++row_;
    settle();
  }

 private:
  void settle() {
    for (; page_ < pages_.size(); ++row_) {
      if (row_ == pages_[page_].size()) {
        ++page_;
        row_ = static_cast<size_t>(-1);  // 0 in the next round
      } else if (!stays(space_, key())) {
        return;
      }
    }
  }

  const std::vector<engine::RowPage>& pages_;
  const KeySpace space_;
  size_t page_ = 0;
  size_t row_ = 0;
};

// Rows to be erased that stand one after the other, with none to keep in between.
class ErasedRun {
 public:
  ErasedRun(KeySpace space, engine::Batch& batch) : space_(space), batch_(batch) {}

  void add(std::string_view key) {
    ++count_;
    last_ = key;
    if (count_ <= kFewRows) keys_.emplace_back(key);
  }
  bool is_long() const { return count_ > kFewRows; }
  void end() {
    if (is_long()) {
      batch_.erase_range(space_, keys_.front(), after(last_));
    } else {
      for (const std::string& key : keys_) batch_.erase(space_, key);
    }
    keys_.clear();
    count_ = 0;
  }

 private:
  const KeySpace space_;
  engine::Batch& batch_;
  std::vector<std::string> keys_;
  std::string last_;
  size_t count_ = 0;
};

// Walks over the rows there are and the rows there should be at once.
class SpaceRestore {
 public:
  SpaceRestore(engine::StorageEngine& engine, const StoreImage& image, KeySpace space, engine::Batch& batch)
      : engine_(engine), space_(space), batch_(batch), wanted_(image, space), erased_(space, batch) {}

  ApiResult<void> run(SpaceId lowest) {
    for (Stretch& stretch : stretches_of(space_, lowest)) TRY(run_over(std::move(stretch)));
    for (; !wanted_.done(); wanted_.next()) batch_.put(space_, wanted_.key(), wanted_.value());
    return {};
  }

 private:
  ApiResult<void> run_over(Stretch stretch) {
    engine::RowPage page;
    do {
      TRY(to_api_result(engine_.scan(
          {.shard = kCatalogShard, .space = space_, .begin = stretch.begin, .end = stretch.end}, {}, page)));
      for (size_t i = 0; i < page.size(); ++i) meet(page.key(i), page.value(i));
      if (page.size() > 0) stretch.begin = after(page.key(page.size() - 1));
    } while (page.more() && !TRY(rest_is_erased()));
    erased_.end();
    return {};
  }

  void meet(std::string_view key, std::string_view value) {
    if (stays(space_, key)) return erased_.end();
    for (; !wanted_.done() && wanted_.key() < key; wanted_.next()) {
      erased_.end();
      batch_.put(space_, wanted_.key(), wanted_.value());
    }
    if (wanted_.done() || wanted_.key() != key) return erased_.add(key);
    erased_.end();
    if (wanted_.value() != value) batch_.put(space_, key, wanted_.value());
    wanted_.next();
  }

  // When nothing more is to be kept there is no need to look at the rest, which may be large.
  ApiResult<bool> rest_is_erased() {
    if (space_ == KeySpace::kMeta || !wanted_.done() || !erased_.is_long()) return false;
    engine::RowPage last;
    TRY(to_api_result(engine_.scan(
        {.shard = kCatalogShard, .space = space_, .direction = engine::Direction::kReverse, .max_rows = 1}, {}, last)));
    if (!last.empty()) erased_.add(last.key(0));
    return true;
  }

  engine::StorageEngine& engine_;
  const KeySpace space_;
  engine::Batch& batch_;
  ImageCursor wanted_;
  ErasedRun erased_;
};

}  // namespace

ApiResult<std::unique_ptr<const StoreImage>> copy_rows(engine::StorageEngine& engine, SpaceId lowest,
                                                       uint64_t max_bytes) {
  const auto snapshot = engine.snapshot();
  auto image = std::make_unique<StoreImage>();
  for (const KeySpace space : kSpaces) {
    for (Stretch& stretch : stretches_of(space, lowest)) {
      if (!TRY(copy_stretch(engine, *snapshot, space, std::move(stretch), max_bytes, *image))) {
        return std::unique_ptr<const StoreImage>();
      }
    }
  }
  return std::unique_ptr<const StoreImage>(std::move(image));
}

ApiResult<void> restore_rows(engine::StorageEngine& engine, const StoreImage& image, SpaceId lowest,
                             uint64_t sealed_below) {
  engine::Batch batch(kCatalogShard);
  for (const KeySpace space : kSpaces) TRY(SpaceRestore(engine, image, space, batch).run(lowest));
  if (batch.size() == 0) return {};
  std::string seal;
  keys::append_u64(sealed_below, seal);
  batch.put(KeySpace::kMeta, kSealRow, seal);
  return to_api_result(engine.commit({&batch, 1}));
}

}  // namespace basalt::store
