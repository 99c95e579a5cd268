#include "http/gzip.h"

#include <libdeflate.h>

#include <algorithm>
#include <memory>

#include "http/request.h"

namespace basalt::http {
namespace {

constexpr int kFastest = 1;
constexpr size_t kSmallestMember = 18;
// Deflate cannot do better than 1032 to 1.
constexpr uint64_t kBestRatio = 1032;

struct Free {
  void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
  void operator()(libdeflate_decompressor* decompressor) const { libdeflate_free_decompressor(decompressor); }
};

std::string_view trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

// "q=0", "q=0.0", "q=0.000": not wanted.
bool refused(std::string_view parameters) {
  const size_t q = parameters.find("q=");
  if (q == std::string_view::npos) return false;
  const std::string_view weight = trimmed(parameters.substr(q + 2));
  return !weight.empty() && weight.find_first_not_of("0.") == std::string_view::npos;
}

}  // namespace

uint64_t claimed_inflated_size(std::string_view compressed) {
  if (compressed.size() < kSmallestMember) return 0;
  uint64_t size = 0;
  for (size_t i = 0; i < 4; ++i) {
    size |= uint64_t{static_cast<unsigned char>(compressed[compressed.size() - 4 + i])} << (8 * i);
  }
  return size;
}

std::optional<std::string> inflate(std::string_view compressed) {
  const uint64_t claimed = claimed_inflated_size(compressed);
  if (compressed.size() < kSmallestMember || claimed > compressed.size() * kBestRatio) return std::nullopt;

  thread_local const std::unique_ptr<libdeflate_decompressor, Free> decompressor(libdeflate_alloc_decompressor());
  std::string plain(claimed, '\0');
  size_t written = 0;
  const libdeflate_result status = libdeflate_gzip_decompress(decompressor.get(), compressed.data(), compressed.size(),
                                                              plain.data(), plain.size(), &written);
  if (status != LIBDEFLATE_SUCCESS || written != claimed) return std::nullopt;
  return plain;
}

std::string deflate(std::string_view plain) {
  thread_local const std::unique_ptr<libdeflate_compressor, Free> compressor(libdeflate_alloc_compressor(kFastest));
  std::string compressed(plain.size(), '\0');
  compressed.resize(
      libdeflate_gzip_compress(compressor.get(), plain.data(), plain.size(), compressed.data(), compressed.size()));
  return compressed;
}

bool accepts_gzip(std::string_view accept_encoding) {
  while (!accept_encoding.empty()) {
    const size_t comma = std::min(accept_encoding.find(','), accept_encoding.size());
    const std::string_view element = accept_encoding.substr(0, comma);
    accept_encoding.remove_prefix(std::min(comma + 1, accept_encoding.size()));
    const size_t semicolon = std::min(element.find(';'), element.size());
    const std::string_view coding = trimmed(element.substr(0, semicolon));
    if ((equals_ignoring_case(coding, "gzip") || coding == "*") && !refused(element.substr(semicolon))) return true;
  }
  return false;
}

}  // namespace basalt::http
