#include "expression/operand_parser.h"

#include <charconv>
#include <utility>

#include "expression/limits.h"
#include "expression/messages.h"
#include "expression/reserved_words.h"

namespace basalt::expression {
namespace {

constexpr Function kFunctions[] = {
    Function::kAttributeExists, Function::kAttributeNotExists, Function::kAttributeType,
    Function::kBeginsWith,      Function::kContains,           Function::kSize,
    Function::kIfNotExists,     Function::kListAppend,
};

bool is_update_function(Function function) {
  return function == Function::kIfNotExists || function == Function::kListAppend;
}

std::span<const Finding> order_of(Grammar grammar) {
  static constexpr Finding kCondition[] = {Finding::kTooManyOperators, Finding::kRedundantParentheses,
                                           Finding::kUnknownFunction,  Finding::kMisplacedFunction,
                                           Finding::kReservedWord,     Finding::kBadPath};
  static constexpr Finding kUpdate[] = {Finding::kTooManyOperators, Finding::kRedundantParentheses,
                                        Finding::kReservedWord,     Finding::kUnknownFunction,
                                        Finding::kBadPath,          Finding::kRepeatedSection};
  static constexpr Finding kProjection[] = {Finding::kReservedWord, Finding::kBadPath};
  switch (grammar) {
    case Grammar::kCondition:
      return kCondition;
    case Grammar::kUpdate:
      return kUpdate;
    case Grammar::kProjection:
      return kProjection;
  }
  CHECK(false);
}

}  // namespace

ParseResult<void> OperandParser::check_nesting(bool after_parenthesis) const {
  if (nesting_ <= kMaxNesting) return {};
  if (after_parenthesis) return Failure{message::redundant_parentheses()};
  return Failure{message::too_many_operators(operators_)};
}

ParseResult<OperandParser::Grouped> OperandParser::parse_operand() {
  const bool after_parenthesis = cursor_.next_kind() == TokenKind::kOpenParen;
  if (!cursor_.accept(TokenKind::kOpenParen)) return Grouped{TRY(parse_simple_operand()), false};
  const Nesting nesting(*this);
  TRY(check_nesting(after_parenthesis));
  Grouped inner = TRY(parse_operand());
  TRY(cursor_.expect(TokenKind::kCloseParen));
  if (inner.parenthesized) found(Finding::kRedundantParentheses, message::redundant_parentheses());
  inner.parenthesized = !TRY(continue_path(inner.operand));
  return inner;
}

ParseResult<Operand> OperandParser::parse_simple_operand() {
  if (cursor_.kind() == TokenKind::kValuePlaceholder) return Operand{TRY(parse_value())};
  if (cursor_.kind() == TokenKind::kIdentifier && cursor_.next_kind() == TokenKind::kOpenParen) {
    return Operand{TRY(parse_call())};
  }
  return Operand{TRY(parse_path())};
}

ParseResult<ValueRef> OperandParser::parse_value() {
  const Token token = TRY(cursor_.expect(TokenKind::kValuePlaceholder));
  references_.values.emplace_back(cursor_.text(token));
  return ValueRef{static_cast<uint32_t>(references_.values.size() - 1)};
}

ParseResult<PathRef> OperandParser::parse_path() {
  PathSyntax path;
  path.elements.push_back(TRY(parse_name()));
  references_.paths.push_back(std::move(path));
  const PathRef ref{static_cast<uint32_t>(references_.paths.size() - 1)};
  TRY(parse_dereferences(ref));
  return ref;
}

ParseResult<PathSyntax::Element> OperandParser::parse_name() {
  if (cursor_.kind() == TokenKind::kNamePlaceholder) {
    has_name_placeholder_ = true;
    return PathSyntax::Element(NamePlaceholder{std::string(cursor_.text(cursor_.take()))});
  }
  const std::string_view name = cursor_.text(TRY(cursor_.expect(TokenKind::kIdentifier)));
  if (is_reserved_word(name)) found(Finding::kReservedWord, message::reserved_word(name));
  return PathSyntax::Element(std::string(name));
}

ParseResult<void> OperandParser::parse_dereferences(PathRef ref) {
  while (true) {
    if (cursor_.accept(TokenKind::kDot)) {
      PathSyntax::Element name = TRY(parse_name());
      references_.paths[ref.index].elements.push_back(std::move(name));
    } else if (cursor_.accept(TokenKind::kOpenBracket)) {
      references_.paths[ref.index].elements.emplace_back(TRY(parse_index()));
    } else {
      break;
    }
  }
  const size_t size = references_.paths[ref.index].elements.size();
  if (size > kMaxPathElements) found(Finding::kBadPath, message::path_too_deep(size));
  return {};
}

ParseResult<size_t> OperandParser::parse_index() {
  const std::string_view digits = cursor_.text(TRY(cursor_.expect(TokenKind::kInteger)));
  TRY(cursor_.expect(TokenKind::kCloseBracket));
  int64_t index = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
  if (error != std::errc() || index > kMaxListIndex) {
    found(Finding::kBadPath, message::list_index_out_of_range(digits));
    return size_t{0};
  }
  return static_cast<size_t>(index);
}

ParseResult<bool> OperandParser::continue_path(const Operand& operand) {
  const auto* path = std::get_if<PathRef>(&operand.term);
  const bool follows = cursor_.kind() == TokenKind::kDot || cursor_.kind() == TokenKind::kOpenBracket;
  if (path == nullptr || !follows || grammar_ != Grammar::kCondition) return false;
  TRY(parse_dereferences(*path));
  return true;
}

ParseResult<Call> OperandParser::parse_call() {
  const Nesting nesting(*this);
  TRY(check_nesting(false));
  count_operator();
  const std::string_view name = cursor_.text(cursor_.take());
  std::vector<Operand> arguments = TRY(parse_arguments());
  if (grammar_ == Grammar::kCondition) {
    for (const Operand& argument : arguments) check_placement(argument, *this);
  }
  return Call{known_function(name), std::move(arguments)};
}

ParseResult<std::vector<Operand>> OperandParser::parse_arguments() {
  TRY(cursor_.expect(TokenKind::kOpenParen));
  std::vector<Operand> arguments;
  do {
    arguments.push_back(TRY(parse_operand()).operand);
  } while (cursor_.accept(TokenKind::kComma));
  TRY(cursor_.expect(TokenKind::kCloseParen));
  return arguments;
}

// What an unknown name stands for does not matter: the finding refuses the expression.
Function OperandParser::known_function(std::string_view name) {
  for (Function function : kFunctions) {
    if (function_name(function) != name) continue;
    if (grammar_ == Grammar::kCondition && is_update_function(function)) {
      found(Finding::kUnknownFunction, message::function_not_for_conditions(name));
    } else if (grammar_ == Grammar::kUpdate && !is_update_function(function)) {
      found(Finding::kUnknownFunction, message::function_not_for_updates(name));
    }
    return function;
  }
  found(Finding::kUnknownFunction, message::unknown_function(name));
  return Function::kSize;
}

ParseResult<ParsedReferences> OperandParser::finish() {
  TRY(cursor_.expect(TokenKind::kEnd));
  if (operators_ > kMaxOperators) found(Finding::kTooManyOperators, message::too_many_operators(operators_));
  if (auto message = findings_.first_in(order_of(grammar_))) return Failure{std::move(*message)};
  if (!has_name_placeholder_) fix_paths();
  return std::move(references_);
}

void OperandParser::fix_paths() {
  Paths paths;
  paths.reserve(references_.paths.size());
  for (const PathSyntax& syntax : references_.paths) {
    DocumentPath& path = paths.emplace_back();
    for (const PathSyntax::Element& element : syntax.elements) {
      if (const auto* name = std::get_if<std::string>(&element)) path.elements.emplace_back(*name);
      if (const auto* index = std::get_if<size_t>(&element)) path.elements.emplace_back(*index);
    }
  }
  references_.fixed_paths = std::make_shared<const Paths>(std::move(paths));
}

void check_placement(const Operand& operand, OperandParser& parser) {
  const auto* call = std::get_if<Call>(&operand.term);
  if (call == nullptr || call->function == Function::kSize) return;
  parser.found(Finding::kMisplacedFunction, message::function_misplaced(function_name(call->function)));
}

}  // namespace basalt::expression
