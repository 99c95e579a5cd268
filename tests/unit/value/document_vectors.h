// Test vectors out of the documentation: the lines "left = right" of a fenced block, so that the page stays true.
#pragma once

#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace basalt::testing {

struct Vector {
  std::string left;
  std::string right;
};

// The block that opens with ```name. Throws when the page or the block is missing, or a line is none of ours.
inline std::vector<Vector> document_vectors(const std::string& page, const std::string& name) {
  std::ifstream file(std::string(BASALT_DOCS_DIRECTORY) + "/" + page);
  std::vector<Vector> vectors;
  std::string line;
  while (std::getline(file, line) && line != "```" + name) {
  }
  while (std::getline(file, line) && line != "```") {
    const size_t equals = line.find("= ");
    if (equals == std::string::npos) throw std::runtime_error("not a vector: " + line);
    vectors.push_back({line.substr(0, equals == 0 ? 0 : equals - 1), line.substr(equals + 2)});
  }
  if (vectors.empty() || line != "```") throw std::runtime_error("no block of " + name + " in " + page);
  return vectors;
}

inline std::string from_hex(std::string_view hex) {
  std::string bytes;
  for (size_t at = 0; at + 2 <= hex.size(); at += 2) {
    while (at < hex.size() && hex[at] == ' ') ++at;
    bytes.push_back(static_cast<char>(std::stoi(std::string(hex.substr(at, 2)), nullptr, 16)));
  }
  return bytes;
}

inline std::string to_hex(std::string_view bytes) {
  std::string hex;
  for (const char byte : bytes) {
    if (!hex.empty()) hex.push_back(' ');
    const auto code = static_cast<unsigned char>(byte);
    hex.push_back("0123456789abcdef"[code >> 4]);
    hex.push_back("0123456789abcdef"[code & 15]);
  }
  return hex;
}

}  // namespace basalt::testing
