#include "server/progress_bar.h"

#include <algorithm>
#include <cstdint>
#include <string>

namespace basalt::server {
namespace {

constexpr uint64_t kWidth = 30;

std::string bar(uint64_t done, uint64_t total) {
  const uint64_t filled = std::min(kWidth, done * kWidth / total);
  return "[" + std::string(filled, '#') + std::string(kWidth - filled, ' ') + "] ";
}

}  // namespace

void ProgressBar::show(const store::VerificationProgress& progress) {
  if (!line_.is_due()) return;
  const bool of_files = progress.stage == "files";
  std::string text;
  if (progress.total > 0) {
    const uint64_t done = std::min(progress.done, progress.total);
    if (line_.is_terminal()) text.append(bar(done, progress.total));
    text.append(std::to_string(done * 100 / progress.total)).append(" %, ");
  }
  text.append(progress.stage);
  if (!progress.table.empty()) text.append(" of ").append(progress.table);
  text.append(", ");
  text.append(of_files ? std::to_string(progress.done >> 20) + " MB" : std::to_string(progress.done) + " rows");
  if (progress.findings > 0) text.append(", ").append(std::to_string(progress.findings)).append(" problems");
  line_.show(text);
}

}  // namespace basalt::server
