#include "server/verification_report.h"

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

namespace basalt::server {
namespace {

using Json = nlohmann::json;
using store::Finding;
using store::Verification;
using store::VerificationCounts;

constexpr std::array<std::pair<const char*, uint64_t VerificationCounts::*>, 9> kCounts{{
    {"files", &VerificationCounts::files},
    {"file_bytes", &VerificationCounts::file_bytes},
    {"tables", &VerificationCounts::tables},
    {"items", &VerificationCounts::items},
    {"index_rows", &VerificationCounts::index_rows},
    {"expiry_rows", &VerificationCounts::expiry_rows},
    {"collection_rows", &VerificationCounts::collection_rows},
    {"change_records", &VerificationCounts::change_records},
    {"tokens", &VerificationCounts::tokens},
}};

std::string counted(uint64_t count, const char* noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

}  // namespace

Json verification_json(const Verification& verification) {
  Json counts = Json::object();
  for (const auto& [name, count] : kCounts) counts[name] = verification.counts.*count;
  Json findings = Json::array();
  for (const Finding& finding : verification.findings) {
    findings.push_back(
        {{"what", finding.what}, {"table", finding.table}, {"key", finding.key}, {"place", finding.place}});
  }
  return {{"clean", verification.clean()},       {"complete", verification.complete},
          {"verdict", verdict_of(verification)}, {"findings_total", verification.findings_total},
          {"findings", std::move(findings)},     {"counts", std::move(counts)}};
}

std::optional<Verification> read_verification(const Json& json) {
  try {
    Verification verification;
    for (const auto& [name, count] : kCounts) json.at("counts").at(name).get_to(verification.counts.*count);
    for (const Json& finding : json.at("findings")) {
      verification.findings.push_back(
          {finding.at("what"), finding.at("table"), finding.at("key"), finding.at("place")});
    }
    json.at("findings_total").get_to(verification.findings_total);
    json.at("complete").get_to(verification.complete);
    return verification;
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

std::string verification_text(const Verification& verification) {
  const VerificationCounts& counts = verification.counts;
  std::string text;
  if (counts.files > 0) {
    text.append("files:   ").append(std::to_string(counts.files)).append(", ");
    text.append(std::to_string(counts.file_bytes >> 20)).append(" MB\n");
  }
  text.append("tables:  ").append(counted(counts.tables, "table")).append(", ");
  text.append(counted(counts.items, "item")).append("\n");
  text.append("indexes: ").append(counted(counts.index_rows, "index row")).append(", ");
  text.append(counted(counts.expiry_rows, "expiry row")).append(", ");
  text.append(counted(counts.collection_rows, "collection size")).append("\n");
  text.append("log:     ").append(counted(counts.change_records, "change record")).append(", ");
  text.append(counted(counts.tokens, "transaction token")).append("\n");
  for (const Finding& finding : verification.findings) text.append("PROBLEM: ").append(describe(finding)).append("\n");
  const uint64_t untold = verification.findings_total - verification.findings.size();
  if (untold > 0) text.append("and ").append(counted(untold, "problem")).append(" more\n");
  return text.append(verdict_of(verification)).append("\n");
}

std::string verdict_of(const Verification& verification) {
  if (verification.findings_total > 0) return counted(verification.findings_total, "problem") + " found";
  return verification.complete ? "clean" : "ended before everything was looked at";
}

}  // namespace basalt::server
