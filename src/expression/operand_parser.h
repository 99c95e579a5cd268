// OperandParser: the part of the grammar that conditions, updates and projections share.
//
//   operand := path | :value | function | "(" operand ")"
//   path    := name ( "." name | "[" integer "]" )*        name := identifier | #name
//   function := identifier "(" operand ( "," operand )* ")"
#pragma once

#include <string_view>

#include "expression/ast.h"
#include "expression/findings.h"
#include "expression/parsed.h"
#include "expression/token_cursor.h"

namespace basalt::expression {

enum class Grammar : uint8_t { kCondition, kUpdate, kProjection };

class OperandParser {
 public:
  // text must outlive the parser and be at most kMaxExpressionSize bytes.
  OperandParser(std::string_view text, Grammar grammar) : cursor_(text), grammar_(grammar) {}

  // An operand, and whether it stood in parentheses of its own.
  struct Grouped {
    Operand operand;
    bool parenthesized = false;
  };
  ParseResult<Grouped> parse_operand();
  ParseResult<PathRef> parse_path();
  ParseResult<ValueRef> parse_value();
  // `(a.b).c`: goes on with a path that stood in parentheses, where the grammar has that. False when nothing follows.
  ParseResult<bool> continue_path(const Operand& operand);

  void count_operator() { ++operators_; }
  void found(Finding kind, std::string message) { findings_.add(kind, std::move(message)); }
  TokenCursor& cursor() { return cursor_; }

  // Counts nested constructs while it lives.
  class Nesting {
   public:
    explicit Nesting(OperandParser& parser) : parser_(parser) { ++parser_.nesting_; }
    ~Nesting() { --parser_.nesting_; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

   private:
    OperandParser& parser_;
  };
  // An error when the constructs open now nest too deep; after_parenthesis: one was opened right after another.
  ParseResult<void> check_nesting(bool after_parenthesis) const;

  // At the end of the text: the first finding in AWS's order for this grammar, or the tables.
  ParseResult<ParsedReferences> finish();

 private:
  ParseResult<Operand> parse_simple_operand();
  ParseResult<Call> parse_call();
  ParseResult<std::vector<Operand>> parse_arguments();
  ParseResult<PathSyntax::Element> parse_name();
  ParseResult<void> parse_dereferences(PathRef path);
  ParseResult<size_t> parse_index();
  Function known_function(std::string_view name);
  void fix_paths();

  TokenCursor cursor_;
  Grammar grammar_;
  Findings findings_;
  ParsedReferences references_;
  size_t operators_ = 0;
  size_t nesting_ = 0;
  bool has_name_placeholder_ = false;
};

// Marks calls that cannot be an operand of the comparison or function they are in (only size can, in conditions).
void check_placement(const Operand& operand, OperandParser& parser);

}  // namespace basalt::expression
