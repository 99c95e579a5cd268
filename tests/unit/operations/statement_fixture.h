// What the tests of PartiQL's actions share: the tables of ItemTest, and statements that can be waited for.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "basalt/operations/execute_statement.h"
#include "unit/operations/item_fixture.h"

namespace basalt::operations {

class StatementTest : public ItemTest {
 protected:
  // Answered at once, or when its writes are done.
  template <class Action>
  ApiResult<typename Action::Response> execute(typename Action::Request request) {
    using Response = typename Action::Response;
    auto promise = std::make_shared<std::promise<ApiResult<Response>>>();
    auto answer = promise->get_future();
    Context asked = context();
    auto now = Action::start(asked, std::move(request),
                             [promise](ApiResult<Response> result) { promise->set_value(std::move(result)); });
    return now ? *std::move(now) : answer.get();
  }

  static ExecuteStatement::Request statement(std::string text, std::vector<AttributeValue> parameters = {}) {
    ExecuteStatement::Request request;
    request.statement.statement = std::move(text);
    if (!parameters.empty()) request.statement.parameters = {std::move(parameters), std::nullopt};
    return request;
  }

  ApiResult<ExecuteStatement::Response> run(std::string text, std::vector<AttributeValue> parameters = {}) {
    return execute<ExecuteStatement>(statement(std::move(text), std::move(parameters)));
  }
  // The answered items; the test fails when the statement is refused.
  std::vector<Item> items(std::string text, std::vector<AttributeValue> parameters = {}) {
    const auto response = run(text, std::move(parameters));
    EXPECT_EQ(message_of(response), "") << text;
    return response.ok() ? items_of(*response) : std::vector<Item>();
  }
  std::string refusal(std::string text, std::vector<AttributeValue> parameters = {}) {
    return message_of(run(std::move(text), std::move(parameters)));
  }
  static std::vector<Item> items_of(const ExecuteStatement::Response& response) {
    std::vector<Item> all;
    for (size_t i = 0; i < response.items.size(); ++i) all.push_back(response.items.view(i).decode());
    return all;
  }
};

}  // namespace basalt::operations
